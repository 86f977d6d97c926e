import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SafetyEvidence } from '../domain/alert.ts';

const spooled = z.object({
  schema: z.literal(1),
  channelUser: z.string(),
  evidence: z.object({
    kind: z.literal('safety'),
    category: z.string(),
    tier: z.enum(['urgent', 'concern']),
    at: z.string(),
    words: z.string(),
    source: z.string(),
    also: z.array(z.string()).optional(),
    lists: z.array(z.string()).optional(),
  }),
});

/** What was found in somebody's words, until it stands in an alert. */
export interface Spooled {
  /** Who wrote, on their channel. */
  readonly channelUser: string;
  readonly evidence: SafetyEvidence & { readonly source: string };
}

/**
 * What the safety screen found and no alert holds yet: on this machine's disk, whatever home the records have, so that
 * neither a crash nor a store that is down loses it. It holds what clients wrote: the folder is for the process alone.
 */
export interface SafetySpool {
  /** Resolves when it is on the disk. The same message again takes its own place. */
  keep(entry: Spooled): Promise<void>;
  /** It stands in an alert. */
  remove(entry: Spooled): Promise<void>;
  /** All that waits, oldest first; `unreadable`: how many files are there that cannot be read. They stay. */
  waiting(): Promise<{ readonly entries: readonly Spooled[]; readonly unreadable: number }>;
}

/** Opens the folder `safety-spool` in `directory`, making it when first needed. */
export function openSafetySpool(directory: string): SafetySpool {
  const folder = join(directory, 'safety-spool');
  const fileOf = ({ evidence }: Spooled): string =>
    join(folder, `${createHash('sha256').update(evidence.source).digest('hex')}.json`);

  return {
    async keep(entry) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(entry);
      // beside it, so that a full disk does not take what a first delivery has put there
      const draft = `${file}.draft`;
      await written(draft, JSON.stringify({ schema: 1, ...entry }));
      await rename(draft, file);
      await synced(folder);
    },
    async remove(entry) {
      await rm(fileOf(entry), { force: true });
      await rm(`${fileOf(entry)}.draft`, { force: true });
    },
    async waiting() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const read = await Promise.all(
        names.filter((name) => /\.json(?:\.draft)?$/u.test(name)).map((name) => entryIn(join(folder, name))),
      );
      const entries = read.filter((each) => each !== 'unreadable' && each !== 'gone');
      return {
        entries: entries.sort((a, b) => a.evidence.at.localeCompare(b.evidence.at)),
        unreadable: read.filter((each) => each === 'unreadable').length,
      };
    },
  };
}

async function entryIn(file: string): Promise<Spooled | 'unreadable' | 'gone'> {
  try {
    const { channelUser, evidence } = spooled.parse(JSON.parse(await readFile(file, 'utf8')));
    const { also, lists, ...rest } = evidence;
    return { channelUser, evidence: { ...rest, ...(also && { also }), ...(lists && { lists }) } };
  } catch (error) {
    // another round was faster; a draft that is not whole belongs to a message that was never answered
    return isMissing(error) || file.endsWith('.draft') ? 'gone' : 'unreadable';
  }
}

async function written(file: string, text: string): Promise<void> {
  await using handle = await open(file, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

/** The name of a new file is on the disk when its folder is. */
async function synced(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync().catch((error: unknown) => {
    // not every file system does this for a folder
    if (!(
      error instanceof Error &&
      'code' in error &&
      ['EINVAL', 'EPERM', 'EISDIR'].includes(String(error.code))
    ))
      throw error;
  });
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
