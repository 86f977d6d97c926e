import type { AnswerType } from './instrument.ts';
import { refused, type Input, type Parsed, type Reading } from './parsed.ts';

export type { Command, Lexicon } from './lexicon.ts';
export type { Input, Parsed, ParseFailure, Reading } from './parsed.ts';

/** Reads what came in as an answer to a question of this type. Understood for certain, or refused with the reason. */
export function parseAnswer(type: AnswerType, input: Input, reading: Reading): Parsed {
  void type;
  void input;
  void reading;
  return refused('wrong-type');
}
