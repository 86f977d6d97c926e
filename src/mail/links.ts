import { clientId, type ClientId, type Instant } from '../domain/ids.ts';
import { createSeal } from './seal.ts';

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

/** Where people reach the server, without a trailing slash; known once it listens. */
export type PublicUrl = () => Promise<string>;

export function createLinks({ key, url }: { readonly key: Uint8Array; readonly url: PublicUrl }): Links {
  const seal = createSeal(key);
  return {
    async to(kind, { client, address }, expiresAt) {
      const sealed = await seal.close({ kind, subject: client, address }, expiresAt);
      return `${await url()}${linkPath(kind)}/${sealed}`;
    },

    async open(kind, token, now) {
      const opened = await seal.open(kind, token, now);
      return opened.ok ? { ok: true, client: clientId(opened.subject), address: opened.address } : opened;
    },
  };
}
