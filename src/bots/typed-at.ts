import type { Activity } from 'botbuilder';
import type { Instant } from '../domain/ids.ts';

/** So many messages of a channel are compared; enough that some of them were not late. */
const compared = 64;
const mostChannels = 100;
/** No channel keeps a message longer, in milliseconds. */
const longest = 24 * 60 * 60 * 1000;

/**
 * When a client sent what has just come in. A channel may bring a message late, after what was sent later; its own
 * `timestamp` tells. Its clock may be behind ours: the smallest distance seen between a message's two times is taken
 * for that, so that a wrong clock makes nobody's messages look late for long. One from the future is not late.
 * @returns at most `arrived`, at least a day before it
 */
export function createTypedAt(): (activity: Activity, arrived: Instant) => Instant {
  const channels = new Map<string, number[]>();
  return ({ channelId, timestamp }, arrived) => {
    const sent = timestamp === undefined ? Number.NaN : new Date(timestamp).getTime();
    if (Number.isNaN(sent)) return arrived;
    const offset = Math.min(longest, Math.max(0, Date.parse(arrived) - sent));
    const seen = channels.get(channelId);
    if (!seen && channels.size >= mostChannels) channels.clear();
    channels.set(channelId, [...(seen ?? []), offset].slice(-compared));
    const late = offset - (seen ? Math.min(...seen) : 0);
    return late > 0 ? new Date(Date.parse(arrived) - late).toISOString() : arrived;
  };
}
