import type { StoreConfig } from '../read-store-settings.ts';
import { copyHoldings } from '../state/moving/copy-holdings.ts';
import { keepToHeads } from '../state/moving/keep-to-heads.ts';
import type { Progress } from '../state/moving/progress.ts';
import { copyPages } from '../state/sqlite/copy-pages.ts';
import { openDatabaseFile } from '../state/sqlite/open-database.ts';
import { sqliteHoldings } from '../state/sqlite/sqlite-holdings.ts';
import { writeBackup } from '../state/sqlite/write-backup.ts';
import { openSource } from './open-holdings.ts';
import type { Output } from './output.ts';
import { printDigests } from './print-digests.ts';
import type { Options } from './read-options.ts';
import { number, showProgress } from './show-progress.ts';

/** Writes all that the home of the settings holds into a file, while servers may be writing to it. */
export async function backup(
  store: StoreConfig,
  { file }: Extract<Options, { command: 'backup' }>,
  output: Output,
): Promise<boolean> {
  const madeAt = new Date().toISOString();
  const progress = showProgress(output);
  const digests = await writeBackup({ file, madeAt, progress }, (path) =>
    store.kind === 'sqlite'
      ? copyPages(store.directory, path, showPages(output))
      : copyDocuments(store, path, { now: madeAt, progress }),
  );
  output.line('The backup was read again and is whole, documents and hash of each collection:');
  const total = printDigests(digests, output);
  output.line(`${number(total)} documents are in ${file}.`);
  output.line(
    'The key of the audit trail is not: keep a copy of AUDIT_KEY, or of audit.key in DATA_DIR, in another place.',
  );
  return true;
}

/** A document after the other: each is whole, and as it was when its turn came. */
async function copyDocuments(
  store: StoreConfig,
  path: string,
  terms: { readonly now: string; readonly progress: Progress },
): Promise<void> {
  await using closing = new AsyncDisposableStack();
  const from = await openSource({ kind: 'cosmos' }, store);
  closing.defer(() => from.close());
  const to = sqliteHoldings(openDatabaseFile(path), path);
  closing.defer(() => to.close());
  const copied = await copyHoldings({ from, to }, { ...terms, settled: false, keep: keepToHeads() });
  if (copied.kind !== 'done') throw new Error('what was written into the backup is not what was read');
}

function showPages(output: Output): (pages: { readonly copied: number; readonly of: number }) => void {
  let said = performance.now();
  return ({ copied, of }) => {
    if (performance.now() - said < 1000) return;
    said = performance.now();
    const text = `${number(copied)} of ${number(of)} pages (${Math.floor((100 * copied) / of)} %)`;
    if (output.over) output.over(text);
    else output.line(text);
  };
}
