import type { AnswerType } from './instrument.ts';
import { parseOption, parseOptions } from './parse-options.ts';
import { parseRating } from './parse-rating.ts';
import { parseTapped } from './parse-tapped.ts';
import { refused, type Input, type Parsed, type Reading } from './parsed.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { phraseKey } from './read-tokens.ts';

export type { Command, Lexicon } from './lexicon.ts';
export type { Input, Parsed, ParseFailure, Reading } from './parsed.ts';

const longestYesOrNo = 200;

/**
 * Reads what came in as an answer to a question of this type. Understood for certain, or refused with the
 * reason: nothing is guessed, nothing throws, and the time taken grows with the length of the text at most.
 */
export function parseAnswer(type: AnswerType, input: Input, reading: Reading): Parsed {
  if (type.kind === 'text')
    return parseText(input.kind === 'typed' ? input.text : input.value, type.maxLength);
  if (input.kind === 'tapped') return parseTapped(type, input.value);
  switch (type.kind) {
    case 'rating':
      return parseRating(input.text, type, reading);
    case 'choice':
      return parseOption(input.text, type.options, reading);
    case 'choices':
      return parseOptions(input.text, type.options, reading);
    case 'boolean':
      return parseYesOrNo(input.text, reading);
  }
}

function parseYesOrNo(text: string, { lexicon }: Reading): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return refused('empty');
  if (trimmed.length > longestYesOrNo) return refused('not-yes-or-no');
  const { yes, no } = prepareLexicon(lexicon);
  const said = phraseKey(trimmed);
  if (yes.has(said) === no.has(said)) return refused('not-yes-or-no');
  return { ok: true, answer: { kind: 'boolean', value: yes.has(said) } };
}

function parseText(value: unknown, maxLength: number): Parsed {
  if (typeof value !== 'string') return refused('wrong-type');
  const text = value.trim();
  if (text === '') return refused('empty');
  if (Array.from(text).length > maxLength) return refused('too-long');
  return { ok: true, answer: { kind: 'text', value: text } };
}
