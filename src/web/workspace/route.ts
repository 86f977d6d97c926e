import type { Instant } from '../../domain/ids.ts';
import type { Person, Role } from '../../domain/rights.ts';
import type { Translate } from '../../i18n/index.ts';
import type { ClinicWords } from '../../state/clinic-words.ts';
import type { Calls } from '../../state/calls.ts';
import type { Operation } from '../../state/read-operation.ts';
import type { Overview } from '../../state/read-overview.ts';
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
  /** The secret of a sign-in under way in this browser. */
  readonly flow: string | undefined;
  /** Whom the connection comes from; behind a proxy, the proxy. */
  readonly address: string;
}

/** Somebody is signed in, whatever they are here. */
export interface MemberVisit extends Visit {
  readonly session: string;
  /** Who is signed in; `roles`: of this session. */
  readonly therapist: TherapistDocument & Person;
  /** Goes into every form and must come back with it. */
  readonly formToken: string;
}

export interface SignedInVisit extends MemberVisit {
  readonly records: Records;
}

export interface SupervisorVisit extends MemberVisit {
  readonly overview: () => Promise<Overview | undefined>;
  readonly clinicWords: ClinicWords;
}

export interface OperatorVisit extends MemberVisit {
  readonly operation: () => Promise<Operation | undefined>;
}

/** Whoever is asked to act on an alert; they need not be its therapist. */
export interface CalledVisit extends MemberVisit {
  readonly calls: Calls;
}

/** What a page answers with. */
export type PageReply = (
  | { readonly kind: 'page'; readonly status: number; readonly page: Html }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'stylesheet'; readonly css: string }
) & {
  readonly session?: { readonly begins: string } | 'ends';
  readonly flow?: { readonly begins: string } | 'ends';
};

/**
 * One line of the workspace's table of routes: who gets this far, and what of theirs it is about. `member`: whoever is
 * signed in; `rota`: and may say who is on duty. A posted form has been checked to be their own. A handler is given the door to what its route may reach, and
 * no other; `own-client`, `called`: behind that door, another therapist's client is nobody's, unless they were called to an alert of theirs.
 */
export type Route = {
  readonly method: 'GET' | 'POST';
  /** With `:name` for a parameter. */
  readonly path: string;
  /** Fixed and kebab-case, for the log and the rights test. */
  readonly name: string;
} & (
  | Line<'public', 'none', Visit>
  | Line<'member', 'none' | 'rota', MemberVisit>
  | Line<'member', 'called', CalledVisit>
  | Line<'therapist', 'none' | 'own-client', SignedInVisit>
  | Line<'supervisor', 'none', SupervisorVisit>
  | Line<'operator', 'none', OperatorVisit>
);

interface Line<Access extends 'public' | 'member' | Role, Relation extends string, Given> {
  readonly access: Access;
  readonly relation: Relation;
  readonly handle: (visit: Given) => Promise<PageReply>;
}
