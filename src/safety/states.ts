import type { Place, Places } from './places.ts';

/** The beginning of all phrases. */
export const root = 0;

/** What leads on from a state. */
export interface State<T> {
  /** Labels that lead on, and in `to`, at the same place, where to. */
  readonly labels: number[];
  readonly to: number[];
  /** The same by label, where there are very many. */
  readonly wide?: ReadonlyMap<number, readonly number[]>;
  /** Where any sign leads. */
  readonly onAny: number[];
  /** What is reached without a sign. */
  readonly free: number[];
  readonly inGap: boolean;
  readonly matched: readonly T[];
}

/** The states of all phrases, by number; phrases that begin alike share theirs. A state is made when it is first met. */
export interface States<T> {
  at(id: number): State<T>;
}

/** States with more labels than this are asked by label. */
const wide = 40;

export function createStates<T extends { readonly places: Places }>(phrases: readonly T[]): States<T> {
  let count = 1;
  const made: (State<T> | undefined)[] = [];
  const children = new Map<number, { readonly place: Place; readonly next: number }[]>();
  /** Where an alternative ends, that a phrase goes on from. */
  const onwards = new Map<number, number[]>();
  const matched = new Map<number, T[]>();
  const shared: (Map<number, number> | undefined)[] = [];
  const placeId = numberPlaces();
  const put = <V>(into: Map<number, V[]>, id: number, value: V): void => {
    const known = into.get(id);
    if (known) known.push(value);
    else into.set(id, [value]);
  };
  const step = (from: number, place: Place): number => {
    const key = placeId(place);
    const own = (shared[from] ??= new Map<number, number>());
    const known = own.get(key);
    if (known !== undefined) return known;
    const next = count++;
    own.set(key, next);
    put(children, from, { place, next });
    return next;
  };
  const follow = (from: number, places: Places): number => places.reduce(step, from);
  for (const phrase of phrases) put(matched, follow(root, phrase.places), phrase);

  const gap = (state: State<T>, most: number, next: number): void => {
    state.free.push(next);
    let last = state;
    for (let n = 0; n < most; n += 1) {
      const within: State<T> = { labels: [], to: [], onAny: [], free: [next], inGap: true, matched: [] };
      made[count] = within;
      last.onAny.push(count++);
      last = within;
    }
  };
  const make = (id: number): State<T> => {
    const state: State<T> = {
      labels: [],
      to: [],
      onAny: [],
      free: [...(onwards.get(id) ?? [])],
      inGap: false,
      matched: matched.get(id) ?? [],
    };
    const own = children.get(id) ?? [];
    // an alternative adds children of its own; whatever it leads to is behind this state, and so not made yet
    for (let nth = 0; nth < own.length; nth += 1) {
      const { place, next } = own[nth] ?? {};
      if (!place || next === undefined) break;
      if (place.kind === 'label') {
        state.labels.push(place.label);
        state.to.push(next);
      } else if (place.kind === 'gap') gap(state, place.most, next);
      else
        for (const places of place.of) {
          const end = follow(id, places);
          if (end === id) state.free.push(next);
          else put(onwards, end, next);
        }
    }
    if (state.labels.length <= wide) return state;
    const byLabel = new Map<number, number[]>();
    state.labels.forEach((label, at) => put(byLabel, label, state.to[at] ?? root));
    return { ...state, wide: byLabel };
  };
  return {
    at(id) {
      return (made[id] ??= make(id));
    },
  };
}

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
