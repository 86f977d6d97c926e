import { jwtVerify, SignJWT, errors } from 'jose';
import { z } from 'zod';
import { clientId, type ClientId } from '../../domain/ids.ts';

/** Whom a token lets in, and to which conversation: a client's conversation bears the client's id. */
export interface Holder {
  readonly userId: string;
  readonly client: ClientId;
  /** Milliseconds since 1970: when they last came in by more than a token; now, if missing. */
  readonly since?: number | undefined;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** `directline` opens the HTTP requests, for hours; `stream` one WebSocket, soon, since it stands in a URL. */
export type TokenUse = 'directline' | 'stream';

export const tokenSeconds = { directline: 12 * 60 * 60, stream: 5 * 60 } as const satisfies Record<
  TokenUse,
  number
>;

/** A token may be renewed for this long; after that the cookie must be shown again. */
const renewableSeconds = 30 * 24 * 60 * 60;

export type TokenCheck =
  | { readonly ok: true; readonly holder: Holder }
  | { readonly ok: false; readonly reason: 'invalid' | 'expired' };

// `user` and `conversation` are where the stock client looks; `sub` and `client` are ours.
const claims = z.object({
  sub: z.string().min(1),
  client: z.string().min(1),
  iat: z.number(),
  // Not in tokens from before it was written.
  auth_time: z.number().optional(),
});

/** A token that ends, however often it was renewed, 30 days after its holder came in. */
export async function issueToken(
  secret: Uint8Array,
  { holder, use, now }: { holder: Holder; use: TokenUse; now: number },
): Promise<IssuedToken> {
  const { userId, client, since = now } = holder;
  const seconds = Math.floor(now / 1000);
  const cameIn = Math.floor(since / 1000);
  const expires = Math.min(seconds + tokenSeconds[use], cameIn + renewableSeconds);
  const token = await new SignJWT({ client, user: userId, conversation: client, auth_time: cameIn })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience(use)
    .setIssuedAt(seconds)
    .setExpirationTime(expires)
    .sign(secret);
  return { token, expiresIn: expires - seconds };
}

export async function checkToken(
  secret: Uint8Array,
  { token, use, now }: { token: string; use: TokenUse; now: number },
): Promise<TokenCheck> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      audience: use,
      currentDate: new Date(now),
    });
    const read = claims.safeParse(payload);
    if (!read.success) return { ok: false, reason: 'invalid' };
    const { sub, client, iat, auth_time: cameIn = iat } = read.data;
    return { ok: true, holder: { userId: sub, client: clientId(client), since: cameIn * 1000 } };
  } catch (error) {
    return { ok: false, reason: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
}
