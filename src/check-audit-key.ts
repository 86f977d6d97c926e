import { SetUpError } from './set-up-error.ts';
import { anchorPartition } from './state/audit/anchor-trails.ts';
import type { Auditor } from './state/audit/auditor.ts';
import type { Store } from './state/store.ts';

/** So many pages are looked at: one that somebody forged keeps no server from starting. */
const pages = 5;

/**
 * Rejects with `SetUpError` when the key is not the one that the audit has been sealed with: another one would go on
 * with chains that nobody could verify.
 */
export async function checkAuditKey(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
): Promise<void> {
  const { documents } = await store.anchors.list(anchorPartition, { order: 'descending', limit: pages });
  const holds = documents.some(({ document }) => auditor.sealAnchor(document) === document.seal);
  if (holds || documents.length === 0) return;
  throw new SetUpError([
    'AUDIT_KEY, or audit.key in DATA_DIR: is not the key that sealed the audit of this store; put that one in its place',
  ]);
}
