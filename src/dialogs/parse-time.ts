import { readTimeOfDay } from '../domain/typed/read-time-of-day.ts';
import { lexicon } from '../i18n/index.ts';

/**
 * A time of day as people of this language type it, or as a card sent it: `19:30`, `7pm`, `18h`. A bare hour is taken
 * only where it cannot be mistaken: 13 to 23, or 0.
 */
export function parseTime(input: unknown, language = 'en'): { hour: number; minute: number } | undefined {
  const time = typeof input === 'string' ? readTimeOfDay(input, { lexicon: lexicon(language) }) : undefined;
  return time && time.second === undefined ? { hour: time.hour, minute: time.minute } : undefined;
}
