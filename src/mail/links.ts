import { base64url, EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { clientId, type ClientId, type Instant } from '../domain/ids.ts';

/** What a link in a letter is for. */
export type LinkKind = 'confirm' | 'stop';

/** Whose it is, and which of their addresses it went to. */
export interface LinkSubject {
  readonly client: ClientId;
  readonly address: string;
}

export type OpenedLink =
  | ({ readonly ok: true } & LinkSubject)
  /** `expired`: it was ours and good once. `unknown`: it is not ours, or damaged. */
  | { readonly ok: false; readonly reason: 'unknown' | 'expired' };

/** Makes and reads the links of letters. They are sealed: who sees one learns nothing, and nobody else can make one. */
export interface Links {
  /** Absolute. Without `expiresAt` it is good for as long as the installation's key. */
  to(kind: LinkKind, subject: LinkSubject, expiresAt?: Instant): Promise<string>;
  open(kind: LinkKind, token: string, now: Instant): Promise<OpenedLink>;
}

/** The path of links of a kind; the token follows after a slash. */
export const linkPath = (kind: LinkKind): string => `/reminders/${kind}`;

const header = { alg: 'dir', enc: 'A256GCM' } as const;
/** What every token begins with in its compact form; it is left out of links, and put before what comes in one. */
const beginning = `${base64url.encode(JSON.stringify(header))}..`;
const claims = z.object({ sub: z.string().min(1), jti: z.string().min(1) });
const longestToken = 2000;

/** Where people reach the server, without a trailing slash; known once it listens. */
export type PublicUrl = () => Promise<string>;

export function createLinks({ key, url }: { readonly key: Uint8Array; readonly url: PublicUrl }): Links {
  return {
    async to(kind, { client, address }, expiresAt) {
      const token = new EncryptJWT({ sub: client, jti: address, aud: kind }).setProtectedHeader(header);
      if (expiresAt !== undefined) token.setExpirationTime(new Date(expiresAt));
      const sealed = (await token.encrypt(key)).slice(beginning.length);
      return `${await url()}${linkPath(kind)}/${sealed}`;
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
        return { ok: true, client: clientId(read.data.sub), address: read.data.jti };
      } catch (error) {
        const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
        return { ok: false, reason: expired ? 'expired' : 'unknown' };
      }
    },
  };
}
