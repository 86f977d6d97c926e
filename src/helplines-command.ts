import { findAuditKey } from './audit/find-audit-key.ts';
import { checkAuditKey } from './check-audit-key.ts';
import { readStoreConfig, type Config } from './config.ts';
import { listHelplines, nameOf, numbersOf } from './helplines-command/list-helplines.ts';
import { readOptions, usage, type Options } from './helplines-command/read-options.ts';
import { openStore, openStoreToRead } from './open-store.ts';
import { helplineDigest } from './safety/helpline-digest.ts';
import { SetUpError } from './set-up-error.ts';
import { createAuditor } from './state/audit/auditor.ts';
import { StoreError } from './state/documents.ts';
import { confirmHelplines } from './state/helpline-confirmations.ts';
import { clinicPartition, type ClinicDocument, type Store } from './state/store.ts';

/** The process of `npm run helplines`. Exit code 0: done; 1: not done; 2: not understood. */
const result = (text: string): void => void process.stdout.write(`${text}\n`);
const note = (text: string): void => void process.stderr.write(`${text}\n`);

process.exitCode = await run().catch((error: unknown) => fail(faultsOf(error)));

async function run(): Promise<0 | 1 | 2> {
  const read = readOptions(process.argv.slice(2));
  if (!read.ok) {
    for (const fault of read.faults) note(fault);
    if (read.faults.length === 0) note(usage);
    return 2;
  }
  const { options } = read;
  if (options.command === 'help') {
    result(usage);
    return 0;
  }
  const settings = readStoreConfig(process.env, ['COUNTRIES']);
  if (!settings.ok) return fail(settings.faults);
  return options.command === 'list' ? list(settings.config, options) : confirm(settings.config, options);
}

/** Without a clinic the numbers are there to be looked at all the same. */
async function list(config: Config, { codes }: Extract<Options, { command: 'list' }>): Promise<0 | 1> {
  let clinic: ClinicDocument | undefined;
  let faults: readonly string[] = [];
  try {
    clinic = await clinicOf(config);
  } catch (error) {
    faults = faultsOf(error);
  }
  for (const line of listHelplines(clinic, { codes, offered: config.countries })) result(line);
  if (faults.length === 0) return 0;
  note('Who confirmed what could not be read:');
  for (const fault of faults) note(`  ${fault}`);
  return 1;
}

async function confirm(
  config: Config,
  { codes, by }: Extract<Options, { command: 'confirm' }>,
): Promise<0 | 1> {
  const none = ['there is no clinic here yet; start the program once, then confirm'];
  // reads first: opening would make a store where a folder was misspelt
  if (!(await clinicOf(config))) return fail(none);
  const key = await findAuditKey(config);
  if (!key) return fail(['AUDIT_KEY: is not given, and DATA_DIR has no audit.key; nothing is kept without']);
  const at = new Date().toISOString();
  const store = await openStore(config);
  try {
    const auditor = createAuditor(key);
    await checkAuditKey(store, auditor);
    const entries = codes.map((code) => ({ code, digest: helplineDigest(code) ?? '' }));
    if (!(await confirmHelplines({ store, auditor }, { entries, by, at }))) return fail(none);
  } finally {
    await store.close();
  }
  for (const code of codes) {
    result(`${nameOf(code)} is confirmed by ${by}:`);
    for (const { label, number } of numbersOf(code)) result(`    ${number.contact}  ${label}`);
  }
  return 0;
}

async function clinicOf(config: Config): Promise<ClinicDocument | undefined> {
  const store: Store = await openStoreToRead(config);
  try {
    return (await store.clinic.get(clinicPartition, 'clinic'))?.document;
  } finally {
    await store.close();
  }
}

function fail(faults: readonly string[]): 1 {
  note('Nothing was done:');
  for (const fault of faults) note(`  ${fault}`);
  return 1;
}

function faultsOf(error: unknown): readonly string[] {
  if (error instanceof SetUpError) return error.faults;
  if (error instanceof StoreError) return ['the store did not answer as expected; run the command again'];
  return [error instanceof Error ? error.message : 'for a reason that is not known'];
}
