import { createRateLimit, type Rate } from './create-rate-limit.ts';

/** Who sent a message that the door let in. */
export interface Sender {
  /** The network address that connected; behind a proxy, the proxy's. */
  readonly address: string;
  readonly user: string;
  readonly tenant: string;
}

export type MessageRates = Readonly<Record<keyof Sender, Rate>>;

export interface MessageLimits {
  /** @returns 0, or after how many milliseconds there is room again. */
  take(sender: Sender): number;
}

/**
 * A person taps and types; the channel's own addresses carry everybody's messages, and a directory those of all its
 * people.
 */
export const usualRates: MessageRates = {
  address: { burst: 1000, perSecond: 200 },
  tenant: { burst: 500, perSecond: 100 },
  user: { burst: 30, perSecond: 2 },
};

export function createMessageLimits({
  rates = usualRates,
  clock = () => performance.now(),
}: { readonly rates?: MessageRates; readonly clock?: () => number } = {}): MessageLimits {
  const address = createRateLimit({ ...rates.address, clock });
  const tenant = createRateLimit({ ...rates.tenant, clock });
  const user = createRateLimit({ ...rates.user, clock });
  return {
    // one person who floods must not use up the room of the others, so theirs is asked for first
    take: (sender) => user.take(sender.user) || tenant.take(sender.tenant) || address.take(sender.address),
  };
}
