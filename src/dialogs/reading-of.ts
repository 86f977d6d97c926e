import { Temporal } from 'temporal-polyfill';
import type { Reading } from '../domain/typed/parsed.ts';
import { isTimeZone } from '../domain/week.ts';
import { lexicon } from '../i18n/index.ts';
import { languageOf, type Conversation } from './conversation.ts';

/** What this client's typed answers are read with: their language, and the day and zone they are in. */
export function readingOf(
  conversation: Pick<Conversation, 'client' | 'device' | 'texts' | 'clinicTimeZone' | 'now'>,
): Reading {
  const { client, device, clinicTimeZone, now } = conversation;
  const language = languageOf(conversation);
  const timeZone =
    client.due?.timeZone ??
    (device.timeZone !== undefined && isTimeZone(device.timeZone) ? device.timeZone : clinicTimeZone);
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return { language, lexicon: lexicon(language), timeZone, today };
}
