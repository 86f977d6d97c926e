import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { SetUpError } from './set-up-error.ts';
import { readOrMakeKey } from './state/read-or-make-key.ts';

/**
 * What seals the audit trail: the setting, or else this machine's own, made at the first start. Rejects with
 * `SetUpError` when that file is damaged, for a new key could verify nothing of what was sealed.
 */
export async function readAuditKey({
  auditKey,
  dataDirectory,
}: Pick<Config, 'auditKey' | 'dataDirectory'>): Promise<Uint8Array> {
  if (auditKey) return auditKey;
  const found = await stat(join(dataDirectory, 'audit.key')).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found && found.size !== 32) {
    throw new SetUpError(['DATA_DIR: audit.key is damaged; put back the copy that was made of it']);
  }
  return readOrMakeKey(dataDirectory, 'audit');
}
