import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** The key that the audit was sealed with. Never makes one: a new key could verify nothing. */
export async function findAuditKey({
  auditKey,
  dataDirectory,
}: Pick<Config, 'auditKey' | 'dataDirectory'>): Promise<Uint8Array | undefined> {
  if (auditKey) return auditKey;
  const found = await readFile(join(dataDirectory, 'audit.key')).catch(() => undefined);
  return found && found.length >= 32 ? found : undefined;
}
