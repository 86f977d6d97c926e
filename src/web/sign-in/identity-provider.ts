import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  type ClientAuth,
} from 'openid-client';
import { within } from '../../bots/deadline.ts';
import type { Log } from '../../log.ts';
import type { SignInConfig } from '../../read-sign-in.ts';
import type { Identity } from '../../state/recognise-member.ts';
import type { SignInFlow } from '../../state/store.ts';
import { readIdentity } from './read-identity.ts';

export type Arrival =
  | { readonly ok: true; readonly identity: Identity }
  /** `declined`: the person, or the provider for them, said no. `refused`: what came proves nothing. */
  | { readonly ok: false; readonly reason: 'unavailable' | 'declined' | 'refused' };

/** Where people show who they are: OpenID Connect, the authorization code flow with PKCE. Nothing here throws. */
export interface IdentityProvider {
  /** Where to send the browser; `undefined` while the provider cannot be reached. */
  addressFor(
    flow: SignInFlow,
    options: {
      readonly redirectUri: string;
      /** Ask who it is even if somebody is signed in there. */
      readonly again: boolean;
    },
  ): Promise<URL | undefined>;
  /** Who came back, at `callback` with all its parameters, from the flow that was begun. */
  arrive(callback: URL, flow: SignInFlow): Promise<Arrival>;
  /** Where the browser signs out of the provider too and comes back from; `undefined` where there is no such place. */
  signOutAddress(returnTo: string): Promise<URL | undefined>;
}

/** Seconds for one answer of the provider. */
const patience = 5;
/** Milliseconds for all of them, since whoever waits is answered within 14 seconds. */
const inAllMs = 12_000;
/** Seconds by which its clock may be off. */
const skew = 60;
/** What the provider publishes is asked for again after an hour. */
const keptMs = 3_600_000;

/** `clock`: milliseconds since 1970; of how long metadata is kept. The lifetime of tokens is held against the machine's. */
export function createIdentityProvider(
  config: SignInConfig,
  { log, clock }: { readonly log: Log; readonly clock: () => number },
): IdentityProvider {
  let known: { readonly since: number; readonly configuration: Promise<Configuration> } | undefined;

  /** Asked for when first needed, so that a provider that is down keeps nothing from starting. */
  async function provider(): Promise<Configuration | undefined> {
    if (!known || clock() - known.since > keptMs) known = { since: clock(), configuration: discover(config) };
    const asked = known;
    try {
      return await asked.configuration;
    } catch (error) {
      if (known === asked) known = undefined;
      log.warn('identity-provider-unavailable', { error });
      return undefined;
    }
  }

  return {
    async addressFor({ state, nonce, verifier }, { redirectUri, again }) {
      const configuration = await provider();
      if (!configuration) return undefined;
      return buildAuthorizationUrl(configuration, {
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: config.scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login' }),
      });
    },

    async arrive(callback, flow) {
      try {
        return await within(inAllMs, exchange(callback, flow), () => new Late());
      } catch (error) {
        const reason = reasonOf(error);
        log.warn('sign-in-failed', { code: reason, error });
        return { ok: false, reason };
      }
    },

    async signOutAddress(returnTo) {
      const configuration = await provider();
      if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo });
    },
  };

  async function exchange(callback: URL, { state, nonce, verifier }: SignInFlow): Promise<Arrival> {
    const configuration = await provider();
    if (!configuration) return { ok: false, reason: 'unavailable' };
    const tokens = await authorizationCodeGrant(configuration, callback, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return { ok: false, reason: 'refused' };
    const whole = config.roleClaim in claims && 'name' in claims;
    const more = whole ? {} : await moreClaims(configuration, tokens.access_token, claims.sub);
    const identity = readIdentity({ ...more, ...claims }, config);
    return identity ? { ok: true, identity } : { ok: false, reason: 'refused' };
  }

  /** Some providers put roles and names not into the token but where it leads. */
  async function moreClaims(
    configuration: Configuration,
    accessToken: string,
    subject: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (!configuration.serverMetadata().userinfo_endpoint) return {};
    try {
      return await fetchUserInfo(configuration, accessToken, subject);
    } catch (error) {
      log.warn('identity-claims-unavailable', { error });
      return {};
    }
  }
}

async function discover(config: SignInConfig): Promise<Configuration> {
  const issuer = new URL(config.issuer);
  return discovery(issuer, config.clientId, { [clockTolerance]: skew }, clientAuthentication(config), {
    timeout: patience,
    // the signature of the identity is checked although it comes from the provider itself over TLS
    execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
  });
}

/** As the provider's metadata want it; by the standard that is the header where they say nothing. */
function clientAuthentication({ clientSecret }: SignInConfig): ClientAuth {
  if (clientSecret === undefined) return None();
  const [post, basic] = [ClientSecretPost(clientSecret), ClientSecretBasic(clientSecret)];
  return (server, ...rest) => {
    const offered = server.token_endpoint_auth_methods_supported;
    const inBody = offered?.includes('client_secret_post') && !offered.includes('client_secret_basic');
    (inBody ? post : basic)(server, ...rest);
  };
}

class Late extends Error {}

function reasonOf(error: unknown): 'unavailable' | 'declined' | 'refused' {
  if (error instanceof AuthorizationResponseError) {
    const later = ['temporarily_unavailable', 'server_error'];
    if (later.includes(error.error)) return 'unavailable';
    return error.error === 'access_denied' ? 'declined' : 'refused';
  }
  if (error instanceof Late) return 'unavailable';
  if (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT') return 'unavailable';
  // what `fetch` throws when there is no connection
  return error instanceof TypeError && error.cause instanceof Error ? 'unavailable' : 'refused';
}
