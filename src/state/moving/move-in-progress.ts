import { z } from 'zod';
import type { Documents, Stored } from '../documents.ts';
import type { Holdings, Kept } from './holdings.ts';
import { movedCollections } from './moved-collections.ts';

/** Partition and id, in the collection `clinic`, of the mark that a home is being filled from another. */
export const moveKey = 'move';

const shape = z.object({
  id: z.literal(moveKey),
  schema: z.literal(1),
  /** The address of the home it is filled from. */
  source: z.string(),
  begunAt: z.string(),
  /** Set when all that was there had come and was verified. */
  endedAt: z.string().optional(),
});

export type Move = z.infer<typeof shape>;

/** The mark of a move into this home; `undefined` where none has begun, or where the home was used since. */
export async function readMove(clinic: Documents<Kept>): Promise<Stored<Move> | undefined> {
  const stored = await clinic.get(moveKey, moveKey);
  return stored && { etag: stored.etag, document: shape.parse(stored.document) };
}

/**
 * For a program that is about to use a home. `false` when a move into it has not ended: it must not be used. The mark
 * of one that ended is taken away, so that no later move writes over what is done from now on.
 */
export async function settleMove(clinic: Documents<Kept>): Promise<boolean> {
  const move = await readMove(clinic);
  if (!move) return true;
  if (move.document.endedAt === undefined) return false;
  // if another process was faster, it has taken it away
  await clinic.remove(moveKey, moveKey, move.etag);
  return true;
}

/**
 * Marks a home as being filled from a source. `in-use`: it holds something, and no earlier move from there left it.
 * `again`: one did.
 */
export async function beginMove(
  to: Holdings,
  { source, now }: { readonly source: string; readonly now: string },
): Promise<'first' | 'again' | 'in-use'> {
  const clinic = to.documents('clinic');
  const move = await readMove(clinic);
  if (move) {
    if (move.document.source !== source) return 'in-use';
    const { endedAt: _, ...open } = move.document;
    const put = await clinic.put(moveKey, open, move.etag);
    return put.ok ? 'again' : 'in-use';
  }
  if (await holdsAnything(to)) return 'in-use';
  const mark: Move = { id: moveKey, schema: 1, source, begunAt: now };
  const put = await clinic.put(moveKey, mark, 'absent');
  return put.ok ? 'first' : 'in-use';
}

export async function endMove(to: Holdings, now: string): Promise<void> {
  const clinic = to.documents('clinic');
  const move = await readMove(clinic);
  if (!move) return;
  const ended: Move = { ...move.document, endedAt: now };
  await clinic.put(moveKey, ended, move.etag);
}

/** Whether there is anything that a move would bring. */
export async function holdsAnything(home: Holdings): Promise<boolean> {
  for (const collection of movedCollections) {
    for (let after: string | undefined; ;) {
      const { held, next } = await home.scan(collection, after);
      if (held.length > 0) return true;
      if (next === undefined) break;
      after = next;
    }
  }
  return false;
}
