import { extensionOf } from './fhir-extensions.ts';
import type { FhirItem, Reading } from './fhir-questionnaire.ts';
import type { AnswerType } from './instrument.ts';

const longestPattern = 300;
/** With three open repetitions a pattern may try every third power of the length. */
const longestWithThree = 300;

/** Words; a pattern they must match is taken only where matching it cannot take long. */
export function readText(item: FhirItem, longest: number, { fault, note }: Reading): AnswerType {
  const minLength = extensionOf(item, 'minLength')?.valueInteger;
  const written = extensionOf(item, 'regex')?.valueString;
  const pattern = written === undefined ? undefined : strict(written);
  const open = written === undefined ? 0 : openRepetitions(written);
  const maxLength = open === 3 ? Math.min(longest, longestWithThree) : longest;
  if (maxLength < longest) note(item.linkId, `takes ${maxLength} characters at most, because of its pattern`);
  if (minLength !== undefined && minLength > maxLength)
    fault(item.linkId, 'minLength must not be above maxLength');
  if (written !== undefined && !isSafe(written)) fault(item.linkId, 'its pattern cannot be run');
  return {
    kind: 'text',
    maxLength,
    ...(minLength !== undefined && minLength > 0 && { minLength }),
    ...(pattern !== undefined && { pattern }),
  };
}

/**
 * A JavaScript pattern without anything that may go back over the same characters again and again: no repeated groups
 * that hold a repetition or a choice, no references back, no looking around, and at most three open repetitions.
 */
function isSafe(pattern: string): boolean {
  if (pattern.length > longestPattern || !compiles(strict(pattern))) return false;
  const plain = plainOf(pattern);
  return !/\(\?[=!<]/u.test(plain) && openRepetitions(pattern) <= 3 && !repeatsRepetition(plain);
}

/** What is escaped, and sets of characters, stand for one character each. */
const plainOf = (pattern: string): string =>
  pattern
    .replaceAll(/\\[pP]\{[^}]*\}/gu, 'x')
    .replaceAll(/\\[1-9k]/gu, '(?=')
    .replaceAll(/\\./gu, 'x')
    .replaceAll(/\[[^\]]*\]/gu, 'x');

const openRepetitions = (pattern: string): number =>
  (plainOf(pattern).match(/[*+]|\{\d+,\}|\{\d+,\d{3,}\}|\{\d{3,}/gu) ?? []).length;

/** Other engines let signs be escaped that need not be; here each is written by its number. */
const strict = (pattern: string): string =>
  pattern.replaceAll(
    /\\([^\p{L}\p{N}^$\\.*+?()[\]{}|/])/gu,
    (_escaped, sign: string) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );

function repeatsRepetition(plain: string): boolean {
  // innermost groups first: one that is repeated and holds a repetition or a choice is refused, any other is one character
  const group = /\((?:\?:)?([^()]*)\)([*+?{]?)/u;
  let rest = plain;
  for (let found = group.exec(rest); found; found = group.exec(rest)) {
    const [whole, inside = '', after = ''] = found;
    const holds = /[*+{|?]/u.test(inside);
    if (holds && after !== '' && after !== '?') return true;
    rest = rest.replace(whole, () => (holds ? `x?${after}` : `x${after}`));
  }
  return false;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
