import type { AnswerType } from '../instrument/instrument.ts';
import { refused, type Parsed } from './parsed.ts';

/** Words as they are, but for space around them; lengths count what a person would call characters of their script (code points). */
export function parseText(
  value: string,
  { maxLength, minLength = 0, pattern }: Extract<AnswerType, { kind: 'text' }>,
): Parsed {
  const text = wordsOf(value, maxLength);
  if (typeof text !== 'string') return text;
  if (Array.from(text).length < minLength) return refused('too-short');
  if (pattern !== undefined && !fits(text, pattern)) return refused('wrong-form');
  return { ok: true, answer: { kind: 'text', value: text } };
}

/** A web address in full, `https://…`, as it was written. None with a name and password in it. */
export function parseUrl(value: string, { maxLength }: Extract<AnswerType, { kind: 'url' }>): Parsed {
  const text = wordsOf(value, maxLength);
  if (typeof text !== 'string') return text;
  const url = /^https?:\/\/[^\s\\]+$/iu.test(text) ? URL.parse(text) : null;
  if (!url || !url.hostname.includes('.') || url.username !== '' || url.password !== '')
    return refused('not-a-link');
  return { ok: true, answer: { kind: 'text', value: text } };
}

function wordsOf(value: string, maxLength: number): string | Parsed {
  const text = value.trim();
  if (text === '') return refused('empty');
  return Array.from(text).length > maxLength ? refused('too-long') : text;
}

/** The whole text is of the form that the questionnaire asks for; one that is no regular expression asks for nothing. */
function fits(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}
