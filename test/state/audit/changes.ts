import { isDeepStrictEqual } from 'node:util';
import { createAuditor, type Auditor } from '../../../src/state/audit/auditor.ts';
import { segmentId, type AuditSegment, type SealedEvent } from '../../../src/state/audit/trail.ts';
import { auditor, type Kept } from './history.ts';

/** A chain after somebody changed it past the program, by how. */
export type Change = readonly [how: string, kept: Kept];

const otherKey = createAuditor(new Uint8Array(32).fill(9));

/** Every change of one thing in a chain that nobody without the key could make good. */
export function* changes(kept: Kept): Generator<Change> {
  for (const change of changesOfAny(kept)) if (!losesNothing(kept, change[1])) yield change;
}

/** As after a crash in which fewer events were filed: the next filing makes the same of it. */
function losesNothing(before: Kept, after: Kept): boolean {
  const [filed, still] = [before, after].map(({ segments }) =>
    segments.flatMap(({ events }) => events ?? []),
  );
  return (
    after.trail === before.trail &&
    isDeepStrictEqual(still, filed!.slice(0, still!.length)) &&
    (before.trail.unfiled[0]?.sequence ?? before.trail.sequence + 1) <= still!.length + 1 &&
    after.segments.every((one) =>
      isDeepStrictEqual(one, {
        id: segmentId(one.events?.[0]?.sequence ?? 0),
        schema: 1,
        events: one.events,
      }),
    )
  );
}

function* changesOfAny(kept: Kept): Generator<Change> {
  const { trail, segments } = kept;
  const filed = segments.flatMap(({ events }) => events).length;

  for (const [at, segment] of segments.entries()) {
    for (const [how, events] of changesOfEvents(segment.events)) {
      yield [`${segment.id} ${how}`, { trail, segments: segments.with(at, { ...segment, events }) }];
    }
    const rest = segments.toSpliced(at, 1);
    yield [`${segment.id} is removed`, { trail, segments: rest }];
    const renamed = { ...segment, id: `${segment.id}0` };
    yield [`${segment.id} is renamed`, { trail, segments: segments.with(at, renamed) }];
    yield [`${segment.id} is of another schema`, withSegment(kept, at, { ...segment, schema: 2 })];
    yield [`${segment.id} says more`, withSegment(kept, at, { ...segment, more: 'words' })];
    yield [`${segment.id} is nothing`, withSegment(kept, at, { id: segment.id })];
  }
  for (const [how, unfiled] of changesOfEvents(trail.unfiled)) {
    const [first] = unfiled;
    const filedBefore = !first || first.sequence <= filed + 1;
    const shorter = unfiled.every((event) => trail.unfiled.includes(event)) && filedBefore;
    // to have let go of what is filed is what the program does itself
    const letGo = shorter && unfiled.at(-1) === trail.unfiled.at(-1) && isRun(unfiled);
    const letAllGo = unfiled.length === 0 && filed === trail.sequence;
    if (!letGo && !letAllGo) yield [`unfiled ${how}`, { segments, trail: { ...trail, unfiled } }];
  }
  for (const changed of [
    { sequence: trail.sequence + 1 },
    { sequence: trail.sequence - 1 },
    { seal: trail.seal === '' ? 'x' : '' },
    { seal: `${trail.seal}A` },
    { chain: 'client:another' },
    // where nothing is filed that is how the chain began: only an anchor knows better
    ...(filed > 0 ? [{ sequence: 0, seal: '', unfiled: [] }] : []),
    { more: 'words' },
    { unfiled: undefined },
  ]) {
    const head = JSON.stringify({ ...trail, ...changed });
    if (head === JSON.stringify(trail)) continue;
    yield [
      `the head becomes ${JSON.stringify(changed)}`,
      { segments, trail: JSON.parse(head) as Kept['trail'] },
    ];
  }
  const all = allOf(kept);
  if (all.length > 0) yield ['all is sealed with another key', resealed(kept, all, otherKey)];
}

