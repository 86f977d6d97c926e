import type { Client } from './client.ts';
import type { Instant } from './ids.ts';
import {
  reminderMailVersion,
  type LetterEnd,
  type ReminderAddress,
  type ReminderMail,
} from './reminder-mail.ts';

/** So many letters that ask to confirm may be asked for within a day. */
export const lettersADay = 3;
/** Milliseconds. */
const day = 86_400_000;
/** For how long a letter's link can confirm, in milliseconds. */
export const confirmableMs = 2 * day;

export type LetterAsked =
  { readonly ok: true; readonly client: Client } | { readonly ok: false; readonly reason: 'too-many' };

/** The client gives an address: it takes the place of one before, confirmed or not, and a letter to it is due. */
export function giveAddress(
  client: Client,
  { id, address, now }: { readonly id: string; readonly address: string; readonly now: Instant },
): LetterAsked {
  return askForLetter(client, now, {
    id,
    address,
    version: reminderMailVersion,
    language: client.language ?? 'en',
    agreedAt: now,
    letter: { status: 'due', at: now },
  });
}

/** The same letter once more. Without an address that waits to be confirmed nothing is due. */
export function askAgain(client: Client, now: Instant): LetterAsked {
  const address = client.reminderMail?.address;
  if (!address || address.confirmedAt !== undefined) return { ok: true, client };
  return askForLetter(client, now, { ...address, letter: { status: 'due', at: now } });
}

/** The address goes, confirmed or not; that letters were asked for is remembered for their day. */
export function removeAddress(client: Client): Client {
  if (!client.reminderMail?.address) return client;
  return { ...client, reminderMail: { asked: client.reminderMail.asked } };
}

/** Somebody takes the letter to the post; `undefined` when it is not due, or another address took its place. */
export const beginLetter = (client: Client, id: string, now: Instant): Client | undefined =>
  changeAddress(client, id, (address) =>
    address.letter.status === 'due' ? { ...address, letter: { status: 'sending', at: now } } : undefined,
  );

/** What came of it; `undefined` where that does not matter any more. */
export const endLetter = (client: Client, id: string, end: LetterEnd, now: Instant): Client | undefined =>
  changeAddress(client, id, (address) =>
    address.letter.status === 'sending' ? { ...address, letter: { status: end, at: now } } : undefined,
  );

/** `already`: it was before. `other`: there is no such address any more. */
export type Confirmed =
  | { readonly ok: true; readonly client: Client }
  | { readonly ok: false; readonly reason: 'already' | 'other' };

/** Whoever reads at the address says that reminders may come there. */
export function confirmAddress(client: Client, id: string, now: Instant): Confirmed {
  const address = client.reminderMail?.address;
  if (client.status !== 'joined' || address?.id !== id) return { ok: false, reason: 'other' };
  if (address.confirmedAt !== undefined) return { ok: false, reason: 'already' };
  const changed = changeAddress(client, id, (current) => ({ ...current, confirmedAt: now }));
  return changed ? { ok: true, client: changed } : { ok: false, reason: 'other' };
}

/** Where a reminder may go: confirmed, and of a client who takes part. */
export const confirmedAddress = ({ status, reminderMail }: Client): ReminderAddress | undefined =>
  status === 'joined' && reminderMail?.address?.confirmedAt !== undefined ? reminderMail.address : undefined;

function askForLetter(client: Client, now: Instant, address: ReminderAddress): LetterAsked {
  const since = new Date(Date.parse(now) - day).toISOString();
  const asked = (client.reminderMail?.asked ?? []).filter((at) => at > since);
  if (asked.length >= lettersADay) return { ok: false, reason: 'too-many' };
  const reminderMail: ReminderMail = { asked: [...asked, now], address };
  return { ok: true, client: { ...client, reminderMail } };
}

function changeAddress(
  client: Client,
  id: string,
  change: (address: ReminderAddress) => ReminderAddress | undefined,
): Client | undefined {
  const { reminderMail } = client;
  if (!reminderMail?.address || reminderMail.address.id !== id) return undefined;
  const address = change(reminderMail.address);
  return address && { ...client, reminderMail: { ...reminderMail, address } };
}
