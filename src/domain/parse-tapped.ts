import type { AnswerType, Option } from './instrument.ts';
import { refused, type Parsed } from './parsed.ts';

/**
 * The value a card sent. It comes from outside like any other input: a number or its plain digits within the
 * bounds, a code among the options, true or false. Everything else is `wrong-type`.
 */
export function parseTapped(type: Exclude<AnswerType, { kind: 'text' }>, value: unknown): Parsed {
  switch (type.kind) {
    case 'rating': {
      const number = typeof value === 'string' && /^-?\d{1,4}$/.test(value) ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isInteger(number)) return refused('wrong-type');
      if (typeof value === 'string' && String(number) !== value) return refused('wrong-type');
      if (number < type.min || number > type.max) return refused('wrong-type');
      return { ok: true, answer: { kind: 'number', value: number + 0 } };
    }
    case 'choice':
      return isCode(value, type.options)
        ? { ok: true, answer: { kind: 'option', code: value } }
        : refused('wrong-type');
    case 'choices':
      return tappedOptions(value, type.options);
    case 'boolean':
      if (value === true || value === 'true') return { ok: true, answer: { kind: 'boolean', value: true } };
      if (value === false || value === 'false')
        return { ok: true, answer: { kind: 'boolean', value: false } };
      return refused('wrong-type');
  }
}

/** A list of codes, or the comma list that an Adaptive Card's multi-select sends; in the instrument's order, each once. */
function tappedOptions(value: unknown, options: readonly Option[]): Parsed {
  const codes: unknown = typeof value === 'string' ? value.split(',').filter((code) => code !== '') : value;
  if (!Array.isArray(codes) || codes.length > options.length * 2) return refused('wrong-type');
  if (codes.length === 0) return refused('empty');
  const given = new Set<unknown>(codes);
  if (![...given].every((code) => isCode(code, options))) return refused('wrong-type');
  return {
    ok: true,
    answer: { kind: 'options', codes: options.map(({ code }) => code).filter((code) => given.has(code)) },
  };
}

const isCode = (value: unknown, options: readonly Option[]): value is string =>
  options.some(({ code }) => code === value);
