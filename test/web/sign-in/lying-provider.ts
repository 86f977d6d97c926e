import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { SignInConfig } from '../../../src/read-sign-in.ts';

/** What the stand-in answers, each in the place of what is right. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs with it, instead of the published key. */
  readonly key?: CryptoKey | Uint8Array;
  /** Makes the token from the one that would be right. */
  readonly token?: (right: string) => string | undefined;
  readonly tokenReply?: { readonly status: number; readonly type: string; readonly body: string };
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** Answers nothing at all. */
  readonly down?: boolean;
}

export interface LyingProvider {
  readonly config: SignInConfig;
  serve(origin: string): void;
  /** From now on; metadata once they are asked for. */
  lie(how: Lie): void;
  readonly publicKey: CryptoKey;
  /** What it gives back to a browser that was sent there with these parameters. */
  callback(address: string): string;
  close(): Promise<void>;
}

/**
 * A stand-in for an OpenID provider that answers what no real one does: tokens that are wrong in one way. It checks
 * nothing itself and knows one person, a therapist.
 */
export async function openLyingProvider(): Promise<LyingProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
  const nonces = new Map<string, string>();
  let how: Lie = {};
  let issuer = '';
  const server = createServer((request, response) => {
    const send = (value: unknown) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (how.down) return void response.destroy();
    const url = request.url ?? '';
    if (url.startsWith('/.well-known')) return void send({ ...metadata(), ...how.metadata });
    if (url === '/keys') return void send({ keys: [jwk] });
    if (url === '/userinfo') return void send(how.userinfo ?? {});
    let body = '';
    const answer = async (nonce: string | undefined): Promise<void> => {
      const right = await idToken(nonce);
      if (how.tokenReply) {
        const { status, type, body: text } = how.tokenReply;
        response.statusCode = status;
        response.setHeader('content-type', type).end(text);
        return;
      }
      const token = how.token ? how.token(right) : right;
      send({ access_token: 'a', token_type: 'Bearer', ...(token !== undefined && { id_token: token }) });
    };
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      void answer(nonces.get(new URLSearchParams(body).get('code') ?? ''));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
  });
  const idToken = (nonce: string | undefined): Promise<string> => {
    const at = Math.floor(Date.now() / 1000);
    const right = { iss: issuer, aud: 'workspace', sub: 'ana', nonce, iat: at, exp: at + 300 };
    const claims = { name: 'Ana Ruiz', roles: ['Therapist'], ...right, ...how.claims };
    return new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...how.header })
      .sign(how.key ?? privateKey);
  };
  return {
    config: {
      issuer,
      clientId: 'workspace',
      clientSecret: 'the secret of the tests',
      scope: 'openid profile',
      roleClaim: 'roles',
      roleValues: { therapist: ['Therapist'], supervisor: [], operator: [] },
    },
    serve: () => undefined,
    lie: (next) => void (how = next),
    publicKey,
    callback(given) {
      const asked = new URL(given).searchParams;
      const code = `code-${nonces.size}`;
      nonces.set(code, asked.get('nonce') ?? '');
      return `/workspace/sign-in/callback?code=${code}&state=${asked.get('state')}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
