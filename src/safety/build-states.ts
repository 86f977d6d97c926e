import type { Place, Places } from './places.ts';

/** The beginning of all phrases. */
export const root = 0;

/** Pairs of a state and something, in runs: those of state `id` are `items[starts[id]]` up to `items[starts[id + 1]]`. */
interface Runs {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** The states of all phrases, by number: what leads on from each. */
export interface States<T> {
  readonly count: number;
  /** Labels that lead on, and in `to`, at the same place, where to. */
  readonly labels: Runs;
  readonly to: Int32Array;
  /** The same for states with very many labels, by label. */
  readonly wide: ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>;
  /** Where any sign leads. */
  readonly onAny: Runs;
  /** What is reached without a sign. */
  readonly free: Runs;
  /** 1 for a state in the middle of a gap. */
  readonly inGap: Uint8Array;
  readonly matched: ReadonlyMap<number, readonly T[]>;
}

/** Phrases that begin alike share their states. */
export function buildStates<T extends { readonly places: Places }>(phrases: readonly T[]): States<T> {
  let count = 1;
  const labels = pairs();
  const to: number[] = [];
  const onAny = pairs();
  const free = pairs();
  const gaps: number[] = [];
  const matched = new Map<number, T[]>();
  const shared = new Map<number, number>();
  const placeId = numberPlaces();
  const follow = (from: number, places: Places): number => places.reduce(step, from);
  function step(from: number, place: Place): number {
    const key = from * mostPlaces + placeId(place);
    const known = shared.get(key);
    if (known !== undefined) return known;
    const next = count++;
    shared.set(key, next);
    if (place.kind === 'label') {
      labels.add(from, place.label);
      to.push(next);
    } else if (place.kind === 'choice') {
      for (const places of place.of) free.add(follow(from, places), next);
    } else {
      free.add(from, next);
      for (let n = 0, last = from; n < place.most; n += 1) {
        const within = count++;
        gaps.push(within);
        onAny.add(last, within);
        free.add(within, next);
        last = within;
      }
    }
    return next;
  }
  for (const phrase of phrases) {
    const end = follow(root, phrase.places);
    const known = matched.get(end);
    if (known) known.push(phrase);
    else matched.set(end, [phrase]);
  }
  const inGap = new Uint8Array(count);
  for (const id of gaps) inGap[id] = 1;
  const sorted = labels.runs(count, to);
  return {
    count,
    labels: sorted,
    to: sorted.beside,
    wide: wideStates(count, sorted, sorted.beside),
    onAny: onAny.runs(count),
    free: free.runs(count),
    inGap,
    matched,
  };
}

/** Collects pairs of a state and something, and sorts them by state. */
function pairs() {
  const states: number[] = [];
  const given: number[] = [];
  return {
    add(state: number, item: number): void {
      states.push(state);
      given.push(item);
    },
    /** `beside`: what belongs to each pair, in the order of the items. */
    runs(count: number, others: readonly number[] = []): Runs & { readonly beside: Int32Array } {
      const starts = new Int32Array(count + 1);
      for (const id of states) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
      for (let id = 0; id < count; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
      const items = new Int32Array(given.length);
      const beside = new Int32Array(others.length);
      const free = starts.slice();
      states.forEach((id, nth) => {
        const at = free[id] ?? 0;
        free[id] = at + 1;
        items[at] = given[nth] ?? 0;
        if (others.length > 0) beside[at] = others[nth] ?? 0;
      });
      return { starts, items, beside };
    },
  };
}

/** States with more labels than this are asked by label. */
const wide = 40;
function wideStates(
  count: number,
  { starts, items }: Runs,
  to: Int32Array,
): Map<number, Map<number, number[]>> {
  const all = new Map<number, Map<number, number[]>>();
  for (let id = 0; id < count; id += 1) {
    const [begin, end] = [starts[id] ?? 0, starts[id + 1] ?? 0];
    if (end - begin <= wide) continue;
    const byLabel = new Map<number, number[]>();
    for (let at = begin; at < end; at += 1) {
      const label = items[at] ?? 0;
      byLabel.set(label, [...(byLabel.get(label) ?? []), to[at] ?? root]);
    }
    all.set(id, byLabel);
  }
  return all;
}

/** More than there are different places. */
const mostPlaces = 2 ** 22;
/** The same number for places that read the same. */
function numberPlaces(): (place: Place) => number {
  const known = new Map<Place, number>();
  const byKey = new Map<string, number>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const key = keyOf(place);
    const id = byKey.get(key) ?? byKey.size;
    byKey.set(key, id);
    known.set(place, id);
    return id;
  };
}

function keyOf(place: Place): string {
  if (place.kind === 'label') return `${place.label}`;
  if (place.kind === 'gap') return `_${place.most}`;
  return `(${place.of.map((places) => places.map(keyOf).join(' ')).join('|')})`;
}
