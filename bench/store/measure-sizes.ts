import { repeatable } from '../../src/demo/repeatable.ts';
import type { Loaded } from './load-folder.ts';
import { openWorkspace } from './open-workspace.ts';
import { startPart } from './part.ts';
import type { AtOnce, Begun, ServingRequest } from './serving.ts';

/** `-records`: what stands on the page, without the page. */
export const measured = ['turn', 'caseload', 'client', 'caseload-records', 'client-records'] as const;
type Measured = (typeof measured)[number];

/** Of one size, milliseconds each. */
export type Figures = Readonly<Record<Measured, readonly number[]>> & {
  /** One for each of a few rounds. */
  readonly atOnce: readonly AtOnce[];
  /** Resident memory of the server, in bytes: once it serves, and when all was measured. */
  readonly memory: { readonly before: number; readonly after: number };
};

export interface Rounds {
  readonly rounds: number;
  /** Counted for nothing. */
  readonly warmUps: number;
  /** Turns and pages of each kind, size and round. */
  readonly each: number;
  /** For the turns per second, of each size and round. */
  readonly turnsAtOnce: number;
}

/** For the turns per second. */
const roundsAtOnce = 7;

/**
 * Serves each loaded folder by a process of its own and measures them round by round, a few turns and pages of one,
 * then of the other, so that whatever else the machine does meets both.
 */
export async function measureSizes(
  sizes: readonly Loaded[],
  { rounds, warmUps, each, turnsAtOnce }: Rounds,
  say: (line: string, open: boolean) => void = () => undefined,
): Promise<readonly Figures[]> {
  const closing: (() => unknown)[] = [];
  try {
    const running = [];
    for (const { directory, clinic } of sizes) {
      const { checkIns, history } = clinic;
      const part = startPart('serving.ts', { args: [directory, String(checkIns), String(history)] });
      closing.push(() => part.stop());
      const ask = <Answer>(request: ServingRequest) => part.ask<Answer>(request);
      const { port, signIns } = await ask<Begun>({ kind: 'begin' });
      const workspace = await openWorkspace(clinic, { port, signIns, random: repeatable(4) });
      closing.push(() => workspace.close());
      const before = await ask<number>({ kind: 'memory' });
      const ms: Record<Measured, number[]> = {
        turn: [],
        caseload: [],
        client: [],
        'caseload-records': [],
        'client-records': [],
      };
      const take = async (what: Measured): Promise<readonly number[]> => {
        switch (what) {
          case 'turn':
            return ask({ kind: 'turns', turns: each });
          case 'caseload-records':
            return ask({ kind: 'records', of: 'caseload', times: each });
          case 'client-records':
            return ask({ kind: 'records', of: 'client', times: each });
          case 'caseload':
          case 'client': {
            const taken: number[] = [];
            while (taken.length < each) taken.push(await workspace[what]());
            return taken;
          }
        }
      };
      running.push({ ask, take, ms, before });
    }
    for (let round = 0; round < rounds + warmUps; round += 1) {
      for (const what of measured) {
        for (const { take, ms } of running) {
          const taken = await take(what);
          if (round >= warmUps) ms[what].push(...taken);
        }
      }
      say(`round ${Math.max(0, round + 1 - warmUps)} of ${rounds}`, round + 1 < rounds + warmUps);
    }
    const atOnce: AtOnce[][] = running.map(() => []);
    for (let round = 0; round < roundsAtOnce + warmUps; round += 1) {
      for (const [index, { ask }] of running.entries()) {
        const driven = await ask<AtOnce>({ kind: 'at-once', turns: turnsAtOnce, atOnce: 24 });
        if (round >= warmUps) atOnce[index]!.push(driven);
      }
    }
    const figures: Figures[] = [];
    for (const [index, { ask, ms, before }] of running.entries()) {
      const memory = { before, after: await ask<number>({ kind: 'memory' }) };
      figures.push({ ...ms, atOnce: atOnce[index]!, memory });
    }
    return figures;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}
