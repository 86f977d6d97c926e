import { hkdfSync } from 'node:crypto';
import type { Config } from './config.ts';
import { readAuditKey } from './read-audit-key.ts';

/**
 * What seals the links in letters. Derived from the audit's key (HKDF-SHA-256, RFC 5869), which the operator keeps:
 * a link to stop stays good when the records move to another machine or home.
 */
export async function readMailKey(config: Pick<Config, 'auditKey' | 'dataDirectory'>): Promise<Uint8Array> {
  return new Uint8Array(hkdfSync('sha256', await readAuditKey(config), new Uint8Array(), 'mail-links', 32));
}
