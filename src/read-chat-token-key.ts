import { hkdfSync } from 'node:crypto';
import type { Config } from './config.ts';
import { readOrMakeKey } from './state/read-or-make-key.ts';

/**
 * What signs the tokens of the web chat that the program serves itself; a secret of Azure's is another thing.
 * Instances that share the audit's key derive theirs from it (HKDF-SHA-256, RFC 5869), so that a token of one is good
 * at the others and after a restart without a disk; else this machine's own.
 */
export async function readChatTokenKey({
  auditKey,
  dataDirectory,
}: Pick<Config, 'auditKey' | 'dataDirectory'>): Promise<Uint8Array> {
  if (!auditKey) return readOrMakeKey(dataDirectory, 'direct-line');
  return new Uint8Array(hkdfSync('sha256', auditKey, new Uint8Array(), 'direct-line', 32));
}
