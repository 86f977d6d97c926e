import { createHmac } from 'node:crypto';
import {
  CompactEncrypt,
  CompactSign,
  exportJWK,
  exportSPKI,
  FlattenedSign,
  generateKeyPair,
  SignJWT,
  type JWTHeaderParameters,
} from 'jose';
import { makeKey, signToken, type AuthorityKey } from '../../helpers/token-authority.ts';
import { appId, serviceUrl, teamsMessage, tenantId, type OpenDoor } from './open-door.ts';

/** What a forger sends; without an activity, a message from Teams. */
export interface Forged {
  readonly authorization: string | undefined;
  readonly activity?: unknown;
}

/** One kind of forgery: the `n`th of it. */
export type Forgery = (n: number) => Promise<Forged>;

export interface Forgeries {
  /** Refused with 401: nobody vouches for it. */
  readonly unsigned: Readonly<Record<string, Forgery>>;
  /** Refused with 403: genuine, and not for this bot. */
  readonly misdirected: Readonly<Record<string, Forgery>>;
}

const otherTenant = '11111111-2222-4333-8444-555555555555';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** All kinds of forged requests. `lure`: an address of the forger's, where their own keys are published. */
export async function makeForgeries(open: OpenDoor, lure: string): Promise<Forgeries> {
  const { key } = open;
  const mine = await makeKey('mine', ['msteams']);
  const elliptic = await generateKeyPair('ES256', { extractable: true });
  const spki = await exportSPKI(key.publicKey);
  const mineJwk = await exportJWK(mine.publicKey);
  const unendorsed = await makeKey('unendorsed', ['webchat']);
  const bare = await makeKey('bare');
  open.authority.publish(key, unendorsed, bare);
  const at = Math.floor(open.now() / 1000);

  const bearing = async (token: string | Promise<string>): Promise<Forged> => ({
    authorization: `Bearer ${await token}`,
  });
  /** Signed by the authority, and wrong in what it says. */
  const saying =
    (claims: Record<string, unknown>): Forgery =>
    async (n) =>
      bearing(open.token({ ...claims, jti: `${n}` }));
  /** Signed by the authority, with another header. */
  const headed =
    (header: Record<string, unknown>): Forgery =>
    async (n) =>
      bearing(open.token({ jti: `${n}` }, header));
  /** Signed by somebody else, who says they are the authority. */
  const signedByMe =
    (header: Record<string, unknown>): Forgery =>
    async (n) =>
      bearing(signToken({ ...mine, kid: key.kid }, open.claims({ jti: `${n}` }), header));
  const withAnyHeader = (by: Pick<AuthorityKey, 'privateKey'>, header: JWTHeaderParameters, n: number) =>
    new CompactSign(utf8(JSON.stringify(open.claims({ jti: `${n}` }))))
      .setProtectedHeader(header)
      .sign(by.privateKey, { crit: { exp: true, forged: true } });
  const genuine = async (n: number) => (await open.token({ jti: `${n}` })).split('.');
  const joined = (parts: readonly (string | undefined)[]) => bearing(parts.join('.'));
  const hmac = (secret: string, n: number) => {
    const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encode(open.claims({ jti: `${n}` }))}`;
    return bearing(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`);
  };
  /** A genuine token with another activity. */
  const beside =
    (activity: (n: number) => unknown, claims: Record<string, unknown> = {}): Forgery =>
    async (n) => ({ ...(await bearing(open.token({ ...claims, jti: `${n}` }))), activity: activity(n) });
  const to = (url: string, claims: Record<string, unknown> = {}): Forgery =>
    beside(() => teamsMessage({ serviceUrl: url }), claims);
  const by =
    (signer: AuthorityKey): Forgery =>
    async (n) =>
      bearing(signToken(signer, open.claims({ jti: `${n}` })));
  const inTenant = (conversation: string | undefined, data: string | undefined): Forgery =>
    beside(() => ({
      ...teamsMessage(),
      conversation: { id: 'a:one', ...(conversation !== undefined && { tenantId: conversation }) },
      channelData: data === undefined ? {} : { tenant: { id: data } },
    }));

  return {
    unsigned: {
      'no header': async () => ({ authorization: undefined }),
      'another scheme': async (n) => ({ authorization: `Basic ${encode({ n })}` }),
      'a token without its scheme': async (n) => ({ authorization: (await genuine(n)).join('.') }),
      'two tokens': async (n) => bearing(`${(await genuine(n)).join('.')}, ${(await genuine(n)).join('.')}`),
      'no token at all': async () => ({ authorization: 'Bearer' }),
      'letters that are no token': async (n) => bearing(`${'x'.repeat(n)}.y.z`),
      'a token as long as headers can be': async (n) => bearing(`${'a'.repeat(9_000 + n)}.b.c`),
      'algorithm none': async (n) =>
        bearing(`${encode({ alg: 'none', kid: key.kid })}.${encode(open.claims({ jti: `${n}` }))}.`),
      'algorithm none beside a genuine signature': async (n) => {
        const [, , signature] = await genuine(n);
        return joined([encode({ alg: 'none', kid: key.kid }), encode(open.claims()), signature]);
      },
      'algorithm None in other letters': async (n) =>
        bearing(`${encode({ alg: 'nOnE', kid: key.kid })}.${encode(open.claims({ jti: `${n}` }))}.AA`),
      'HMAC with the public key as PEM': (n) => hmac(spki, n),
      'HMAC with the public key as JSON': (n) => hmac(JSON.stringify(key.jwk), n),
      'HMAC with the modulus': (n) => hmac(String(key.jwk.n), n),
      'HMAC with nothing': (n) => hmac('', n),
      'RS384 with the right key': async (n) => {
        const other = await crypto.subtle.importKey(
          'jwk',
          { ...(await exportJWK(key.privateKey)), alg: 'RS384' },
          { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
          true,
          ['sign'],
        );
        return bearing(
          new SignJWT(open.claims({ n })).setProtectedHeader({ alg: 'RS384', kid: key.kid }).sign(other),
        );
      },
      'PS256 with the right key': async (n) => {
        const other = await crypto.subtle.importKey(
          'jwk',
          { ...(await exportJWK(key.privateKey)), alg: 'PS256' },
          { name: 'RSA-PSS', hash: 'SHA-256' },
          true,
          ['sign'],
        );
        return bearing(
          new SignJWT(open.claims({ n })).setProtectedHeader({ alg: 'PS256', kid: key.kid }).sign(other),
        );
      },
      'ES256 with a key of the forger': async (n) =>
        bearing(
          new SignJWT(open.claims({ n }))
            .setProtectedHeader({ alg: 'ES256', kid: key.kid })
            .sign(elliptic.privateKey),
        ),
      'a key of the forger under a name of its own': async (n) =>
        bearing(signToken({ ...mine, kid: `mine-${n}` }, open.claims())),
      'a key of the forger under the right name': signedByMe({}),
      'the forger’s key in the header': signedByMe({ jwk: mineJwk }),
      'an address of the forger’s keys': signedByMe({ jku: `${lure}/keys` }),
      'an address of the forger’s certificate': signedByMe({ x5u: `${lure}/certificate` }),
      'a certificate of the forger': signedByMe({ x5c: ['AAAA'] }),
      'a name of a key that is a path': signedByMe({ kid: '../../keys' }),
      'a name of a key that every object has': signedByMe({ kid: '__proto__' }),
      'a name of a key that is no text': async (n) =>
        bearing(`${encode({ alg: 'RS256', kid: [key.kid] })}.${encode(open.claims({ n }))}.AAAA`),
      'a genuine token of more than eight thousand letters': async (n) =>
        bearing(open.token({ filling: 'x'.repeat(6_000 + n) })),
      'no name of a key': headed({ kid: undefined }),
      'a genuine token with a key in its header': headed({ jwk: mineJwk }),
      'a genuine token with an address of keys': headed({ jku: `${lure}/keys` }),
      'a genuine token of another type': headed({ typ: 'at+jwt' }),
      'a genuine token that holds a token': headed({ cty: 'JWT' }),
      'a critical header nobody knows': async (n) =>
        bearing(withAnyHeader(key, { alg: 'RS256', kid: key.kid, crit: ['forged'], forged: n }, n)),
      'a critical header that is the end of its life': async (n) =>
        bearing(withAnyHeader(key, { alg: 'RS256', kid: key.kid, crit: ['exp'], exp: 1 }, n)),
      'a payload that is not encoded (b64=false)': async (n) => {
        const signed = await new FlattenedSign(utf8(encode(open.claims({ n }))))
          .setProtectedHeader({ alg: 'RS256', kid: key.kid, b64: false, crit: ['b64'] })
          .sign(key.privateKey);
        return joined([signed.protected, encode(open.claims({ n })), signed.signature]);
      },
      'a token within a token': async (n) =>
        bearing(
          new CompactSign(utf8(await open.token({ n })))
            .setProtectedHeader({ alg: 'RS256', kid: key.kid })
            .sign(key.privateKey),
        ),
      'an encrypted token': async (n) => {
        const publicKey = await crypto.subtle.importKey(
          'jwk',
          { kty: 'RSA', n: key.jwk.n ?? '', e: key.jwk.e ?? '' },
          { name: 'RSA-OAEP', hash: 'SHA-1' },
          true,
          ['encrypt'],
        );
        return bearing(
          new CompactEncrypt(utf8(await open.token({ n })))
            .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: key.kid, cty: 'JWT' })
            .encrypt(publicKey),
        );
      },
      'a payload that is no JSON': async (n) =>
        bearing(
          new CompactSign(utf8(`{"iss":${n}`))
            .setProtectedHeader({ alg: 'RS256', kid: key.kid })
            .sign(key.privateKey),
        ),
      'a payload that is a list': async (n) =>
        bearing(
          new CompactSign(utf8(`[${n}]`))
            .setProtectedHeader({ alg: 'RS256', kid: key.kid })
            .sign(key.privateKey),
        ),
      'no signature': async (n) => joined([...(await genuine(n)).slice(0, 2), '']),
      'a signature cut short': async (n) => {
        const [head, body, signature = ''] = await genuine(n);
        return joined([head, body, signature.slice(0, -2 - n)]);
      },
      'a signature twice': async (n) => {
        const [head, body, signature = ''] = await genuine(n);
        return joined([head, body, signature + signature]);
      },
      'a fourth part': async (n) => joined([...(await genuine(n)), 'AAAA']),
      'a signature with a bit turned': async (n) => {
        const [head, body, signature = ''] = await genuine(n);
        const bytes = Buffer.from(signature, 'base64url');
        bytes.writeUInt8(bytes.readUInt8(n * 5) ^ 1, n * 5);
        return joined([head, body, bytes.toString('base64url')]);
      },
      'the signature of another token': async (n) => {
        const [head, body] = await genuine(n);
        return joined([head, body, (await genuine(n + 1))[2]]);
      },
      'claims changed after the signature': async (n) => {
        const [head, , signature] = await genuine(n);
        return joined([head, encode(open.claims({ jti: `${n}`, serviceurl: lure })), signature]);
      },
      'a signature of zeros': async (n) =>
        joined([...(await genuine(n)).slice(0, 2), Buffer.alloc(256).toString('base64url')]),
      'another bot’s app id': saying({ aud: '99999999-9d0e-4c11-8a77-2b3c4d5e6f70' }),
      'an app id that only begins alike': saying({ aud: `${appId}0` }),
      'no audience': saying({ aud: undefined }),
      'several audiences': saying({ aud: [appId, '99999999-9d0e-4c11-8a77-2b3c4d5e6f70'] }),
      'the issuer of the government’s cloud': saying({ iss: 'https://api.botframework.us' }),
      'the issuer of the cloud in China': saying({ iss: 'https://api.botframework.azure.cn' }),
      'the emulator’s issuer, version 1': saying({ iss: `https://sts.windows.net/${tenantId}/` }),
      'the emulator’s issuer, version 2': saying({
        iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      }),
      'the emulator’s own issuer of old': saying({
        iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      }),
      'a skill’s token': saying({
        iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        ver: '2.0',
        azp: otherTenant,
        appid: otherTenant,
      }),
      'an issuer with a slash more': saying({ iss: 'https://api.botframework.com/' }),
      'no issuer': saying({ iss: undefined }),
      'a token that has ended': saying({ nbf: at - 4000, exp: at - 301 }),
      'a token that is not good yet': saying({ nbf: at + 301, exp: at + 3600 }),
      'a token issued in the time to come': saying({ iat: at + 301, exp: at + 3600 }),
      'a token for a year': saying({ exp: at + 365 * 86_400 }),
      'a token for ever': saying({ exp: undefined }),
      'a token that does not say since when it is good': saying({ nbf: undefined }),
      'a token that ends before it begins': saying({ nbf: at + 100, exp: at - 100 }),
      'an end that is a text': saying({ exp: String(at + 3600) }),
      'no service URL in the token': saying({ serviceurl: undefined }),
      'service URLs as a list in the token': saying({ serviceurl: [serviceUrl] }),
    },
    misdirected: {
      'another service URL in the activity': to('https://smba.trafficmanager.net/amer/'),
      'a service URL of the forger, who has a token for ours': to(lure),
      'a service URL of the forger in both': to(`${lure}/`, { serviceurl: `${lure}/` }),
      'a host that only begins like ours': to('https://smba.trafficmanager.net.example/', {
        serviceurl: 'https://smba.trafficmanager.net.example/',
      }),
      'a host that only ends like ours': to('https://evilbotframework.com/', {
        serviceurl: 'https://evilbotframework.com/',
      }),
      'a host in look-alike letters': to('https://smbа.trafficmanager.net/', {
        serviceurl: 'https://smbа.trafficmanager.net/',
      }),
      'a host behind ours as a user': to('https://smba.trafficmanager.net@evil.example/', {
        serviceurl: 'https://smba.trafficmanager.net@evil.example/',
      }),
      'a host behind a backslash': to('https://evil.example\\@smba.trafficmanager.net/', {
        serviceurl: 'https://evil.example\\@smba.trafficmanager.net/',
      }),
      'another port of our host': to('https://smba.trafficmanager.net:8443/', {
        serviceurl: 'https://smba.trafficmanager.net:8443/',
      }),
      'a service URL without TLS': to('http://smba.trafficmanager.net/emea/', {
        serviceurl: 'http://smba.trafficmanager.net/emea/',
      }),
      'this program’s own service URL': to('urn:alliance:directline', {
        serviceurl: 'urn:alliance:directline',
      }),
      'no service URL in the activity': beside(() => ({ ...teamsMessage(), serviceUrl: undefined })),
      'a key that may not sign for Teams': by(unendorsed),
      'a key that may sign for nobody': by(bare),
      'a channel this key may not sign for': beside(() => teamsMessage({ channelId: 'slack' })),
      'a channel that is not taken': beside(() => teamsMessage({ channelId: 'webchat' })),
      'the emulator as a channel': beside(() => teamsMessage({ channelId: 'emulator' })),
      'a channel in other letters': beside(() => teamsMessage({ channelId: 'MSTEAMS' })),
      'no channel': beside(() => ({ ...teamsMessage(), channelId: undefined })),
      'another directory': inTenant(otherTenant, otherTenant),
      'another directory in the conversation alone': inTenant(otherTenant, tenantId),
      'another directory in the channel’s data alone': inTenant(tenantId, otherTenant),
      'no directory': inTenant(undefined, undefined),
      'an activity that is none': beside((n) => [n]),
    },
  };
}
