import { isTimeZone } from '../domain/week.ts';
import { directoryCode } from '../safety/helpline-digest.ts';
import { helplineCountries } from '../safety/helpline-table.ts';
import type { Option } from './ask-choice.ts';
import { languageOf, textsFor, type Conversation } from './conversation.ts';
import { countryName, weekdayName } from './names.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const suggestedTimes = ['09:00', '12:30', '18:00', '20:30'];

export const weekdayOptions = (conversation: Conversation): readonly Option[] =>
  weekdays.map((day) => ({ code: String(day), label: weekdayName(day, languageOf(conversation)) }));

/** The day that an option of `weekdayOptions` stands for. */
export const weekdayOf = (code: string): (typeof weekdays)[number] =>
  weekdays.find((day) => String(day) === code) ?? 1;

export const timeOptions: readonly Option[] = suggestedTimes.map((time) => ({ code: time, label: time }));

export const countryOptions = (conversation: Conversation): readonly Option[] => [
  ...(conversation.countries ?? helplineCountries).map((code) => ({
    code,
    label: countryName(code, languageOf(conversation)),
  })),
  { code: directoryCode, label: textsFor(conversation)('chat.join.country.other') },
];

export const timeLabel = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** What the client's device says of where it is, if that can be believed. */
export const deviceZone = ({ device }: Conversation): string | undefined =>
  device.timeZone !== undefined && isTimeZone(device.timeZone) ? device.timeZone : undefined;

/** The zone that their check-in goes by; before there is one, where they seem to be. */
export const zoneOf = (conversation: Conversation): string =>
  conversation.client.due?.timeZone ?? deviceZone(conversation) ?? conversation.clinicTimeZone;

/** As people read it. */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ');
