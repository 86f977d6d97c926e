import { constants } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetUpError } from '../set-up-error.ts';
import type { Place } from './read-options.ts';

/**
 * The audit trail goes on, and can be verified, with the key that it was sealed with and no other. So what will seal it
 * in the new home has to be that key: the setting, which holds for both, or the file, which goes along. Throws a
 * `SetUpError` where it is another one.
 */
export async function carryAuditKey(
  { from, to }: { readonly from: Place; readonly to: Place },
  setting: Uint8Array | undefined,
): Promise<void> {
  if (from.kind === 'cosmos') return;
  const path = join(from.directory, 'audit.key');
  const key = await readFile(path).catch(() => undefined);
  if (!key) return;
  if (setting) {
    if (key.equals(setting)) return;
    throw new SetUpError([
      `AUDIT_KEY: is not the key that sealed the audit trail, which is in ${path}: give that one, in base64. ` +
        'If that file has been out of use, move it away',
    ]);
  }
  if (to.kind === 'cosmos') return;
  const carried = join(to.directory, 'audit.key');
  const standing = await readFile(carried).catch(() => undefined);
  if (!standing) await copyFile(path, carried, constants.COPYFILE_EXCL);
  else if (!key.equals(standing)) throw new SetUpError([`${carried} is another key than ${path}`]);
}
