import type { AnswerType } from '../instrument/instrument.ts';
import { parseNumber, parseQuantity } from './parse-number.ts';
import { parseOption, parseOptions } from './parse-options.ts';
import { parseRating } from './parse-rating.ts';
import { parseTapped, type Tappable } from './parse-tapped.ts';
import { parseDate, parseDateTime, parseTimeOfDay } from './parse-when.ts';
import { parseText, parseUrl } from './parse-words.ts';
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
  switch (type.kind) {
    case 'rating':
    case 'choice':
    case 'choices':
    case 'boolean':
      return input.kind === 'tapped' ? parseTapped(type, input.value) : parseTyped(type, input.text, reading);
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
    case 'url':
      return parseWritten(type, input.kind === 'typed' ? input.text : input.value, reading);
  }
}

function parseTyped(type: Tappable, text: string, reading: Reading): Parsed {
  switch (type.kind) {
    case 'rating':
      return parseRating(text, type, reading);
    case 'choice':
      return parseOption(text, type, reading);
    case 'choices':
      return parseOptions(text, type, reading);
    case 'boolean':
      return parseYesOrNo(text, reading);
  }
}

/** What is typed, or stands in a field of a card. */
function parseWritten(type: Exclude<AnswerType, Tappable>, text: unknown, reading: Reading): Parsed {
  if (typeof text !== 'string') return refused('wrong-type');
  switch (type.kind) {
    case 'number':
      return parseNumber(text, type, reading);
    case 'quantity':
      return parseQuantity(text, type, reading);
    case 'date':
      return parseDate(text, type, reading);
    case 'dateTime':
      return parseDateTime(text, type, reading);
    case 'time':
      return parseTimeOfDay(text, type, reading);
    case 'text':
      return parseText(text, type);
    case 'url':
      return parseUrl(text, type);
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
