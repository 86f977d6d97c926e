/**
 * Turns per second of the check-in with durable commits, beside two reference bots, in one run:
 *
 * - ours: the product's own server with an SQLite file in WAL mode, synchronous=FULL: every answer is on the disk
 *   before its reply is sent. `servers/ours.ts`
 * - (a) echo: the smallest bot of the framework's documentation: restify, CloudAdapter without credentials, one
 *   text sent back. It keeps nothing. `servers/echo.ts`
 * - (b) waterfall: the same server around one waterfall of the framework's own prompts, as many questions with
 *   the same words, scales and options, ConversationState on MemoryStorage. It keeps its answers until it ends.
 *   `servers/waterfall.ts`
 *
 * Each is a process of its own on this machine, driven over HTTP by the same clients typing the same things; all
 * replies go to one stub of the channel's connector service in this process. A client types on when its POST has
 * returned and the reply has arrived. The servers take turns, round by round, so that whatever else the machine
 * does meets all three; a ratio is of the same round. At the end every answer typed to ours must stand in its store.
 *
 * node bench/turns.ts [--rounds 5] [--clients 32] [--turns 2000] [--folder DIR] [--profile DIR]
 * --turns: of each server in each round, rounded up to whole check-ins of every client. --folder: where our data
 * folder is made for the run (default: the system's temporary folder). --profile: where our server leaves a CPU profile.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repeatable } from '../src/demo/repeatable.ts';
import { readInstruments } from '../src/state/read-instruments.ts';
import { checkAnswers } from './turns/check-answers.ts';
import { startConnector } from './turns/connector.ts';
import { startContender, type Contender } from './turns/contender.ts';
import { drive, type Walk } from './turns/drive.ts';
import { enrol, therapist } from './turns/enrol.ts';
import { printTable } from './turns/print-table.ts';
import { syncedWriteMs } from './turns/synced-write.ts';
import { usualWeek } from './turns/usual-week.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '32' },
    turns: { type: 'string', default: '2000' },
    folder: { type: 'string', default: tmpdir() },
    profile: { type: 'string' },
  },
});
const whole = (name: 'rounds' | 'clients' | 'turns', most: number): number => {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  console.error(`--${name} must be a whole number from 1 to ${most}`);
  process.exit(2);
};
const rounds = whole('rounds', 50);
const clients = whole('clients', 500);
const turns = whole('turns', 50_000);

const instrument = (await readInstruments('instruments')).instruments.current('alliance-weekly');
if (!instrument) throw new Error('run this where the folder `instruments` is');
const random = repeatable(1);
const week = () => usualWeek(instrument, random);
const turnsEach = week().length;
const walksEach = Math.ceil(turns / turnsEach / clients) * clients;
/** The first run of each server warms it up and is not counted. */
const walks: readonly (readonly Walk[])[] = Array.from({ length: rounds + 1 }, (_, round) =>
  Array.from({ length: walksEach }, (_unused, walk) => ({ user: `c${round}-${walk}`, typed: week() })),
);
const questions = week().flatMap(({ answers }) => (answers ? [answers.asking] : []));

const directory = mkdtempSync(join(options.folder, 'alliance-bench-'));
const running: Contender[] = [];
const connector = await startConnector();
process.on('SIGINT', () => void tidyUp().then(() => process.exit(130)));

async function tidyUp(): Promise<void> {
  await Promise.all(running.splice(0).map((contender) => contender.stop()));
  connector.close();
  rmSync(directory, { recursive: true, force: true });
}

/** Ours as it is set up by default, whatever the environment says. */
const settings = {
  NODE_ENV: '',
  HOST: '',
  PORT: '0',
  BASE_URL: '',
  LOG_LEVEL: 'error',
  THERAPIST_NAME: therapist.name,
};
const start = async (file: string, env: Record<string, string> = {}, execArgv?: string[]) => {
  const contender = await startContender(file, env, execArgv);
  running.push(contender);
  return contender;
};

try {
  await enrol(directory, walks.flat());
  const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const contenders = [
    {
      name: 'ours (durable)',
      saidLast: new RegExp(`^Thank you\\. ${therapist.name}`),
      server: await start('ours.ts', { ...settings, DATA_DIR: directory }, profile),
    },
    { name: '(a) echo', saidLast: /send$/, server: await start('echo.ts') },
    {
      name: '(b) waterfall',
      saidLast: /^Thank you\.$/,
      server: await start('waterfall.ts', { BENCH_QUESTIONS: JSON.stringify(questions) }),
    },
  ].map((contender) => ({
    ...contender,
    perSecond: [] as number[],
    cpu: [] as number[],
    waits: [] as number[],
  }));

  console.log(
    `${rounds} rounds after one to warm up, ${clients} clients at once, ${walksEach * turnsEach} turns a round and server ` +
      `(${walksEach} check-ins of ${questions.length} questions)`,
  );
  console.log(`A synced write of 4 KB takes ${(await syncedWriteMs(directory)).toFixed(2)} ms here\n`);
  for (const [round, walksNow] of walks.entries()) {
    for (const contender of contenders) {
      const { server, saidLast } = contender;
      const before = await server.cpuMs();
      const driven = await drive({ port: server.port, connector, clients, walks: walksNow, saidLast });
      if (round === 0) continue;
      contender.perSecond.push(driven.turns / driven.seconds);
      contender.cpu.push(((await server.cpuMs()) - before) / driven.turns);
      contender.waits.push(...driven.waits);
    }
  }
  await Promise.all(running.splice(0).map((contender) => contender.stop()));

  printTable(contenders);
  const { given, kept, complete } = await checkAnswers(directory, walks.flat());
  const all = walks.flat().length;
  console.log(
    `In our store: ${kept} of ${given} answers typed, ${complete} of ${all} check-ins complete and sent`,
  );
  if (kept !== given || complete !== all) process.exitCode = 1;
} finally {
  await tidyUp();
}
