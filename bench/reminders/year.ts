/**
 * A year of reminders for a client in each zone, with three schedulers that end anywhere.
 * `npm run torture:reminders -- [--days 365] [--seed N] [--deadly 0.01]`. Exit code 1: one was sent twice, is missing
 * without a crash that fell on it, or is not shown as what it is.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repeatable } from '../../src/demo/repeatable.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
    deadly: { type: 'string', default: '0.01' },
  },
});
const directory = mkdtempSync(join(tmpdir(), 'alliance-'));
const store = await openSqliteStore({ directory });
try {
  console.log(`seed ${values.seed}`);
  const { twice, missing, hidden, ...counts } = await simulate({
    store,
    from: '2026-01-01T00:00:00.000Z',
    days: Number(values.days),
    zones: Intl.supportedValuesOf('timeZone'),
    schedulers: 3,
    deadly: Number(values.deadly),
    random: repeatable(Number(values.seed)),
  });
  console.log({ ...counts, twice: twice.length, missing: missing.length, hidden: hidden.length });
  for (const key of [...twice, ...missing, ...hidden].slice(0, 20)) console.log(key);
  if (twice.length + missing.length + hidden.length > 0) process.exitCode = 1;
} finally {
  await store.close();
  rmSync(directory, { recursive: true });
}
