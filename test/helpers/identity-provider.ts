import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';
import type { SignInConfig } from '../../src/read-sign-in.ts';

/** Claims of somebody who can sign in, beside `sub`, which is their name at the provider. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A real OpenID provider on loopback, whose sign-in page takes any password. */
export interface IdentityProvider {
  readonly issuer: string;
  /** What the workspace is told of it. */
  readonly config: SignInConfig;
  /** Lets a workspace at this origin send people here. Before the first sign-in. */
  serve(origin: string): void;
  /** What it says of somebody from now on. */
  say(person: string, claims: Readonly<Record<string, unknown>>): void;
  /** Signs somebody in, as their browser would, at the address the workspace sent them to. @returns where it leads back */
  signIn(address: string, person: string): Promise<string>;
  close(): Promise<void>;
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** `secret` left out: a public client. `claimsInToken: false`: roles are told at the userinfo endpoint alone. */
export async function openIdentityProvider({
  people,
  secret,
  claimsInToken = true,
}: {
  readonly people: People;
  readonly secret?: string;
  readonly claimsInToken?: boolean;
}): Promise<IdentityProvider> {
  let handle: ((...given: Parameters<ReturnType<Provider['callback']>>) => void) | undefined;
  const server = createServer((request, response) => {
    if (handle) handle(request, response);
    else response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const known = new Map(Object.entries(people));
  const config: SignInConfig = {
    issuer,
    clientId: 'workspace',
    ...(secret !== undefined && { clientSecret: secret }),
    scope: 'openid profile',
    roleClaim: 'roles',
    roleValues: { therapist: ['Therapist'], supervisor: ['Supervisor'], operator: ['Operator'] },
  };

  return {
    issuer,
    config,
    serve(origin) {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: 'workspace',
            ...(secret === undefined
              ? { token_endpoint_auth_method: 'none' as const }
              : { client_secret: secret }),
            redirect_uris: [`${origin}/workspace/sign-in/callback`],
            post_logout_redirect_uris: [`${origin}/workspace/sign-in`],
          },
        ],
        claims: { openid: ['sub', 'roles', 'oid', 'tid'], profile: ['name', 'locale'] },
        conformIdTokenClaims: !claimsInToken,
        cookies: { keys: ['a key of the tests'] },
        jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
        // said, since it would wonder aloud otherwise; seconds
        ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
        pkce: { required: () => true },
        features: { rpInitiatedLogout: { enabled: true } },
        async findAccount(_context, accountId) {
          const claims = known.get(accountId);
          return claims && { accountId, claims: async () => ({ sub: accountId, ...claims }) };
        },
        // nobody is asked for consent: the workspace is the organisation's own
        async loadExistingGrant(context) {
          const grant = new context.oidc.provider.Grant({
            clientId: 'workspace',
            accountId: context.oidc.session?.accountId ?? '',
          });
          grant.addOIDCScope('openid profile');
          await grant.save();
          return grant;
        },
      });
      const callback = provider.callback();
      handle = (request, response) => void callback(request, response);
    },
    say: (person, claims) => void known.set(person, claims),
    async signIn(address, person) {
      const cookies = new Map<string, string>();
      let [next, form]: [string, URLSearchParams | undefined] = [address, undefined];
      for (let steps = 0; steps < 8; steps += 1) {
        const response = await fetch(next, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(form && { method: 'POST', body: form }),
        });
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          if (value) cookies.set(name, value);
          else cookies.delete(name);
        }
        const location = response.headers.get('location');
        const page = await response.text();
        form = undefined;
        if (location) {
          next = new URL(location, next).href;
          if (!next.startsWith(issuer)) return next;
        } else {
          const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
          if (!action) throw new Error(`the provider stopped with ${response.status}`);
          next = new URL(action, next).href;
          form = new URLSearchParams({ prompt: 'login', login: person, password: 'any' });
        }
      }
      throw new Error('the provider never led back');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
