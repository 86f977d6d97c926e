import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { SetUpError } from '../set-up-error.ts';
import { copyHoldings, type CopyResult } from '../state/moving/copy-holdings.ts';
import type { Holdings } from '../state/moving/holdings.ts';
import { noteRestored } from '../state/moving/note-restored.ts';
import { openBackup } from '../state/sqlite/open-backup.ts';
import { restoreDatabase } from '../state/sqlite/restore-database.ts';
import { openTarget } from './open-holdings.ts';
import type { Output } from './output.ts';
import { printDigests } from './print-digests.ts';
import type { Options } from './read-options.ts';
import { number, showProgress } from './show-progress.ts';

/**
 * Brings a backup into the home of the settings. Nothing of it is sent again: what stands as pending in it only
 * brings copies up to date, and `restoredAt` tells whatever sends. Nobody is signed in.
 */
export async function restore(
  { store, dataDirectory, auditKey }: Pick<Config, 'store' | 'dataDirectory' | 'auditKey'>,
  { file, replace }: Extract<Options, { command: 'restore' }>,
  output: Output,
): Promise<boolean> {
  if (replace && store.kind === 'cosmos') {
    throw new SetUpError([
      'COSMOS_DATABASE: a database is not replaced; name a new one, run setup, and restore into that: the old one stays',
    ]);
  }
  await using closing = new AsyncDisposableStack();
  const progress = showProgress(output);
  const now = new Date().toISOString();
  const terms = { now, progress, settled: true, finish: (to: Holdings) => noteRestored(to, now) };
  const { manifest, holdings: from } = await openBackup(file, { scratch: `${file}.upgrading`, progress });
  closing.defer(() => from.close());
  let restored: CopyResult;
  let aside: string | undefined;
  if (store.kind === 'sqlite') {
    const done = await restoreDatabase(
      store.directory,
      { replace, now },
      (to) => copyHoldings({ from, to }, terms),
      (copied) => copied.kind === 'done',
    );
    restored = done?.result ?? { kind: 'target-in-use' };
    aside = done?.aside;
  } else {
    const to = await openTarget({ kind: 'cosmos' }, store);
    closing.defer(() => to.close());
    restored = await copyHoldings({ from, to }, terms);
  }
  if (restored.kind === 'target-in-use') {
    output.fault(
      store.kind === 'sqlite'
        ? `There are records in ${store.directory}. Nothing was changed; --replace puts the backup in their place and keeps them beside it.`
        : `There are records in the database "${store.database}". Nothing was changed; name a new one, run setup, and restore into that.`,
    );
    return false;
  }
  if (restored.kind === 'different') {
    output.fault(`Not all of it came as it is in the backup: ${restored.collections.join(', ')}.`);
    return false;
  }
  const total = printDigests(restored.digests, output);
  output.line(`${number(total)} documents are as they were on ${manifest.madeAt}. Nobody is signed in.`);
  if (aside !== undefined) output.line(`What was there before is in ${aside}.`);
  if (!auditKey && !existsSync(join(dataDirectory, 'audit.key'))) {
    output.line(
      'Before the server starts: put the copy of audit.key into DATA_DIR, or set AUDIT_KEY. With another key the',
    );
    output.line('audit trail of what was restored cannot be verified.');
  }
  return true;
}
