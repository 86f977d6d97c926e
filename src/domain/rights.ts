import type { TherapistId } from './ids.ts';

/** What somebody may be in an installation; one person may be several. */
export const roles = ['therapist', 'supervisor', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who asks, signed in. */
export interface Person {
  readonly id: TherapistId;
  readonly roles: readonly Role[];
}

/** What there is to get at, and whose it is. */
export type Matter =
  /** A client's record, by the therapist the client is with. */
  | { readonly kind: 'client'; readonly therapist: TherapistId }
  /** One alert, by whom the program has asked to act on it beside that therapist. */
  | { readonly kind: 'call'; readonly called: readonly TherapistId[] }
  | { readonly kind: 'caseload'; readonly therapist: TherapistId }
  /** Alerts nobody acted on and totals of the clinic, without clients' names. */
  | { readonly kind: 'overview' }
  /** How the clinic words what may help in a session. */
  | { readonly kind: 'suggestions' }
  /** Who is on duty when the clinic is closed. */
  | { readonly kind: 'rota' }
  /** How the installation stands; nothing clinical. */
  | { readonly kind: 'operation' };

/** The one place where it is decided who gets at what, by role and relation. What it does not name is refused. */
export function isAllowed({ id, roles }: Person, matter: Matter): boolean {
  switch (matter.kind) {
    case 'client':
    case 'caseload':
      return roles.includes('therapist') && matter.therapist === id;
    case 'call':
      return (roles.includes('therapist') || roles.includes('supervisor')) && matter.called.includes(id);
    case 'overview':
    case 'suggestions':
      return roles.includes('supervisor');
    case 'rota':
      return roles.includes('supervisor') || roles.includes('operator');
    case 'operation':
      return roles.includes('operator');
  }
}
