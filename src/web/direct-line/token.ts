import { jwtVerify, SignJWT, errors } from 'jose';
import { z } from 'zod';
import { clientId, type ClientId } from '../../domain/ids.ts';

/** Whom a token lets in, and to which conversation: a client's conversation bears the client's id. */
export interface Holder {
  readonly userId: string;
  readonly client: ClientId;
}

/** `directline` opens the HTTP requests, for hours; `stream` one WebSocket, soon, since it stands in a URL. */
export type TokenUse = 'directline' | 'stream';

export const tokenSeconds = { directline: 12 * 60 * 60, stream: 5 * 60 } as const satisfies Record<
  TokenUse,
  number
>;

export type TokenCheck =
  | { readonly ok: true; readonly holder: Holder }
  | { readonly ok: false; readonly reason: 'invalid' | 'expired' };

// `user` and `conversation` are where the stock client looks; `sub` and `client` are ours.
const claims = z.object({ sub: z.string().min(1), client: z.string().min(1) });

export function issueToken(
  secret: Uint8Array,
  { holder, use, now }: { holder: Holder; use: TokenUse; now: number },
): Promise<string> {
  const { userId, client } = holder;
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ client, user: userId, conversation: client })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience(use)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + tokenSeconds[use])
    .sign(secret);
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
    return { ok: true, holder: { userId: read.data.sub, client: clientId(read.data.client) } };
  } catch (error) {
    return { ok: false, reason: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
}
