import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The installation's own secret of this name: 32 random bytes, made once, readable by its user only. */
export async function readOrMakeKey(directory: string, name: string): Promise<Uint8Array> {
  const path = join(directory, `${name}.key`);
  const known = await readFile(path).catch(() => undefined);
  if (known?.length === 32) return known;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const made = randomBytes(32);
  await writeFile(`${path}.new`, made, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  return made;
}
