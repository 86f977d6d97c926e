import { z } from 'zod';
import { createKeyring } from './create-keyring.ts';
import { fetchSigningKeys } from './fetch-signing-keys.ts';
import { isAllowedHost, normaliseServiceUrl } from './service-url.ts';
import type { SigningKey } from './signing-key.ts';
import { readToken } from './read-token.ts';
import { tenantOf } from './tenant-of.ts';
import { verifyToken, type Claims } from './verify-token.ts';

export type RefusalReason =
  'no-token' | 'keys' | 'key' | 'token' | 'activity' | 'service-url' | 'channel' | 'endorsement' | 'tenant';

export type Checked =
  | {
      readonly ok: true;
      readonly claims: Claims;
      /** The customer's directory that the message comes from; only Teams names one. */
      readonly tenant?: string;
    }
  /** 401: nobody vouches for it. 403: it is genuine, and not for us. */
  | { readonly ok: false; readonly status: 401 | 403; readonly reason: RefusalReason };

export interface Door {
  /**
   * Whether the Bot Framework vouches for this activity and it is one we take. Asks nobody but the authority, keeps
   * nothing of what it checks, and never rejects; when the keys cannot be had the answer is no.
   *
   * @param authorization the request's header, as it came
   * @param activity the request's body, not checked yet
   */
  check(authorization: string | undefined, activity: unknown): Promise<Checked>;
}

export interface DoorParts {
  readonly appId: string;
  /** Directory ids whose people may write in Teams. */
  readonly tenants: readonly string[];
  /** Names of channels as activities have them, such as `msteams`. */
  readonly channels: readonly string[];
  /** Hosts to which replies may go: `host`, or `*.domain` for every host below it. */
  readonly serviceUrlHosts: readonly string[];
  /** Another authority, in tests. No setting leads here. */
  readonly openIdMetadataUrl?: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly fetchKeys?: (openIdMetadataUrl: string) => Promise<readonly SigningKey[]>;
}

const publicCloud = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** What the door reads of an activity. */
const looked = z.looseObject({ channelId: z.string(), serviceUrl: z.string() });

export function createDoor(parts: DoorParts): Door {
  const { appId, channels, serviceUrlHosts, clock = Date.now, fetchKeys = fetchSigningKeys } = parts;
  const { openIdMetadataUrl = publicCloud } = parts;
  const tenants = new Set(parts.tenants.map((tenant) => tenant.toLowerCase()));
  const keyring = createKeyring({ fetchKeys: () => fetchKeys(openIdMetadataUrl), clock });

  return {
    async check(authorization, activity) {
      const read = readToken(authorization);
      if (!read) return refuse(401, authorization === undefined ? 'no-token' : 'token');
      const key = await keyring.find(read.kid);
      if (key === 'unavailable') return refuse(401, 'keys');
      if (key === 'unknown') return refuse(401, 'key');
      const claims = await verifyToken(read.token, { key, appId, now: clock() });
      if (!claims) return refuse(401, 'token');

      const about = looked.safeParse(activity);
      if (!about.success) return refuse(403, 'activity');
      const { channelId, serviceUrl } = about.data;
      const given = normaliseServiceUrl(serviceUrl);
      const claimed = normaliseServiceUrl(claims.serviceurl);
      if (!given || given.href !== claimed?.href || !isAllowedHost(given.host, serviceUrlHosts))
        return refuse(403, 'service-url');
      if (!channels.includes(channelId)) return refuse(403, 'channel');
      if (!key.endorsements.has(channelId)) return refuse(403, 'endorsement');
      if (channelId !== 'msteams') return { ok: true, claims };
      const tenant = tenantOf(about.data);
      return tenant !== undefined && tenants.has(tenant)
        ? { ok: true, claims, tenant }
        : refuse(403, 'tenant');
    },
  };
}

const refuse = (status: 401 | 403, reason: RefusalReason): Checked => ({ ok: false, status, reason });
