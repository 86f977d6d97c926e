import { base64url, EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { Instant } from '../domain/ids.ts';

/** What a sealed token says. */
export interface Sealed {
  /** What it is for; opened for anything else it is unknown. */
  readonly kind: string;
  /** Whose it is. */
  readonly subject: string;
  /** Which of their addresses it went to. */
  readonly address: string;
}

export type Opened =
  | ({ readonly ok: true } & Omit<Sealed, 'kind'>)
  /** `expired`: it was ours and good once. `unknown`: it is not ours, or damaged. */
  | { readonly ok: false; readonly reason: 'unknown' | 'expired' };

/** Makes and reads tokens for letters: who sees one learns nothing, and nobody else can make one. */
export interface Seal {
  /** Without `expiresAt` it is good for as long as the key. */
  close(sealed: Sealed, expiresAt?: Instant): Promise<string>;
  open(kind: string, token: string, now: Instant): Promise<Opened>;
}

const header = { alg: 'dir', enc: 'A256GCM' } as const;
/** What every token begins with in its compact form; it is left out, and put before what comes in. */
const beginning = `${base64url.encode(JSON.stringify(header))}..`;
const claims = z.object({ sub: z.string().min(1), jti: z.string().min(1) });
const longestToken = 2000;

/** @param key 32 bytes */
export const createSeal = (key: Uint8Array): Seal => ({
  async close({ kind, subject, address }, expiresAt) {
    const token = new EncryptJWT({ sub: subject, jti: address, aud: kind }).setProtectedHeader(header);
    if (expiresAt !== undefined) token.setExpirationTime(new Date(expiresAt));
    return (await token.encrypt(key)).slice(beginning.length);
  },

  async open(kind, token, now) {
    if (token.length > longestToken) return { ok: false, reason: 'unknown' };
    try {
      const { payload } = await jwtDecrypt(`${beginning}${token}`, key, {
        audience: kind,
        currentDate: new Date(now),
        keyManagementAlgorithms: [header.alg],
        contentEncryptionAlgorithms: [header.enc],
      });
      const read = claims.safeParse(payload);
      if (!read.success) return { ok: false, reason: 'unknown' };
      return { ok: true, subject: read.data.sub, address: read.data.jti };
    } catch (error) {
      const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
      return { ok: false, reason: expired ? 'expired' : 'unknown' };
    }
  },
});
