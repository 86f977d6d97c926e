import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { issuer } from '../../src/web/door/issuer.ts';

export interface AuthorityKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** As it is published. */
  readonly jwk: JWK & { readonly endorsements?: readonly string[] };
}

/** An authority on loopback that publishes keys and signs with them, as the one of the Bot Framework does. */
export interface TokenAuthority {
  readonly openIdMetadataUrl: string;
  /** How many requests it was asked, for either document. */
  readonly asked: () => number;
  /** What it publishes from now on. */
  publish(...keys: readonly { readonly jwk: JWK }[]): void;
  /** What it answers from now on; nothing: as it should. */
  misbehave(answer?: { readonly status?: number; readonly body?: string; readonly hang?: boolean }): void;
  /** What it says in its metadata from now on. */
  say(metadata: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

/** A key pair under a name; `endorsements` left out publishes none. */
export async function makeKey(kid: string, endorsements?: readonly string[]): Promise<AuthorityKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', ...(endorsements && { endorsements }) };
  return { kid, privateKey, publicKey, jwk };
}

/** The claims of a genuine token; `now` in milliseconds. */
export const genuineClaims = (given: {
  readonly appId: string;
  readonly serviceUrl: string;
  readonly now: number;
}): Record<string, unknown> => {
  const at = Math.floor(given.now / 1000);
  return { iss: issuer, aud: given.appId, serviceurl: given.serviceUrl, nbf: at - 300, exp: at + 3600 };
};

/** A token signed with RS256; claims and header are taken as they are. */
export const signToken = (
  key: Pick<AuthorityKey, 'kid' | 'privateKey'>,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })
    .sign(key.privateKey);

export async function openTokenAuthority(...keys: readonly AuthorityKey[]): Promise<TokenAuthority> {
  let published: readonly { readonly jwk: JWK }[] = keys;
  let odd: { readonly status?: number; readonly body?: string; readonly hang?: boolean } | undefined;
  let metadata: Readonly<Record<string, unknown>> = {};
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    if (odd?.hang) return;
    const body =
      request.url === '/keys'
        ? { keys: published.map(({ jwk }) => jwk) }
        : {
            issuer,
            jwks_uri: `${origin}/keys`,
            id_token_signing_alg_values_supported: ['RS256'],
            ...metadata,
          };
    response.statusCode = odd?.status ?? 200;
    response.end(odd?.body ?? JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    openIdMetadataUrl: `${origin}/openid`,
    asked: () => asked,
    publish: (...next) => void (published = next),
    misbehave: (answer) => void (odd = answer),
    say: (next) => void (metadata = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
