import { readStoreConfig } from '../config.ts';
import { SetUpError } from '../set-up-error.ts';
import { StoreError } from '../state/documents.ts';
import { BackupError } from '../state/sqlite/backup-error.ts';
import { isSqliteFault } from '../state/sqlite/sqlite-fault.ts';
import { storeFault } from '../store-fault.ts';
import { backup } from './backup.ts';
import { copy } from './copy.ts';
import type { Output } from './output.ts';
import { readOptions, usage } from './read-options.ts';
import { restore } from './restore.ts';
import { setup } from './setup.ts';

/** @returns the exit code: 0 done, 1 not done, 2 not understood. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<0 | 1 | 2> {
  const options = readOptions(args);
  if (!options) {
    output.fault(usage);
    return 2;
  }
  if (options.command === 'help') {
    output.line(usage);
    return 0;
  }
  const read = readStoreConfig(env);
  if (!read.ok) return fail(options.command, read.faults, output);
  const { config } = read;
  try {
    switch (options.command) {
      case 'setup':
        return (await setup(config.store, options, output)) ? 0 : 1;
      case 'copy':
        return (await copy(config, options, output)) ? 0 : 1;
      case 'backup':
        return (await backup(config.store, options, output)) ? 0 : 1;
      case 'restore':
        return (await restore(config, options, output)) ? 0 : 1;
    }
  } catch (error) {
    return fail(options.command, describe(storeFault(error)), output);
  }
}

function fail(command: string, faults: readonly string[], output: Output): 1 {
  output.fault(`${command} was not done:`);
  for (const fault of faults) output.fault(`  ${fault}`);
  return 1;
}

/** Of the causes only codes: their texts may hold what was stored. */
function describe(error: unknown): readonly string[] {
  if (error instanceof SetUpError) return error.faults;
  if (error instanceof BackupError) return [error.message];
  const cause = error instanceof StoreError ? error.cause : error;
  if (isSqliteFault(cause, 'full')) return ['the disk is full'];
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code';
  if (code in fileFaults) return [`the file or its folder ${fileFaults[code]}`];
  return [
    error instanceof StoreError
      ? `the store did not answer as expected (${code}); run the command again`
      : `for a reason that was not foreseen (${code})`,
  ];
}

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'is a folder',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EROFS: 'cannot be written to',
  ENOSPC: 'is on a disk that is full',
};
