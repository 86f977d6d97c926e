import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import { createDraw } from './draw.ts';
import { walkRandomly } from './walk.ts';

export interface RandomRun {
  readonly runs: number;
  readonly turns: number;
  /** The first that went wrong: the number that draws it again, and what was wrong. */
  readonly failure?: { readonly run: number; readonly error: unknown };
}

/** Conversations under way at once: their commits wait for the disk together. */
const atOnce = 16;
/** A store is made anew after so many, as no clinic's grows in a minute. */
const inOneStore = 500;

/** Walks random conversations, numbered from `from` on, until one goes wrong or all are done. */
export async function runRandomly({
  runs,
  from,
  progress = () => undefined,
}: {
  runs: number;
  from: number;
  progress?: (done: { runs: number; turns: number }) => void;
}): Promise<RandomRun> {
  let [done, turns] = [0, 0];
  for (let begin = from; begin < from + runs; begin += inOneStore) {
    const directory = await mkdtemp(join(tmpdir(), 'random-'));
    const store = await openSqliteStore({ directory });
    const end = Math.min(begin + inOneStore, from + runs);
    let next = begin;
    const failures: { run: number; error: unknown }[] = [];
    const work = async () => {
      while (next < end && failures.length === 0) {
        const number = next;
        next += 1;
        try {
          const taken = await walkRandomly(createDraw(number), { store, number });
          turns += taken;
          done += 1;
          progress({ runs: done, turns });
        } catch (error) {
          failures.push({ run: number, error });
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, work));
    } finally {
      await store.close();
      await rm(directory, { recursive: true });
    }
    const failure = failures.toSorted((a, b) => a.run - b.run)[0];
    if (failure) return { runs: done, turns, failure };
  }
  return { runs: done, turns };
}
