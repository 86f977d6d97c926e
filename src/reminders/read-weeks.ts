import type { Client } from '../domain/client.ts';
import type { CheckInId, Instant } from '../domain/ids.ts';
import { noteAnswered } from '../domain/reminder-life.ts';
import type { ReminderWeek } from '../domain/reminder.ts';
import type { Stored } from '../state/documents.ts';
import type { Store } from '../state/store.ts';

export interface ReadWeeks {
  /** As it is stored. */
  readonly week?: Stored<ReminderWeek>;
  /** Latest first, at most eight. */
  readonly earlier: readonly ReminderWeek[];
  /** This week's check-in is complete. */
  readonly answered: boolean;
}

/** A client's reminders of this week and those before; that an earlier one was answered since is written into it. */
export async function readWeeks(
  { reminders }: Pick<Store, 'reminders'>,
  { client, week, now }: { readonly client: Client; readonly week: CheckInId; readonly now: Instant },
): Promise<ReadWeeks> {
  const { documents } = await reminders.list(client.id, { order: 'descending', limit: 9 });
  const found = documents.find(({ document }) => document.id === week);
  const earlier: ReminderWeek[] = [];
  for (const { document, etag } of documents) {
    if (document.id === week) continue;
    const at = answeredAt(client, document.id);
    const noted = at === undefined ? document : noteAnswered(document, at);
    // somebody else's write leaves it to the next time
    if (noted !== document) await reminders.put(client.id, noted, etag);
    earlier.push(noted);
  }
  const { checkIn } = client;
  const running = checkIn?.status === 'complete' && checkIn.endsAt > now;
  return {
    ...(found && { week: found }),
    earlier: earlier.slice(0, 8),
    answered: running || answeredAt(client, week) !== undefined,
  };
}

function answeredAt({ recent, checkIn }: Client, week: CheckInId): Instant | undefined {
  if (checkIn?.id === week && checkIn.status === 'complete') return checkIn.completedAt;
  const past = recent.find(({ id }) => id === week);
  return past?.status === 'complete' ? past.completedAt : undefined;
}
