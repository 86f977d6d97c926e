import type { Instant } from '../../domain/ids.ts';
import type { Translate } from '../../i18n/index.ts';
import type { Records } from '../../state/records.ts';
import type { TherapistDocument } from '../../state/store.ts';
import type { Html } from './html.ts';
import type { Wording } from './wording.ts';

/** A request as a page sees it. */
export interface Visit {
  /** From the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty unless a form was posted. */
  readonly form: URLSearchParams;
  /** Absolute origin under which people reach this server. */
  readonly origin: string;
  readonly now: Instant;
  readonly t: Translate;
  readonly wording: Wording;
  /** The secret in the session cookie, whether or not it is still good. */
  readonly session: string | undefined;
}

export interface SignedInVisit extends Visit {
  readonly session: string;
  readonly therapist: TherapistDocument;
  readonly records: Records;
  /** Goes into every form and must come back with it. */
  readonly formToken: string;
}

/** What a page answers with. */
export type PageReply = (
  | { readonly kind: 'page'; readonly status: number; readonly page: Html }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'stylesheet'; readonly css: string }
) & { readonly session?: { readonly begins: string } | 'ends' };

/**
 * One line of the workspace's table of routes. `therapist`: a signed-in therapist alone gets this far, and a
 * posted form has been checked to be their own.
 */
export type Route = {
  readonly method: 'GET' | 'POST';
  /** With `:name` for a parameter. */
  readonly path: string;
  /** Fixed and kebab-case, for the log and the rights test. */
  readonly name: string;
} & (
  | { readonly access: 'public'; readonly handle: (visit: Visit) => Promise<PageReply> }
  | { readonly access: 'therapist'; readonly handle: (visit: SignedInVisit) => Promise<PageReply> }
);
