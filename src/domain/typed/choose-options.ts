import type { AnswerType } from '../instrument/instrument.ts';
import { refused, type Parsed } from './parsed.ts';

/**
 * These options and own words as one answer, each once, the options in the instrument's order; refused where they are
 * too few or too many, or one of them excludes the others.
 */
export function chooseOptions(
  { options, open = 0, least = 1, most }: Extract<AnswerType, { kind: 'choices' }>,
  named: readonly string[],
  own: readonly string[] = [],
): Parsed {
  const chosen = options.filter(({ code }) => named.includes(code));
  const other = [...new Set(own)];
  const count = chosen.length + other.length;
  if (other.some((words) => Array.from(words).length > open)) return refused('too-long');
  if (count > 1 && chosen.some(({ exclusive }) => exclusive === true)) return refused('exclusive');
  // an exclusive one stands for itself: "none of these" needs no second
  if (count < least && !chosen.some(({ exclusive }) => exclusive === true))
    return refused(count === 0 ? 'empty' : 'too-few');
  if (most !== undefined && count > most) return refused('too-many');
  const codes = chosen.map(({ code }) => code);
  return { ok: true, answer: { kind: 'options', codes, ...(other.length > 0 && { other }) } };
}
