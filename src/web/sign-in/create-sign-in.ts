import type { Instant } from '../../domain/ids.ts';
import type { Role } from '../../domain/rights.ts';
import type { Log } from '../../log.ts';
import type { SignInConfig } from '../../read-sign-in.ts';
import type { Auditor } from '../../state/audit/auditor.ts';
import { recogniseMember } from '../../state/recognise-member.ts';
import { beginFlow, takeFlow } from '../../state/sign-in-flow.ts';
import type { Store, TherapistDocument } from '../../state/store.ts';
import { createRateLimit } from '../door/create-rate-limit.ts';
import { createIdentityProvider } from './identity-provider.ts';
import { ownPath } from './own-path.ts';

/** Where the provider sends people back to, below the program's own address. */
export const callbackPath = '/workspace/sign-in/callback';

/** Why somebody is not signed in; `stale`: it was not begun in this browser, is over, or was used. */
export type Obstacle = 'unavailable' | 'declined' | 'refused' | 'stale' | 'no-role' | 'busy';

/** Whoever asks, before anybody knows who it is. */
export interface Asker {
  /** Absolute origin under which they reached this server. */
  readonly origin: string;
  readonly address: string;
}

/** Signing in at the identity provider, without the pages around it. Throws a `StoreError`, and nothing else. */
export interface SignIn {
  /** @returns where to send the browser, and the secret that it keeps until it is back */
  begin(
    asker: Asker,
    wish: {
      /** The page that was asked for, as it came. */
      readonly to: string | null;
      /** Ask who it is even if the provider knows. */
      readonly again: boolean;
    },
  ): Promise<
    | { readonly ok: true; readonly address: string; readonly secret: string }
    | { readonly ok: false; readonly reason: Obstacle }
  >;
  /** Who came back with this query, in the browser that keeps this secret. */
  arrive(
    asker: Asker & { readonly language: string },
    came: { readonly secret: string | undefined; readonly query: URLSearchParams },
  ): Promise<
    | {
        readonly ok: true;
        readonly member: TherapistDocument;
        readonly roles: readonly Role[];
        /** A path of ours. */
        readonly to: string;
      }
    | { readonly ok: false; readonly reason: Obstacle }
  >;
  /** Where the browser signs out of the provider as well, to come back to `returnTo`; `undefined` where there is none. */
  signOutAddress(returnTo: string): Promise<string | undefined>;
}

export interface SignInParts {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly log: Log;
  readonly now: () => Instant;
  /** Milliseconds. */
  readonly clock: () => number;
  /** For a therapist whose provider tells no name. */
  readonly therapistName: string;
}

export function createSignIn(config: SignInConfig, parts: SignInParts): SignIn {
  const { store, log, now, clock } = parts;
  const provider = createIdentityProvider(config, { log, clock });
  // a stranger may make us write and ask this often; behind a proxy one address stands for everybody
  const limit = createRateLimit({ burst: 120, perSecond: 2, clock });
  const stopped = (reason: Obstacle): { readonly ok: false; readonly reason: Obstacle } => {
    log.info('sign-in-stopped', { code: reason });
    return { ok: false, reason };
  };

  return {
    async begin({ origin, address }, { to, again }) {
      if (limit.take(address) > 0) return stopped('busy');
      const { secret, flow } = await beginFlow(store, { to: ownPath(to), now: now() });
      const at = await provider.addressFor(flow, { redirectUri: origin + callbackPath, again });
      return at ? { ok: true, address: at.href, secret } : stopped('unavailable');
    },

    async arrive({ origin, address, language }, { secret, query }) {
      if (limit.take(address) > 0) return stopped('busy');
      const state = query.get('state') ?? '';
      const flow = secret && state ? await takeFlow(store, { secret, state, now: now() }) : undefined;
      if (!flow) return stopped('stale');
      const arrival = await provider.arrive(new URL(`${origin}${callbackPath}?${query.toString()}`), flow);
      if (!arrival.ok) return stopped(arrival.reason);
      const { identity } = arrival;
      if (identity.roles.length === 0) return stopped('no-role');
      const member = await recogniseMember(parts, {
        identity,
        now: now(),
        otherwise: { name: parts.therapistName, language },
        firstTherapist: config.firstTherapist,
      });
      return { ok: true, member, roles: identity.roles, to: ownPath(flow.to) };
    },

    signOutAddress: async (returnTo) => (await provider.signOutAddress(returnTo))?.href,
  };
}
