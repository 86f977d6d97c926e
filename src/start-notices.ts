import { createClientNotifier, type ClientNotifierParts } from './bots/client-notifier.ts';
import type { WorkspaceLinks } from './bots/therapist/workspace-links.ts';
import { createTeamsAlertNotifier } from './bots/therapist/teams-alert-notifier.ts';
import type { Instant } from './domain/ids.ts';
import type { Log } from './log.ts';
import type { Post } from './mail/create-post.ts';
import type { ReminderConfig } from './read-reminder-settings.ts';
import { startAlertNotices } from './start-alert-notices.ts';
import { startReminders } from './start-reminders.ts';

export interface NoticeParts extends Omit<ClientNotifierParts, 'mail'> {
  readonly links: WorkspaceLinks;
  readonly log: Log;
  readonly post: Post | undefined;
  /** Absent: nobody is reminded. `restoredAt`: when the store was made from a backup. */
  readonly reminders: (ReminderConfig & { readonly restoredAt: Instant | undefined }) | undefined;
  /** Milliseconds between two looks, in tests. */
  readonly remindEveryMs?: number;
  readonly tellEveryMs?: number;
}

/**
 * What is said without being asked: reminders to clients, notes of alerts to therapists.
 * @returns how to stop, which resolves when what was under way is on record.
 */
export function startNotices(parts: NoticeParts): () => Promise<void> {
  const { store, sender, links, post, reminders, now, log, remindEveryMs, tellEveryMs } = parts;
  const stops = [
    startAlertNotices(
      { store, notifier: createTeamsAlertNotifier({ store, sender, links, now }), now, log },
      { ...(tellEveryMs !== undefined && { everyMs: tellEveryMs }) },
    ),
  ];
  if (reminders)
    stops.push(
      startReminders({
        store,
        notifier: createClientNotifier({ ...parts, ...(post && { mail: post.reminders }) }),
        settings: reminders,
        restoredAt: reminders.restoredAt,
        now,
        log,
        ...(remindEveryMs !== undefined && { everyMs: remindEveryMs }),
      }),
    );
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
