import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The installation's own secret of this name: 32 random bytes, made once, readable by its user only. Two processes
 * that start at the same moment get the same.
 */
export async function readOrMakeKey(directory: string, name: string): Promise<Uint8Array> {
  const path = join(directory, `${name}.key`);
  const known = await readFile(path).catch(() => undefined);
  if (known?.length === 32) return known;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const made = randomBytes(32);
  const draft = `${path}.${made.toString('hex', 0, 4)}.new`;
  await writeFile(draft, made, { mode: 0o600, flush: true });
  try {
    if (known) await rename(draft, path);
    else await link(draft, path);
    return made;
  } catch {
    const others = await readFile(path).catch(() => undefined);
    if (others?.length === 32) return others;
    // a disk without links
    await rename(draft, path);
    return made;
  } finally {
    await rm(draft, { force: true });
  }
}
