import { alertLine, type AlertLine } from '../domain/alert-line.ts';
import type { Alert } from '../domain/alert.ts';
import type { CaseloadEntry } from '../domain/caseload.ts';
import { countAlerts, type AlertCounts } from '../domain/count-alerts.ts';
import { readAlertLines } from './alert-lines.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import { isUrgent } from '../domain/is-urgent.ts';
import { isAllowed, type Person } from '../domain/rights.ts';
import type { Auditor } from './audit/auditor.ts';
import { auditTherapist } from './audit-therapist.ts';
import { readDeadLetters } from './read-dead-letters.ts';
import { readPages } from './read-pages.ts';
import { countedMs } from './settle-recoveries.ts';
import { clinicPartition, type Store } from './store.ts';

/** What a supervisor sees of the clinic: no client's name or id, and nothing of what was said. */
export interface Overview {
  /** Open alerts that nobody acted on, oldest first. */
  readonly waiting: readonly WaitingAlert[];
  readonly totals: Totals;
  /** How the alerts raised in the last twelve weeks have fared. */
  readonly loop: Readonly<Record<Alert['kind'], AlertCounts>>;
  /** How often in the last 30 days somebody could not be told. */
  readonly undelivered: number;
}

export interface WaitingAlert {
  readonly raisedAt: Instant;
  /** Of the therapist. */
  readonly therapist: string;
  /** It should be the first to be looked at. */
  readonly urgent: boolean;
  /** The latest that the program did about it. */
  readonly step?: 'reminded' | 'escalated';
  /** Somebody was to be told of it, and no channel reached them for certain. */
  readonly unreached: boolean;
  /** Where whoever asks was called to act on it. */
  readonly call?: ClientId;
}

/** Numbers of the whole clinic. */
export interface Totals {
  readonly therapists: number;
  /** Clients who joined, those invited who have not, and those who withdrew. */
  readonly joined: number;
  readonly invited: number;
  readonly withdrawn: number;
  /** Joined clients who completed a check-in in the seven days before. */
  readonly checkedIn: number;
  /** Alerts that wait, and those acted on and not closed. */
  readonly waiting: number;
  readonly inHand: number;
}

const weekMs = 7 * 86_400_000;
/** The audit names so many clients; an overview of more is told in several events. */
const named = 500;

/** The clinic for a supervisor, on record before it is shown; `undefined`, on record too, for anybody else. */
export async function readOverview(
  parts: { readonly store: Store; readonly auditor: Auditor; readonly now: () => Instant },
  person: Person,
): Promise<Overview | undefined> {
  const { store, now } = parts;
  const tell = (outcome: 'success' | 'refused', clients: readonly CaseloadEntry['id'][] = []) =>
    auditTherapist(parts, person.id, {
      at: now(),
      actor: { role: 'supervisor', id: person.id },
      action: 'read',
      record: 'overview',
      outcome,
      ...(clients.length > 0 && { clients }),
    });
  if (!isAllowed(person, { kind: 'overview' })) {
    await tell('refused');
    return undefined;
  }

  const since = new Date(Date.parse(now()) - weekMs).toISOString();
  const lost = await readDeadLetters(store, now());
  const unreached = new Set(lost.map(({ client, alert }) => `${client} ${alert}`));
  const waiting: WaitingAlert[] = [];
  const shown: CaseloadEntry['id'][] = [];
  const standing: Alert[] = [];
  const totals = { therapists: 0, joined: 0, invited: 0, withdrawn: 0, checkedIn: 0, waiting: 0, inHand: 0 };
  for await (const { id, name, roles } of readPages(store.therapists, clinicPartition, 1000)) {
    if (!roles || roles.includes('therapist')) totals.therapists += 1;
    for await (const entry of readPages(store.caseload, id, 1000)) {
      if (entry.status !== 'stranger') totals[entry.status] += 1;
      if (hasCheckedIn(entry, since)) totals.checkedIn += 1;
      standing.push(...entry.alerts);
      const open = entry.alerts.filter(({ status }) => status === 'open');
      totals.inHand += entry.alerts.length - open.length;
      if (open.length > 0) shown.push(entry.id);
      for (const alert of open) {
        const last = alert.history.at(-1)?.status;
        waiting.push({
          raisedAt: alert.raisedAt,
          therapist: name,
          urgent: isUrgent(alert),
          unreached: unreached.has(`${entry.id} ${alert.id}`),
          ...((last === 'reminded' || last === 'escalated') && { step: last }),
          ...(isAllowed(person, { kind: 'call', called: alert.called ?? [] }) && { call: entry.id }),
        });
      }
    }
  }
  for (let at = 0; at === 0 || at < shown.length; at += named)
    await tell('success', shown.slice(at, at + named));
  return {
    waiting: waiting.sort((a, b) => a.raisedAt.localeCompare(b.raisedAt)),
    totals: { ...totals, waiting: waiting.length },
    loop: await readLoop(store, standing, now()),
    undelivered: lost.length,
  };
}

/** Of the alerts that stand the caseload tells how they are now; of the others, their lines. */
async function readLoop(
  store: Pick<Store, 'alertLines'>,
  standing: readonly Alert[],
  now: Instant,
): Promise<Overview['loop']> {
  const from = new Date(Date.parse(now) - countedMs).toISOString();
  const lines = new Map((await readAlertLines(store, { from, to: now })).map((line) => [line.id, line]));
  for (const alert of standing) {
    const line = alertLine(alert);
    const recovered = lines.get(line.id)?.recovered;
    if (line.raisedAt >= from) lines.set(line.id, { ...line, ...(recovered !== undefined && { recovered }) });
  }
  const of = (kind: AlertLine['kind']): AlertCounts =>
    countAlerts(
      [...lines.values()].filter((line) => line.kind === kind),
      now,
    );
  return { alliance: of('alliance'), safety: of('safety') };
}

const hasCheckedIn = ({ status, latest, weekAnswered }: CaseloadEntry, since: Instant): boolean =>
  status === 'joined' && (weekAnswered === true || (latest?.status === 'complete' && latest.at >= since));
