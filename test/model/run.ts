import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { scenarios, type Scenario } from './scenario.ts';
import { walk } from './walk.ts';

export interface ModelRun {
  readonly runs: number;
  readonly turns: number;
  /** The first that went wrong, and the smallest like it that was found. */
  readonly failure?: {
    readonly seed: number;
    readonly run: number;
    readonly scenario: Scenario;
    readonly error: unknown;
  };
}

/** Conversations under way at once: their commits wait for the disk together. */
const atOnce = 8;
/** So many are drawn from one seed, the next ones from the next seed. */
const drawn = 2000;
const shrinkMs = 60_000;

/** Walks random conversations until one goes wrong or all are done. The same seed draws the same ones. */
export async function runModel({
  runs,
  seed,
  progress = () => undefined,
}: {
  runs: number;
  seed: number;
  progress?: (done: { runs: number; turns: number }) => void;
}): Promise<ModelRun> {
  const directory = await mkdtemp(join(tmpdir(), 'model-'));
  const store = await openSqliteStore({ directory });
  let [done, turns, count] = [0, 0, 0];
  const run = async (scenario: Scenario): Promise<void> => {
    const taken = await walk(scenario, { store, count: (count += 1) });
    turns += taken;
  };
  try {
    for (let from = 0; from < runs; from += drawn) {
      const chunk = seed + from / drawn;
      const batch = fc.sample(scenarios, { seed: chunk, numRuns: Math.min(drawn, runs - from) });
      const failed = await firstFailure(batch, async (scenario) => {
        await run(scenario);
        done += 1;
        progress({ runs: done, turns });
      });
      if (failed === undefined) continue;
      const smaller = await fc.check(fc.asyncProperty(scenarios, run), {
        seed: chunk,
        path: String(failed.run),
        numRuns: 1,
        interruptAfterTimeLimit: shrinkMs,
      });
      const scenario = smaller.counterexample?.[0] ?? batch[failed.run]!;
      const error = smaller.errorInstance ?? failed.error;
      return { runs: done, turns, failure: { seed: chunk, run: failed.run, scenario, error } };
    }
    return { runs: done, turns };
  } finally {
    await store.close();
    await rm(directory, { recursive: true });
  }
}

async function firstFailure(
  batch: readonly Scenario[],
  run: (scenario: Scenario) => Promise<void>,
): Promise<{ run: number; error: unknown } | undefined> {
  let next = 0;
  const failures: { run: number; error: unknown }[] = [];
  const work = async () => {
    while (next < batch.length && failures.length === 0) {
      const at = next;
      next += 1;
      try {
        await run(batch[at]!);
      } catch (error) {
        failures.push({ run: at, error });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failures.toSorted((a, b) => a.run - b.run)[0];
}

/** What went wrong, with what it takes to see it again. */
export const failureText = ({ seed, run, scenario, error }: NonNullable<ModelRun['failure']>): string =>
  `seed ${seed}, conversation ${run}: ${error instanceof Error ? error.stack : String(error)}\n` +
  `smallest found: ${JSON.stringify(scenario)}`;