/** Changes that somebody with the key makes good, up to the n-th event, in all that comes after too. */
export function* forgeries(kept: Kept, upTo: number): Generator<Change> {
  const all = allOf(kept);
  for (const [at, event] of all.slice(0, upTo).entries()) {
    const changed = { ...event, record: `${event.record}!` };
    yield [`event ${at + 1} is forged`, resealed(kept, all.with(at, changed), auditor)];
    yield [
      `event ${at + 1} is left out and the rest sealed anew`,
      resealed(kept, all.toSpliced(at, 1), auditor),
    ];
    yield [
      `event ${at + 1} is put in and the rest sealed anew`,
      resealed(kept, all.toSpliced(at, 0, changed), auditor),
    ];
  }
}

function* changesOfEvents(events: readonly SealedEvent[]): Generator<[string, SealedEvent[]]> {
  for (const [at, event] of events.entries()) {
    for (const changed of changesOfEvent(event)) {
      yield [`event ${at} becomes ${JSON.stringify(changed)}`, events.with(at, changed)];
    }
    yield [`event ${at} is removed`, events.toSpliced(at, 1)];
    yield [`event ${at} is doubled`, events.toSpliced(at, 0, event)];
    yield [`is cut before event ${at}`, events.slice(0, at)];
    const next = events[at + 1];
    if (next) yield [`events ${at} and ${at + 1} are swapped`, events.with(at, next).with(at + 1, event)];
  }
}

function* changesOfEvent(event: SealedEvent): Generator<SealedEvent> {
  const { actor, clients, ...rest } = event;
  const odd = (value: object): SealedEvent => value as SealedEvent;
  yield { ...event, at: '2020-01-01T00:00:00.000Z' };
  yield { ...event, actor: { ...actor, role: actor.role === 'system' ? 'client' : 'system' } };
  yield { ...event, actor: { ...actor, id: `${actor.id}x` } };
  yield { ...event, action: event.action === 'read' ? 'update' : 'read' };
  yield { ...event, record: `${event.record}x` };
  yield { ...event, outcome: event.outcome === 'success' ? 'refused' : 'success' };
  yield { ...event, sequence: event.sequence + 1 };
  yield { ...event, sequence: event.sequence - 1 };
  yield { ...event, seal: event.seal.toLowerCase().toUpperCase() };
  yield odd({ ...event, clients: [...(clients ?? []), 'another'] });
  yield odd(clients ? { ...rest, actor } : { ...event, clients: [] });
  yield odd({ ...event, more: 'words' });
  yield odd({ ...event, actor: { ...actor, name: 'words' } });
  yield odd({ ...rest, actor: actor.id });
  yield odd({ ...event, at: 1 });
}

const withSegment = ({ trail, segments }: Kept, at: number, segment: object): Kept => ({
  trail,
  segments: segments.with(at, segment as AuditSegment),
});

const isRun = (events: readonly SealedEvent[]): boolean =>
  events.every(({ sequence }, at) => sequence === (events[0]?.sequence ?? 0) + at);

/** Each event once. */
function allOf({ trail, segments }: Kept): SealedEvent[] {
  const filed = segments.flatMap(({ events }) => events);
  return [...filed, ...trail.unfiled.filter(({ sequence }) => sequence > filed.length)];
}

/** The same cuts as before, as far as the events go. */
function resealed(kept: Kept, all: readonly SealedEvent[], by: Auditor): Kept {
  const whole = by.append(by.begin(kept.trail.chain), ...all);
  let cut = 0;
  const segments = kept.segments.flatMap(({ events }) => {
    const part = whole.unfiled.slice(cut, cut + events.length);
    cut += events.length;
    return part.length === 0 ? [] : [{ id: segmentId(part[0]!.sequence), schema: 1 as const, events: part }];
  });
  return { segments, trail: { ...whole, unfiled: whole.unfiled.slice(cut) } };
}
