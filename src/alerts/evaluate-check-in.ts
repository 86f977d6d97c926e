import type { Evidence } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client } from '../domain/client.ts';
import { closeForGoneEvidence } from '../domain/close-for-gone-evidence.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import type { CheckInId, Instant } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { runsAfter } from '../domain/notices.ts';
import { noSignal, type Scores, type Signal } from '../domain/signal.ts';
import type { AlertRules } from './alert-rules.ts';
import type { AlertRule, Finding } from './rule/create-rule.ts';

const weekMs = 7 * 86_400_000;

/**
 * What a check-in that is complete, or whose week has ended, says of the alliance: raises the client's alert, lets it
 * grow, or closes it when what raised it is gone. The same check-in again, corrected, is looked at from where the client
 * stood before it, and takes no alert back.
 * @param now when it became known
 */
export function evaluateCheckIn(
  before: Client,
  checkIn: CheckIn,
  {
    rules,
    instrument,
    now,
  }: { readonly rules: AlertRules; readonly instrument: Instrument; readonly now: Instant },
): Client {
  const rule = rules.ruleFor(instrument);
  const earlier = signalBefore(before, { checkIn, instrument, rule });
  const week = nextWeek(earlier, checkIn.id);
  const scores = scoresOf(checkIn);
  const runs = runsAfter(earlier.runs, checkIn, instrument);
  const isScored = scores.some((value) => value !== null);
  const { signal, standing, raised } = isScored
    ? rule.step(earlier, { week, scores })
    : { signal: earlier, standing: [], raised: [] };
  const raisedBefore = before.signal?.raised;
  const client: Client = {
    ...before,
    signal: {
      checkIn: checkIn.id,
      instrument: instrument.id,
      before: earlier,
      now: { ...signal, runs },
      ...(raisedBefore !== undefined && { raised: raisedBefore }),
    },
  };
  const open = client.alerts.find(({ kind, status }) => kind === 'alliance' && status !== 'closed');
  if (open) {
    const isGone =
      isScored && standing.length === 0 && !open.evidence.some((piece) => isOf(piece, checkIn.id));
    if (isGone) return closeForGoneEvidence(client, open.id, now);
  } else if (raised.length === 0 || raisedBefore === checkIn.id) return client;
  const evidence = standing.map((finding) => evidenceOf(finding, { checkIn, week, now }));
  const gathered = gatherEvidence(client, 'alliance', evidence, now).client;
  return gathered.signal && evidence.length > 0
    ? { ...gathered, signal: { ...gathered.signal, raised: checkIn.id } }
    : gathered;
}

/**
 * Another instrument asks other things: what was learned of the client with the one before is no measure for it. Where
 * nothing is remembered yet, the weeks that the client's record keeps are gone through.
 */
function signalBefore(
  { signal: kept, recent }: Client,
  {
    checkIn,
    instrument,
    rule,
  }: { readonly checkIn: CheckIn; readonly instrument: Instrument; readonly rule: AlertRule },
): Signal {
  if (kept) {
    const signal = kept.checkIn === checkIn.id ? kept.before : kept.now;
    return kept.instrument === instrument.id ? signal : { ...noSignal, runs: signal.runs };
  }
  let signal = noSignal;
  for (const week of recent) {
    const scores = scoresOf(week);
    if (week.id >= checkIn.id || week.instrument.id !== instrument.id) continue;
    if (scores.some((value) => value !== null))
      signal = rule.step(signal, { week: nextWeek(signal, week.id), scores }).signal;
  }
  return signal;
}

const scoresOf = ({ score: { goals, tasks, bond } }: Pick<CheckIn, 'score'>): Scores => [
  goals ?? null,
  tasks ?? null,
  bond ?? null,
];

/** A client who moves their day may have two check-ins closer than a week. */
const nextWeek = ({ weeks }: Signal, id: CheckInId): number =>
  Math.max(weekOf(id), (weeks.at(-1)?.week ?? -Infinity) + 1);

/** Weeks since 1970 of the day on which a check-in was due, to the nearest. */
const weekOf = (id: CheckInId): number => Math.round(Date.parse(id) / weekMs);

const isOf = (piece: Evidence, id: CheckInId): boolean => piece.kind !== 'safety' && piece.checkIn === id;

function evidenceOf(
  { kind, domain, severity, since, over, value, reference, usual }: Finding,
  { checkIn, week, now }: { readonly checkIn: CheckIn; readonly week: number; readonly now: Instant },
): Evidence {
  return {
    kind,
    domain,
    checkIn: checkIn.id,
    at: now,
    value,
    reference,
    since: new Date(Date.parse(checkIn.id) - (week - since) * weekMs).toISOString(),
    over,
    severity,
    ...(usual && { usual }),
  };
}
