import type { CheckInId, ClientId, Instant } from './ids.ts';

/** In each week of a client: one reminder when the check-in is due, one nudge when it was not done since. */
export type ReminderStep = 'reminder' | 'nudge';

/**
 * Why nothing was sent: this week's check-in was done, the client turned reminders off or paused them, the clinic is
 * closed, three weeks went unanswered, the channel is gone, the client was reminded days ago and has moved their day
 * since, it came too late to be of use, or the store was restored from a backup and it may have gone out before.
 */
export type SkipReason =
  'answered' | 'off' | 'paused' | 'holiday' | 'unanswered' | 'channel-gone' | 'moved' | 'late' | 'restored';

/** `channel-gone`: blocked, or not installed any more. `unreachable`: there is nowhere to send it to. */
export type FailReason = 'channel-gone' | 'unreachable' | 'busy' | 'refused';

/**
 * What became of one message. `sending` is written before it is handed to the channel; where a crash or a lost answer
 * leaves it there it becomes `unknown`: perhaps sent, never sent again.
 */
export type Delivery =
  | { readonly status: 'scheduled' | 'sending' | 'sent' | 'unknown'; readonly at: Instant }
  | { readonly status: 'failed'; readonly at: Instant; readonly why: FailReason }
  | { readonly status: 'skipped'; readonly at: Instant; readonly why: SkipReason };

/** Something the therapist is to be told; told at least once. */
export interface ReminderNotice {
  readonly about: 'unanswered' | 'channel-gone';
  readonly status: 'due' | 'told';
  readonly at: Instant;
}

/** A client's reminders of one week. Id: the check-in's. */
export interface ReminderWeek {
  readonly id: CheckInId;
  readonly schema: 1;
  readonly client: ClientId;
  readonly reminder: Delivery;
  readonly nudge?: Delivery;
  /** The week's check-in was completed. */
  readonly answeredAt?: Instant;
  readonly notice?: ReminderNotice;
}

/** What a client wishes; absent: reminded. */
export interface ReminderWishes {
  readonly off?: true;
  /** Nothing is sent before. */
  readonly pausedUntil?: Instant;
}

/** Wall-clock time, `00:00` to `23:59`. */
export interface WallTime {
  readonly hour: number;
  readonly minute: number;
}

/** From `from` up to but not including `to`, over midnight where `to` is the earlier; none when they are equal. */
export interface QuietHours {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** Calendar days `YYYY-MM-DD`, both included, as the client's own calendar has them. */
export interface Holiday {
  readonly from: string;
  readonly to: string;
}
