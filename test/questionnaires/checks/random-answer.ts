import fc from 'fast-check';
import type { Answer, SingleAnswer } from '../../../src/domain/answer.ts';
import type { AnswerType } from '../../../src/domain/instrument/instrument.ts';

/** A whole number from 0 up to, not including, this. */
export type Pick = (below: number) => number;

/** Numbers that look random, and are the same again for the same seed. */
export function pickFrom(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const words = [
  'moss',
  'a quiet place',
  'ñandú',
  '三棵树',
  'شجرة',
  '“so”, he said',
  'a/b & <c>',
  '🌱',
  '7',
  'yes',
];

/** One valid value for a question of this type, as the parser would have read it. */
export function randomAnswer(type: AnswerType, pick: Pick): Answer {
  if (type.kind !== 'choices') return randomSingle(type, pick);
  const { options, open, least = 1, most = options.length + (open === undefined ? 0 : 2) } = type;
  const exclusive = options.filter((option) => option.exclusive);
  if (exclusive.length > 0 && pick(4) === 0) return { kind: 'options', codes: [oneOf(exclusive, pick).code] };
  const plain = options.filter((option) => !option.exclusive).map(({ code }) => code);
  const own = open === undefined ? [] : words.filter(({ length }) => length <= open);
  const many = Math.min(least + pick(most - least + 1), plain.length + own.length);
  const others = own.length === 0 ? 0 : Math.min(Math.max(pick(3), many - plain.length), many, own.length);
  const codes = shuffled(plain, pick).slice(0, many - others);
  const other = shuffled(own, pick).slice(0, others);
  return {
    kind: 'options',
    codes: plain.filter((code) => codes.includes(code)),
    ...(other.length > 0 && { other }),
  };
}

export function randomSingle(type: Exclude<AnswerType, { kind: 'choices' }>, pick: Pick): SingleAnswer {
  switch (type.kind) {
    case 'rating': {
      const { min, max, step = 1 } = type;
      return { kind: 'number', value: min + step * pick(Math.floor((max - min) / step) + 1) };
    }
    case 'number':
      return { kind: 'number', value: numberIn(type, type.whole ? 0 : (type.decimals ?? 2), pick) };
    case 'quantity': {
      const value = numberIn(type, type.decimals ?? 1, pick);
      return { kind: 'quantity', value, ...(type.units.length > 0 && { unit: oneOf(type.units, pick).key }) };
    }
    case 'date':
      return { kind: 'date', value: instantIn(type, day, pick).slice(0, 10) };
    case 'dateTime':
      return { kind: 'dateTime', value: `${instantIn(type, minute, pick).slice(0, 19)}+00:00` };
    case 'time': {
      const [from, to] = [minutesOf(type.min ?? '00:00'), minutesOf(type.max ?? '23:59')];
      const at = from + pick(to - from + 1);
      return { kind: 'time', value: `${two(Math.floor(at / 60))}:${two(at % 60)}:00` };
    }
    case 'choice': {
      const own = type.open !== undefined && pick(3) === 0;
      if (own) return { kind: 'text', value: wordsOf({ maxLength: type.open ?? 1 }, pick) };
      return { kind: 'option', code: oneOf(type.options, pick).code };
    }
    case 'boolean':
      return { kind: 'boolean', value: pick(2) === 0 };
    case 'text':
      return { kind: 'text', value: wordsOf(type, pick) };
    case 'url':
      return { kind: 'text', value: `https://pages.example/${pick(1000)}` };
  }
}

export const oneOf = <T>(all: readonly T[], pick: Pick): T => all[pick(all.length)]!;

const shuffled = <T>(all: readonly T[], pick: Pick): readonly T[] =>
  all
    .map((one) => [pick(1e6), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

function numberIn({ min, max }: { min?: number; max?: number }, places: number, pick: Pick): number {
  const scale = 10 ** places;
  const from = Math.ceil((min ?? Math.min(-20, (max ?? 0) - 20)) * scale);
  const to = Math.floor((max ?? Math.max(20, (min ?? 0) + 20)) * scale);
  if (pick(6) === 0) return (pick(2) === 0 ? from : to) / scale;
  return (from + pick(to - from + 1)) / scale;
}

/** An instant within the bounds, so many whole steps after the first, in UTC. */
function instantIn({ min, max }: { min?: string; max?: string }, step: number, pick: Pick): string {
  const span = 4000 * day;
  const from = Date.parse(
    min ?? (max === undefined ? '2020-02-28' : new Date(Date.parse(max) - span).toISOString()),
  );
  const to = max === undefined ? from + span : Date.parse(max);
  const steps = Math.floor((to - from) / step);
  const at = pick(5) === 0 ? pick(2) * steps : pick(steps + 1);
  return new Date(from + at * step).toISOString();
}
const minute = 60_000;
const day = 24 * 60 * minute;

function wordsOf(
  { maxLength, minLength = 1, pattern }: { maxLength: number; minLength?: number; pattern?: string },
  pick: Pick,
): string {
  if (pattern !== undefined) {
    const [found] = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u')), {
      numRuns: 1,
      seed: pick(1e9),
    });
    return found ?? '';
  }
  const text = Array.from(oneOf(words, pick)).slice(0, maxLength).join('').trim();
  return text + 'x'.repeat(Math.max(0, minLength - Array.from(text).length));
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const two = (value: number): string => String(value).padStart(2, '0');
