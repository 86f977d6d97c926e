import { randomUUID } from 'node:crypto';
import type { AlertNotifier } from './alerts/alert-notifier.ts';
import type { WorkspaceLinks } from './alerts/workspace-links.ts';
import { createClientNotifier, type ClientNotifierParts } from './bots/client-notifier.ts';
import type { ResponseTimes } from './domain/escalate-alert.ts';
import type { Instant } from './domain/ids.ts';
import type { Log } from './log.ts';
import type { Post } from './mail/create-post.ts';
import type { ReminderConfig } from './read-reminder-settings.ts';
import { startAlertNotices } from './start-alert-notices.ts';
import { startReminders } from './start-reminders.ts';
import type { Auditor } from './state/audit/auditor.ts';

export interface NoticeParts extends Omit<ClientNotifierParts, 'mail'> {
  readonly auditor: Auditor;
  readonly links: WorkspaceLinks;
  /** How people of the clinic are told of alerts. */
  readonly channels: readonly AlertNotifier[];
  readonly times: ResponseTimes;
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
  const { store, post, reminders, now, log, remindEveryMs, tellEveryMs } = parts;
  const stops = [
    startAlertNotices(
      { ...parts, worker: randomUUID(), random: Math.random },
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
