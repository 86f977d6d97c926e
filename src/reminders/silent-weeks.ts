import type { Instant } from '../domain/ids.ts';
import type { Delivery, ReminderWeek } from '../domain/reminder.ts';

/**
 * For how many weeks in a row, up to the latest, a client was reminded and neither answered nor wrote anything since.
 * Weeks in which nothing was sent for another reason neither count nor end it. `stopped`: it was too many once, and
 * nothing was heard since. `channel-gone`: the channel refused for good, and nothing was heard since.
 * @param weeks latest first
 */
export function silentWeeks(
  weeks: readonly ReminderWeek[],
  seenAt: Instant | undefined,
): number | 'stopped' | 'channel-gone' {
  let silent = 0;
  for (const { reminder, nudge, answeredAt } of weeks) {
    const latest = nudge && nudge.status !== 'scheduled' ? nudge : reminder;
    if (answeredAt !== undefined || (seenAt !== undefined && seenAt >= reminder.at)) return silent;
    for (const delivery of [latest, reminder]) {
      if (delivery.status !== 'failed' && delivery.status !== 'skipped') continue;
      if (delivery.why === 'channel-gone') return 'channel-gone';
      if (delivery.why === 'unanswered') return 'stopped';
    }
    if ([reminder, nudge].some((delivery) => delivery && reached(delivery))) silent += 1;
  }
  return silent;
}

/** The client may have read it. */
export const reached = ({ status }: Delivery): boolean =>
  status === 'sending' || status === 'sent' || status === 'unknown';
