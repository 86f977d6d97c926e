import type { Activity } from 'botbuilder';
import type { Instant } from '../domain/ids.ts';

/** So many messages of a channel are compared; enough that some of them were not late. */
const compared = 64;

/**
 * When a client sent what has just come in. A channel may bring a message late, after what was sent later; its own
 * `timestamp` tells. Its clock may differ from ours: the smallest distance seen between a message's two times is
 * taken for that, so that a wrong clock makes nobody's messages look late for long.
 * @returns at most `arrived`
 */
export function createTypedAt(): (activity: Activity, arrived: Instant) => Instant {
  const channels = new Map<string, number[]>();
  return ({ channelId, timestamp }, arrived) => {
    const sent = timestamp === undefined ? Number.NaN : new Date(timestamp).getTime();
    if (Number.isNaN(sent)) return arrived;
    const offset = Date.parse(arrived) - sent;
    const seen = channels.get(channelId) ?? [];
    const least = seen.length === 0 ? 0 : Math.min(...seen);
    channels.set(channelId, [...seen, offset].slice(-compared));
    const late = offset - least;
    return late > 0 ? new Date(Date.parse(arrived) - late).toISOString() : arrived;
  };
}
