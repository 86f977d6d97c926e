import { z } from 'zod';
import { chooseOptions } from './choose-options.ts';
import type { AnswerType, Option } from '../instrument/instrument.ts';
import { isOnStep } from './parse-rating.ts';
import { refused, type Parsed } from './parsed.ts';

const ownWords = z.object({ own: z.string() });
const withOwnWords = z.object({ codes: z.unknown(), own: z.string() });

/** What is answered by a tap on what it takes; the others have a field of the card, which is read as typed. */
export type Tappable = Extract<AnswerType, { kind: 'rating' | 'choice' | 'choices' | 'boolean' }>;

/**
 * The value a card sent. It comes from outside like any other input: a number of the scale or its plain digits, a code
 * among the options, true or false; own words (`{ own }`, `{ codes, own }`) where they are taken. Everything else is
 * `wrong-type`.
 */
export function parseTapped(type: Tappable, value: unknown): Parsed {
  switch (type.kind) {
    case 'rating': {
      const number = typeof value === 'string' && /^-?\d{1,4}$/.test(value) ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isInteger(number)) return refused('wrong-type');
      if (typeof value === 'string' && String(number) !== value) return refused('wrong-type');
      if (number < type.min || number > type.max || !isOnStep(number, type)) return refused('wrong-type');
      return { ok: true, answer: { kind: 'number', value: number + 0 } };
    }
    case 'choice':
      return tappedOption(type, value);
    case 'choices':
      return tappedOptions(type, value);
    case 'boolean':
      if (value === true || value === 'true') return { ok: true, answer: { kind: 'boolean', value: true } };
      if (value === false || value === 'false')
        return { ok: true, answer: { kind: 'boolean', value: false } };
      return refused('wrong-type');
  }
}

function tappedOption(type: Extract<AnswerType, { kind: 'choice' }>, value: unknown): Parsed {
  if (isCode(value, type.options)) return { ok: true, answer: { kind: 'option', code: value } };
  if (value === '') return refused('empty');
  const own = ownWords.safeParse(value);
  if (!own.success || type.open === undefined) return refused('wrong-type');
  const words = own.data.own.trim();
  if (words === '') return refused('empty');
  if (Array.from(words).length > type.open) return refused('too-long');
  return { ok: true, answer: { kind: 'text', value: words } };
}

/** A list of codes, or the comma list that an Adaptive Card's multi-select sends; in the instrument's order, each once. */
function tappedOptions(type: Extract<AnswerType, { kind: 'choices' }>, value: unknown): Parsed {
  const both = type.open === undefined ? undefined : withOwnWords.safeParse(value).data;
  const ticked = both ? both.codes : value;
  const codes: unknown =
    typeof ticked === 'string' ? ticked.split(',').filter((code) => code !== '') : ticked;
  if (!Array.isArray(codes) || codes.length > type.options.length * 2) return refused('wrong-type');
  const given = codes.filter((code): code is string => isCode(code, type.options));
  if (given.length < codes.length) return refused('wrong-type');
  const words = both?.own.trim() ?? '';
  return chooseOptions(type, given, words === '' ? [] : [words]);
}

const isCode = (value: unknown, options: readonly Option[]): value is string =>
  options.some(({ code }) => code === value);
