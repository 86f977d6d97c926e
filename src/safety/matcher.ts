import { createStates, root } from './states.ts';
import type { Places, Sign, Signs } from './places.ts';

const none = -1;

export interface Match<T> {
  readonly phrase: T;
  /** The first sign after the match. */
  readonly end: number;
}

/** All the states that the phrases can be in at once but their beginning; made when first met. */
interface Standing<T> {
  readonly states: readonly number[];
  readonly matched: readonly T[];
  /** By sign: the first one met, and the others. */
  sign: number;
  next?: Standing<T>;
  others?: Map<number, Standing<T>>;
  atBreak?: Standing<T>;
  /** The next sign is the first of a sentence: no gap takes it. */
  readonly fresh?: true;
}

/** Beyond this the standings are made anew: some tens of megabytes. */
const mostStandings = 60_000;

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
  const states = createStates(phrases);
  /** Which were reached in this step. */
  let stamps = new Int32Array(65_536);
  let stamp = 0;
  let reached: number[] = [];
  /** Adds a state, and what is reached with it without a sign. */
  const add = (id: number): void => {
    if (id >= stamps.length) {
      const larger = new Int32Array(2 * id);
      larger.set(stamps);
      stamps = larger;
    }
    if (stamps[id] === stamp) return;
    stamps[id] = stamp;
    reached.push(id);
    addAll(states.at(id).free);
  };
  const addAll = (ids: readonly number[]): void => {
    for (let at = 0; at < ids.length; at += 1) add(ids[at] ?? root);
  };
  const begin = (): void => {
    stamp += 1;
    reached = [];
  };
  begin();
  add(root);
  const beginnings: readonly number[] = reached;

  /** Which labels the sign has that is followed. */
  let has = new Uint8Array(1024);
  const mark = (labels: Iterable<number>, as: 0 | 1): void => {
    for (const label of labels) {
      if (label >= has.length) {
        const larger = new Uint8Array(2 * label);
        larger.set(has);
        has = larger;
      }
      has[label] = as;
    }
  };
  const follow = (id: number, sign: Sign, fresh: boolean): void => {
    const { onAny, labels, to, wide } = states.at(id);
    if (!fresh) addAll(onAny);
    if (wide) {
      for (const label of sign.labels) {
        const next = wide.get(label);
        if (next) addAll(next);
      }
      return;
    }
    for (let at = 0; at < labels.length; at += 1) if (has[labels[at] ?? 0] === 1) add(to[at] ?? root);
  };
  const followAll = (ids: readonly number[], sign: Sign, fresh = false): void => {
    mark(sign.labels, 1);
    for (const id of ids) follow(id, sign, fresh);
    mark(sign.labels, 0);
  };
  /** What each sign begins, by its id. */
  const begun = new Map<number, readonly number[]>();
  const fromBeginnings = (sign: Sign): readonly number[] => {
    const known = begun.get(sign.id);
    if (known) return known;
    begin();
    followAll(beginnings, sign);
    begun.set(sign.id, reached);
    return reached;
  };

  const standings = new Map<number, Standing<T>[]>();
  let count = 0;
  const first: Standing<T> = { states: [], matched: [], sign: none };
  /** The standing with these states, in this order. */
  const standing = (ids: readonly number[]): Standing<T> => {
    let hash = ids.length;
    for (const id of ids) hash = (Math.imul(hash, 31) + id) | 0;
    const alike = standings.get(hash);
    const known = alike?.find((one) => isSame(one.states, ids));
    if (known) return known;
    const matched = ids.flatMap((id) => states.at(id).matched);
    const made: Standing<T> = { states: ids, matched, sign: none };
    count += 1;
    if (count > mostStandings) {
      count = 1;
      standings.clear();
      first.sign = none;
      first.others?.clear();
    }
    if (alike && count > 1) alike.push(made);
    else standings.set(hash, [made]);
    return made;
  };
  const after = (before: Standing<T>, sign: Sign): Standing<T> => {
    const known = before.sign === sign.id ? before.next : before.others?.get(sign.id);
    if (known) return known;
    const begins = fromBeginnings(sign);
    begin();
    addAll(begins);
    followAll(before.states, sign, before.fresh);
    const next = standing(reached);
    if (before.sign === none) {
      before.sign = sign.id;
      before.next = next;
    } else (before.others ??= new Map()).set(sign.id, next);
    return next;
  };
  const broken = (before: Standing<T>): Standing<T> => ({
    states: before.states.filter((id) => !states.at(id).inGap),
    matched: [],
    sign: none,
    fresh: true,
  });

  return {
    match({ signs, begins }) {
      const found: Match<T>[] = [];
      let now = first;
      for (let position = 0; position < signs.length; position += 1) {
        const sign = signs[position];
        if (!sign) break;
        if (begins[position]) now = now.atBreak ??= broken(now);
        now = after(now, sign);
        for (const phrase of now.matched) found.push({ phrase, end: position + 1 });
      }
      return found;
    },
  };
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);
