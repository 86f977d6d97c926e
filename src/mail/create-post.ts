import type { AlertNotifier } from '../alerts/alert-notifier.ts';
import { createAddressGuard, type AddressGuard } from './address-guard.ts';
import {
  createConfirmationLetters,
  type ConfirmationLetters,
  type ConfirmationParts,
} from './confirmation-letters.ts';
import { createAlertMail } from './create-alert-mail.ts';
import { createLinks, type Links, type PublicUrl } from './links.ts';
import { createReminderMail, type ReminderMail } from './create-reminder-mail.ts';
import { createSeal } from './seal.ts';
import { createWorkLetters, type WorkLetters } from './work-letters.ts';

/** All that goes out by e-mail, and what its links mean. */
export interface Post {
  readonly links: Links;
  readonly guard: AddressGuard;
  readonly letters: ConfirmationLetters;
  readonly reminders: ReminderMail;
  readonly alerts: AlertNotifier;
  readonly workLetters: WorkLetters;
}

/** @param key 32 bytes that seal links and mark addresses */
export function createPost({
  key,
  url,
  ...parts
}: Omit<ConfirmationParts, 'links' | 'guard'> & {
  readonly key: Uint8Array;
  readonly url: PublicUrl;
}): Post {
  const links = createLinks({ key, url });
  const guard = createAddressGuard({ store: parts.store, key });
  return {
    links,
    guard,
    letters: createConfirmationLetters({ ...parts, links, guard }),
    reminders: createReminderMail({ ...parts, links, url }),
    alerts: createAlertMail({ ...parts, url }),
    workLetters: createWorkLetters({ ...parts, guard, seal: createSeal(key), url }),
  };
}
