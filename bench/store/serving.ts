/** The product's own server on one loaded data folder, in a process of its own: `serving.ts FOLDER CHECK-INS HISTORY`. */
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { repeatable } from '../../src/demo/repeatable.ts';
import { records } from '../../src/state/records.ts';
import { createSession } from '../../src/state/sign-in.ts';
import { countOperations, type Operations } from './count-operations.ts';
import { createTypists, type Driven } from './drive-turns.ts';
import { openBots } from './open-bot.ts';
import { answerParent } from './part.ts';
import { lookedAt, planClinic, typing } from './plan-clinic.ts';

export type ServingRequest =
  | { readonly kind: 'begin' }
  | { readonly kind: 'turns'; readonly turns: number }
  /** What stands on a page, through the audited door, without the page being drawn. */
  | { readonly kind: 'records'; readonly of: 'caseload' | 'client'; readonly times: number }
  | { readonly kind: 'at-once'; readonly turns: number; readonly atOnce: number }
  | { readonly kind: 'memory' };

export interface Begun {
  readonly port: number;
  /** A one-time sign-in for each therapist, in the clinic's order. */
  readonly signIns: readonly string[];
}

export type AtOnce = Driven & { readonly operations: Operations };

const [directory = '', checkIns = '', history = ''] = process.argv.slice(2);
// as it is set up by default, whatever the environment says
const read = readConfig({ PORT: '0', DATA_DIR: directory, LOG_LEVEL: 'error' });
if (!read.ok) throw new Error(read.faults.join('; '));
const app = await createApp(read.config, 'empty');
const clinic = planClinic({ checkIns: Number(checkIns), history: Number(history) });
const typists = createTypists(typing(clinic), repeatable(3));
const bots = await openBots(app);
const random = repeatable(5);
const anyOf = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
const now = () => new Date().toISOString();

async function takeOut({ of, times }: ServingRequest & { kind: 'records' }): Promise<readonly number[]> {
  const ms: number[] = [];
  while (ms.length < times) {
    const { id, therapist } = anyOf(of === 'client' ? lookedAt(clinic) : clinic.clients);
    const own = records({ ...app, now }, { therapist });
    const began = performance.now();
    const found = of === 'client' ? (await own.open(id))?.checkIns : await own.caseload();
    ms.push(performance.now() - began);
    if (!found?.length) throw new Error('a record was not there');
  }
  return ms;
}

answerParent(
  async (asked) => {
    const request = asked as ServingRequest;
    switch (request.kind) {
      case 'begin': {
        const begins = { kind: 'sign-in', now: now(), lifetimeMs: 60_000 } as const;
        const signIns: string[] = [];
        for (const subject of clinic.therapists)
          signIns.push(await createSession(app.store, { ...begins, subject }));
        return { port: Number(new URL(app.url).port), signIns } satisfies Begun;
      }
      case 'turns':
        return typists.oneByOne(bots, request.turns);
      case 'records':
        return takeOut(request);
      case 'at-once': {
        const { store, operations } = countOperations(app.store);
        const bot = (await openBots({ ...app, store }))();
        return { ...(await typists.atOnce(bot, request)), operations } satisfies AtOnce;
      }
      case 'memory':
        return process.memoryUsage.rss();
    }
  },
  () => app.close(),
);
