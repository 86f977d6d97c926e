/**
 * What a long history costs. Two clinics are loaded into SQLite through the store's own writes, one of 10,000 check-ins
 * and one of 1,000,000: 200 of each client, 50 clients to a therapist in both, so that a turn and a page have the same
 * to read and to show, and only what lies around it differs. Each is served by a process of its own; they are measured
 * in turns, a few of one, then of the other:
 *
 * - a client's turn, in process: the product's own, of a client at random in the middle of a check-in whose document is
 *   as large as it can be, by a bot made anew, so that it reads everything from the store; until it has ended
 * - the caseload page and a client's page (52 check-ins, audited), over HTTP, signed in, of a therapist or client at
 *   random; and, of each, taking the records out of the store without drawing the page
 *
 * Exit code 1: p50 or p95 of one of the three is 1.5 times as much or more with the long history.
 *
 * Then turns per second of 24 clients at once by one bot, and on Cosmos DB the same turn and pages in requests, each
 * within one partition. See `store/on-cosmos.ts`.
 *
 * What it does not show: a file that does not fit into the machine's memory. The operating system keeps what was loaded
 * at hand, so a read that SQLite's own 2 MB do not hold is a copy, and not a read of the disk.
 *
 * node bench/store.ts [--check-ins 1000000] [--small 10000] [--history 200] [--rounds 50] [--folder DIR] [--keep]
 * --rounds: of 20 turns and pages of each kind and size. --folder: where the data folders are made (default: the
 * system's temporary folder), 2.3 GB of them; they are removed at the end, but with --keep.
 */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFolder, number, type Loaded } from './store/load-folder.ts';
import { measureSizes } from './store/measure-sizes.ts';
import { bytesIn, megabytes } from './store/memory.ts';
import { measureOnCosmos } from './store/on-cosmos.ts';
import { most, printGrowth } from './store/print-growth.ts';
import { printHomes } from './store/print-homes.ts';
import { syncedWriteMs } from './turns/synced-write.ts';

const { values: options } = parseArgs({
  options: {
    'check-ins': { type: 'string', default: '1000000' },
    small: { type: 'string', default: '10000' },
    history: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '50' },
    folder: { type: 'string', default: tmpdir() },
    keep: { type: 'boolean', default: false },
  },
});
const whole = (name: 'check-ins' | 'small' | 'history' | 'rounds', highest: number): number => {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value >= 1 && value <= highest) return value;
  console.error(`--${name} must be a whole number from 1 to ${highest}`);
  process.exit(2);
};
const [many, few] = [whole('check-ins', 20_000_000), whole('small', 20_000_000)];
const [history, rounds] = [whole('history', 1000), whole('rounds', 1000)];
const warmUps = 3;

const needed = (many + few) * 2500;
const { bavail, bsize } = statfsSync(options.folder);
if (bavail * bsize < needed) {
  console.error(`--folder: about ${megabytes(needed)} are needed there`);
  process.exit(2);
}

/** On a terminal what goes on is written over what went on before. */
let open = false;
let saidAt = 0;
const say = (line: string, goesOn: boolean): void => {
  if (goesOn && !process.stdout.isTTY && performance.now() - saidAt < 10_000) return;
  saidAt = performance.now();
  if (open && process.stdout.isTTY) process.stdout.write('\r\u001B[K');
  process.stdout.write(goesOn && process.stdout.isTTY ? line : `${line}\n`);
  open = goesOn;
};

const directory = mkdtempSync(join(options.folder, 'alliance-bench-'));
const tidyUp = (): void => {
  if (options.keep) console.log(`The data folders are in ${directory}`);
  else rmSync(directory, { recursive: true, force: true });
};
process.once('SIGINT', () => {
  tidyUp();
  process.exit(130);
});

try {
  const sizes: Loaded[] = [];
  for (const [name, checkIns] of [
    ['few', few],
    ['many', many],
  ] as const) {
    sizes.push(await loadFolder(join(directory, name), { checkIns, history }, say));
  }
  const disk = sizes.reduce((sum, one) => sum + bytesIn(one.directory), 0);
  console.log(
    `${megabytes(disk)} on the disk, ${options.keep ? 'kept' : 'removed at the end'}; a synced write of 4 KB takes ` +
      `${(await syncedWriteMs(directory)).toFixed(2)} ms here\n`,
  );
  const figures = await measureSizes(sizes, { rounds, warmUps, each: 20, turnsAtOnce: 500 }, say);
  console.log(
    `\nSQLite, ${rounds} rounds after ${warmUps} to warm up, ${number(rounds * 20)} of each kind and size; ` +
      `the ratio is of ${number(sizes[1]!.clinic.checkIns)} check-ins to ${number(sizes[0]!.clinic.checkIns)}`,
  );
  const tooMuch = printGrowth(sizes, figures);
  for (const what of tooMuch) console.log(`${what} is ${most} times as much, or more`);
  if (tooMuch.length > 0) process.exitCode = 1;
  printHomes(sizes, figures, await measureOnCosmos({ checkIns: 1040, history: 20, turns: 400, pages: 40 }));
} finally {
  tidyUp();
}
