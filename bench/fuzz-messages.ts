import { fuzzMessages } from '../test/helpers/fuzz-messages.ts';

/**
 * Posts activities of every wrong form to the whole way in; the exit code is 1 when one was answered with a failure of
 * ours, took longer than 14 seconds, or left something behind.
 *
 *     npm run fuzz:messages -- [number] [seed]
 */
const count = Number(process.argv[2] ?? 50_000);
const seed = Number(process.argv[3] ?? Date.now());
const outcome = await fuzzMessages({ count, seed });
process.stdout.write(`${JSON.stringify({ seed, count, ...outcome }, null, 2)}\n`);
const { broken, unhandled, stored, slowestMs } = outcome;
process.exitCode = broken.length === 0 && unhandled === 0 && stored === 0 && slowestMs < 14_000 ? 0 : 1;
