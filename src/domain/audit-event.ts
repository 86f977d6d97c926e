import type { ClientId, Instant } from './ids.ts';

export type AuditRole = 'client' | 'therapist' | 'supervisor' | 'operator' | 'system';

/** Who did what to which record, when, and how it ended. Holds ids only: never a name, a word or an answer. */
export interface AuditEvent {
  readonly at: Instant;
  /** `id`: a client's or a therapist's, or what of the system did it, such as `week`. */
  readonly actor: { readonly role: AuditRole; readonly id: string };
  readonly action: 'create' | 'read' | 'update' | 'delete';
  /** What kind of record, such as `client`, `check-in`, `alert`, `caseload`, `invite`, `store`. */
  readonly record: string;
  /** `refused`: not allowed, nothing was shown or changed. `failed`: allowed, and could not be done. */
  readonly outcome: 'success' | 'refused' | 'failed';
  /** Whose records, where it is not the client whose chain this stands in: a caseload view names all it showed. */
  readonly clients?: readonly ClientId[];
}
