import type { Instant } from '../domain/ids.ts';
import type { ClientDocument } from '../state/client-document.ts';

/** When and where a message came from, taken before it waited for anything. */
export interface Arrival {
  readonly typedAt: Instant;
  /** By `performance.now()`, for what happened in the same millisecond here. */
  readonly order: number;
  /** How far the device had read, where a channel knows. */
  readonly seen: number | undefined;
}

/**
 * Whether the open question had reached the client when they wrote. What was typed before it was delivered cannot be
 * an answer to it, however late it is looked at.
 * @param deliveredAt when its delivery was noted in this process, by `performance.now()`
 */
export function sawLastQuestion(
  { asked, delivered }: ClientDocument,
  { typedAt, order, seen }: Arrival,
  deliveredAt: number | undefined,
): boolean {
  if (asked === undefined) return true;
  if (seen !== undefined) return seen >= asked.sequence;
  const sameMoment = deliveredAt !== undefined && order > deliveredAt;
  const after = typedAt === delivered.at ? sameMoment : typedAt > delivered.at;
  return after && delivered.last >= asked.sequence;
}
