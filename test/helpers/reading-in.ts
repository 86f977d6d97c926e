import type { Reading } from '../../src/domain/typed/parsed.ts';
import { lexicon } from '../../src/i18n/index.ts';

/** What typed answers in this language are read with, on a Monday in Berlin. */
export const readingIn = (language: string): Reading => ({
  language,
  lexicon: lexicon(language),
  today: '2026-11-23',
  timeZone: 'Europe/Berlin',
});
