import type { Instant } from '../../domain/ids.ts';
import type { Auditor } from '../../state/audit/auditor.ts';
import type { LeftPending } from '../../state/change-document.ts';
import type { Store } from '../../state/store.ts';
import type { WorkspaceLinks } from '../../alerts/workspace-links.ts';

/** What the therapist's side needs of the house. */
export interface TherapistParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly links: WorkspaceLinks;
  readonly now: () => Instant;
  /** IANA name, where Teams does not say where somebody is. */
  readonly timeZone: string;
}
