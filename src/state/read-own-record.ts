import type { AuditEvent, AuditRole } from '../domain/audit-event.ts';
import type { Instant } from '../domain/ids.ts';
import type { SealedEvent } from './audit/trail.ts';
import type { ClientDocument } from './client-document.ts';
import { readPages } from './read-pages.ts';
import { clinicPartition, type Store } from './store.ts';

/** Somebody at the clinic had the client's record before them. */
export interface Look {
  readonly at: Instant;
  readonly role: AuditRole;
  /** Absent where no such person is on record any more. */
  readonly name?: string;
}

/** What there is about a client, in numbers, and who looked at it. */
export interface OwnRecord {
  /** Weeks on record in which something was answered, the running one among them. */
  readonly checkIns: number;
  readonly comments: number;
  /** Open and closed. */
  readonly alerts: number;
  /** The latest first. */
  readonly looks: readonly Look[];
  /** How many looks were before those. */
  readonly earlier: number;
}

const latest = 10;
/** A page that is opened again so soon, as it is after each step on it, was looked at once; milliseconds. */
const sameLookMs = 30 * 60_000;

/** Reads what the client is told of their own record; what it tells is theirs, and the caller audits that it was read. */
export async function readOwnRecord(
  store: Pick<Store, 'checkIns' | 'alerts' | 'audit' | 'therapists'>,
  { client, audit, pending }: Pick<ClientDocument, 'client' | 'audit' | 'pending'>,
): Promise<OwnRecord> {
  const weeks = new Map<string, { readonly answered: boolean; readonly comment: boolean }>();
  const moving = pending.flatMap((effect) => (effect.kind === 'keep-check-in' ? [effect.checkIn] : []));
  const running = client.checkIn ? [client.checkIn] : [];
  const alerts = new Set(client.alerts.map(({ id }) => id));
  const events = new Map<number, SealedEvent>();
  const [checkIns, closed, segments] = await Promise.all([
    all(readPages(store.checkIns, client.id, 1000)),
    all(readPages(store.alerts, client.id, 1000)),
    all(readPages(store.audit, audit.chain, 1000)),
  ]);
  for (const { id, answers, comment } of [...checkIns, ...moving, ...running])
    weeks.set(id, { answered: Object.keys(answers).length > 0, comment: comment !== undefined });
  for (const { id } of closed) alerts.add(id);
  for (const event of [...segments.flatMap((segment) => segment.events), ...audit.unfiled])
    events.set(event.sequence, event);
  const looks = looksIn([...events.values()].sort((a, b) => a.sequence - b.sequence)).toReversed();
  const counted = [...weeks.values()];
  return {
    checkIns: counted.filter(({ answered }) => answered).length,
    comments: counted.filter(({ comment }) => comment).length,
    alerts: alerts.size,
    looks: await Promise.all(looks.slice(0, latest).map((look) => named(store, look))),
    earlier: Math.max(0, looks.length - latest),
  };
}

/** Each by its latest event, oldest first. */
function looksIn(events: readonly AuditEvent[]): readonly AuditEvent[] {
  const looks: AuditEvent[] = [];
  for (const event of events) {
    const { action, outcome, actor } = event;
    if (action !== 'read' || outcome !== 'success') continue;
    if (actor.role === 'client' || actor.role === 'system') continue;
    const before = looks.findLastIndex((look) => look.actor.id === actor.id);
    const last = looks[before];
    if (last && Date.parse(event.at) - Date.parse(last.at) < sameLookMs) looks.splice(before, 1);
    looks.push(event);
  }
  return looks;
}

async function named(
  { therapists }: Pick<Store, 'therapists'>,
  { at, actor: { role, id } }: AuditEvent,
): Promise<Look> {
  const name = (await therapists.get(clinicPartition, id))?.document.name;
  return { at, role, ...(name !== undefined && { name }) };
}

async function all<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of pages) found.push(one);
  return found;
}
