import type { Instant } from '../domain/ids.ts';

/** Where somebody was last met on a channel: what a message needs that does not answer one of theirs. */
export interface ConversationPlace {
  /** The channel's name, such as `msteams`. */
  readonly channel: string;
  /** It changes; each turn brings the present one. */
  readonly serviceUrl: string;
  readonly conversation: string;
  /** Directory (tenant) id, where the channel has one. */
  readonly tenant?: string;
  /** As the channel names the person and the bot in it. */
  readonly user: string;
  readonly bot: string;
  readonly locale?: string;
  /** When they last wrote, or opened it. */
  readonly at: Instant;
  /** Since when the channel says that nothing can be delivered there. */
  readonly goneAt?: Instant;
}
