import type { BotConfig } from './config.ts';
import { createDoor, type Door } from './web/door/create-door.ts';
import { serviceUrlHosts } from './web/door/service-url-hosts.ts';

/** The door for what the bot takes from its channels. */
export function openDoor(
  { credentials, channels, tenants }: BotConfig,
  {
    clock,
    openIdMetadataUrl,
  }: {
    /** Milliseconds since 1970. */
    readonly clock: () => number;
    /** Another authority, in tests. */
    readonly openIdMetadataUrl?: string;
  },
): Door {
  return createDoor({
    appId: credentials.appId,
    channels,
    tenants,
    serviceUrlHosts: serviceUrlHosts(channels),
    clock,
    ...(openIdMetadataUrl !== undefined && { openIdMetadataUrl }),
  });
}
