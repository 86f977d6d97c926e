/** What a word of the text is to the phrases: the labels of all places it can stand in. */
export interface Sign {
  readonly id: number;
  readonly labels: readonly number[];
}

/** A phrase with its words and names resolved to labels. */
export type Place =
  | { readonly kind: 'label'; readonly label: number }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'choice'; readonly of: readonly Places[] };
export type Places = readonly Place[];

/** Signs in their order, and where a new sentence begins. */
export interface Signs {
  readonly signs: readonly Sign[];
  /** As long as `signs`: the sign is the first of a sentence. */
  readonly begins: readonly boolean[];
}

export interface Match<T> {
  readonly phrase: T;
  /** The first sign after the match. */
  readonly end: number;
}

interface State<T> {
  readonly on: Map<number, number[]>;
  readonly onAny: number[];
  readonly free: number[];
  readonly matched: T[];
  readonly inGap: boolean;
}

/** All the states that the phrases can be in at once but their beginning; made when first met. */
interface Standing<T> {
  readonly states: readonly number[];
  readonly matched: readonly T[];
  readonly after: Map<number, Standing<T>>;
  atBreak?: Standing<T>;
}

/** Beyond this the standings are made anew: some tens of megabytes. */
const mostStandings = 20_000;

export interface Matcher<T> {
  /** Every place where a phrase ends. */
  match(text: Signs): Match<T>[];
}

/**
 * Compares a text with all phrases in one walk: an automaton whose combined states are made as they are met, so that
 * what comes again costs one look-up a sign. The time is linear in the length of the text, whatever stands in it: a
 * standing holds each state of the phrases at most once.
 */
export function createMatcher<T extends { readonly places: Places }>(phrases: readonly T[]): Matcher<T> {
  const states = buildStates(phrases);
  const at = (id: number): State<T> => {
    const state = states[id];
    if (!state) throw new RangeError('no such state');
    return state;
  };
  /** What is reached with one state, without a sign. */
  const closures = states.map((_, id) => {
    const all = new Set<number>();
    const reach = (one: number): void => {
      if (all.has(one)) return;
      all.add(one);
      at(one).free.forEach(reach);
    };
    reach(id);
    return Int32Array.from(all);
  });
  const beginnings = closures[root] ?? new Int32Array();

  const standings = new Map<number, Standing<T>[]>();
  let count = 0;
  const first: Standing<T> = { states: [], matched: [], after: new Map() };
  /** The standing with these states, in this order. */
  const standing = (reached: readonly number[]): Standing<T> => {
    let hash = reached.length;
    for (const id of reached) hash = (Math.imul(hash, 31) + id) | 0;
    const alike = standings.get(hash);
    const known = alike?.find(({ states }) => isSame(states, reached));
    if (known) return known;
    if (count >= mostStandings) {
      standings.clear();
      first.after.clear();
      count = 0;
    }
    count += 1;
    const made = {
      states: Array.from(reached),
      matched: reached.flatMap((id) => at(id).matched),
      after: new Map(),
    };
    if (alike && count > 1) alike.push(made);
    else standings.set(hash, [made]);
    return made;
  };

  const stamps = new Int32Array(states.length);
  let stamp = 0;
  let reached: number[] = [];
  const begin = (): void => {
    stamp += 1;
    reached = [];
    for (const id of beginnings) stamps[id] = stamp;
  };
  const add = (to: number): void => {
    for (const id of closures[to] ?? []) {
      if (stamps[id] === stamp) continue;
      stamps[id] = stamp;
      reached.push(id);
    }
  };
  const follow = (id: number, { labels }: Sign): void => {
    const { on, onAny } = at(id);
    for (const to of onAny) add(to);
    if (on.size === 0) return;
    for (const label of labels) {
      const next = on.get(label);
      if (next) for (const to of next) add(to);
    }
  };
  const advance = (before: Standing<T>, sign: Sign): Standing<T> => {
    begin();
    for (const id of beginnings) follow(id, sign);
    for (const id of before.states) follow(id, sign);
    return standing(reached);
  };
  const broken = (before: Standing<T>): Standing<T> => standing(before.states.filter((id) => !at(id).inGap));

  return {
    match({ signs, begins }) {
      const found: Match<T>[] = [];
      let now = first;
      for (let position = 0; position < signs.length; position += 1) {
        const sign = signs[position];
        if (!sign) break;
        if (begins[position]) now = now.atBreak ??= broken(now);
        let next = now.after.get(sign.id);
        if (!next) {
          next = advance(now, sign);
          now.after.set(sign.id, next);
        }
        now = next;
        for (const phrase of now.matched) found.push({ phrase, end: position + 1 });
      }
      return found;
    },
  };
}

const root = 0;

/** Phrases that begin alike share their states. */
function buildStates<T extends { readonly places: Places }>(phrases: readonly T[]): readonly State<T>[] {
  const states: State<T>[] = [];
  const shared = new Map<string, number>();
  const add = (inGap = false): number =>
    states.push({ on: new Map(), onAny: [], free: [], matched: [], inGap }) - 1;
  const follow = (from: number, places: Places): number => places.reduce(step, from);
  function step(from: number, place: Place): number {
    const key = `${from} ${keyOf(place)}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const to = add();
    shared.set(key, to);
    const state = states[from];
    if (!state) throw new RangeError('no such state');
    if (place.kind === 'label') state.on.set(place.label, [...(state.on.get(place.label) ?? []), to]);
    else if (place.kind === 'choice') {
      for (const places of place.of) states[follow(from, places)]?.free.push(to);
    } else {
      state.free.push(to);
      let last = state;
      for (let n = 0; n < place.most; n += 1) {
        const next = add(true);
        last.onAny.push(next);
        last = states[next] ?? last;
        last.free.push(to);
      }
    }
    return to;
  }
  add();
  for (const phrase of phrases) states[follow(root, phrase.places)]?.matched.push(phrase);
  return states;
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);

function keyOf(place: Place): string {
  if (place.kind === 'label') return `${place.label}`;
  if (place.kind === 'gap') return `_${place.most}`;
  return `(${place.of.map((places) => places.map(keyOf).join(' ')).join('|')})`;
}

/**
 * Where a stretch begins that ends at `end` and is this phrase, which was matched there; a short one before a long one.
 * @returns a position in `text.signs`.
 */
export const startOf = (places: Places, end: number, text: Signs): number =>
  Math.max(0, back(places, places.length - 1, end, text, found));

const nowhere = -1;
const found = (start: number): number => start;

/** Goes back over the places up to `last`, and then on with `then`. */
function back(
  places: Places,
  last: number,
  end: number,
  text: Signs,
  then: (start: number) => number,
): number {
  const place = places[last];
  if (!place) return then(end);
  if (place.kind === 'label') {
    const stands = end > 0 && text.signs[end - 1]?.labels.includes(place.label);
    return stands ? back(places, last - 1, end - 1, text, then) : nowhere;
  }
  if (place.kind === 'choice') {
    const rest = (start: number): number => back(places, last - 1, start, text, then);
    for (const each of place.of) {
      const start = back(each, each.length - 1, end, text, rest);
      if (start !== nowhere) return start;
    }
    return nowhere;
  }
  for (let from = end; from >= 0 && end - from <= place.most; from -= 1) {
    const start = back(places, last - 1, from, text, then);
    if (start !== nowhere) return start;
    if (text.begins[from]) break;
  }
  return nowhere;
}
