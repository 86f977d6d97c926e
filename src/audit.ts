import { findAuditKey } from './audit/find-audit-key.ts';
import { readOptions, usage } from './audit/read-options.ts';
import { show } from './audit/show.ts';
import { verify } from './audit/verify.ts';
import { readStoreConfig, type Config } from './config.ts';
import { openStoreToRead } from './open-store.ts';
import { SetUpError } from './set-up-error.ts';
import type { Store } from './state/store.ts';

/** The audit's command, a process of its own. Exit code 0: nothing found; 1: something was changed; 2: it did not run. */
const output = {
  result: (line: string) => console.log(line),
  note: (line: string) => console.error(line),
};

process.exitCode = await run().catch((error: unknown) => fail(faultsOf(error)));

async function run(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    output.note(usage);
    return 2;
  }
  if (options.command === 'help') {
    output.result(usage);
    return 0;
  }
  const read = readStoreConfig(process.env);
  if (!read.ok) return fail(read.faults);
  if (options.command === 'show') {
    await reading(read.config, (store) => show(store, options.client, output));
    return 0;
  }
  const key = await findAuditKey(read.config);
  if (!key)
    return fail(['AUDIT_KEY: is not given, and DATA_DIR has no audit.key; nothing is verified without']);
  const clean = await reading(read.config, (store) => verify(store, key, { noted: options.noted, output }));
  return clean ? 0 : 1;
}

async function reading<R>(config: Config, work: (store: Store) => Promise<R>): Promise<R> {
  const store = await openStoreToRead(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function fail(faults: readonly string[]): 2 {
  output.note('The audit cannot be read:');
  for (const fault of faults) output.note(`  ${fault}`);
  return 2;
}

function faultsOf(error: unknown): readonly string[] {
  if (error instanceof SetUpError) return error.faults;
  return [error instanceof Error ? error.message : 'for a reason that is not known'];
}
