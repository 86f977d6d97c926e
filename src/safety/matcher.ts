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

/** All the states that the phrases can be in at once, made when first met. */
interface Standing<T> {
  readonly states: readonly number[];
  readonly matched: readonly T[];
  readonly after: Map<number, Standing<T>>;
  atBreak?: Standing<T>;
}

/** Beyond this the standings are made anew: some megabytes. */
const mostStandings = 20_000;

export interface Matcher<T> {
  /** Every place where a phrase ends; one look-up a sign once the signs have been met in that order. */
  match(text: Signs): Match<T>[];
}

/**
 * Compares a text with all phrases in one walk: an automaton whose combined states are made as they are met. The time
 * is linear in the length of the text, whatever stands in it: a standing holds each state of the phrases at most once.
 */
export function createMatcher<T extends { readonly places: Places }>(phrases: readonly T[]): Matcher<T> {
  const states: State<T>[] = [];
  const shared = new Map<string, number>();
  const add = (inGap = false): number =>
    states.push({ on: new Map(), onAny: [], free: [], matched: [], inGap }) - 1;
  const at = (id: number): State<T> => {
    const state = states[id];
    if (!state) throw new RangeError('no such state');
    return state;
  };
  const follow = (from: number, places: Places): number => places.reduce(step, from);
  /** Phrases that begin alike share their states. */
  function step(from: number, place: Place): number {
    const key = `${from} ${keyOf(place)}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const to = add();
    shared.set(key, to);
    if (place.kind === 'label') {
      const { on } = at(from);
      on.set(place.label, [...(on.get(place.label) ?? []), to]);
    } else if (place.kind === 'choice') {
      for (const places of place.of) at(follow(from, places)).free.push(to);
    } else {
      at(from).free.push(to);
      let last = from;
      for (let n = 0; n < place.most; n += 1) {
        const next = add(true);
        at(last).onAny.push(next);
        at(next).free.push(to);
        last = next;
      }
    }
    return to;
  }

  const root = add();
  for (const phrase of phrases) at(follow(root, phrase.places)).matched.push(phrase);

  const standings = new Map<string, Standing<T>>();
  const forget = (): void => {
    standings.clear();
    first.after.clear();
  };
  const standing = (reached: ReadonlySet<number>): Standing<T> => {
    const all = new Set<number>();
    const reach = (id: number): void => {
      if (all.has(id)) return;
      all.add(id);
      at(id).free.forEach(reach);
    };
    reached.forEach(reach);
    const sorted = [...all].sort((a, b) => a - b);
    const key = sorted.join(' ');
    let known = standings.get(key);
    if (!known) {
      if (standings.size >= mostStandings) forget();
      known = { states: sorted, matched: sorted.flatMap((id) => at(id).matched), after: new Map() };
      standings.set(key, known);
    }
    return known;
  };
  const first = standing(new Set([root]));
  const advance = (before: Standing<T>, sign: Sign): Standing<T> => {
    const reached = new Set<number>([root]);
    for (const id of before.states) {
      const { on, onAny } = at(id);
      for (const to of onAny) reached.add(to);
      for (const label of sign.labels) for (const to of on.get(label) ?? []) reached.add(to);
    }
    return standing(reached);
  };
  const broken = (before: Standing<T>): Standing<T> =>
    standing(new Set([root, ...before.states.filter((id) => !at(id).inGap)]));

  return {
    match({ signs, begins }) {
      const found: Match<T>[] = [];
      let now = first;
      for (const [position, sign] of signs.entries()) {
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
