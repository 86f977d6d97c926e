import type { Config } from '../config.ts';
import { copyHoldings } from '../state/moving/copy-holdings.ts';
import { carryAuditKey } from './carry-audit-key.ts';
import { openSource, openTarget } from './open-holdings.ts';
import type { Output } from './output.ts';
import { printDigests } from './print-digests.ts';
import { nameOf, type Options } from './read-options.ts';
import { number, showProgress } from './show-progress.ts';

/** Copies one home into another and verifies it. */
export async function copy(
  config: Pick<Config, 'store' | 'auditKey'>,
  { from, to }: Extract<Options, { command: 'copy' }>,
  output: Output,
): Promise<boolean> {
  await using closing = new AsyncDisposableStack();
  const source = await openSource(from, config.store);
  closing.defer(() => source.close());
  const target = await openTarget(to, config.store);
  closing.defer(() => target.close());
  await carryAuditKey({ from, to }, config.auditKey);
  const copied = await copyHoldings(
    { from: source, to: target },
    { now: new Date().toISOString(), settled: true, progress: showProgress(output) },
  );
  switch (copied.kind) {
    case 'target-in-use':
      output.fault(
        `${nameOf(to)} is not empty, and what it holds is no copy of ${nameOf(from)} that nobody used since.`,
      );
      output.fault('Nothing was changed. Choose a home that is empty.');
      return false;
    case 'different':
      output.fault(`The two do not hold the same: ${copied.collections.join(', ')}.`);
      output.fault('Somebody writes to one of them: stop every server, and run the command again.');
      return false;
    case 'done': {
      output.line('Both sides hold the same, documents and hash of each collection:');
      const total = printDigests(copied.digests, output);
      const { written, passedOver, removed } = copied;
      output.line(
        `${number(total)} documents verified: ${number(written)} written, ${number(passedOver)} there already` +
          (removed > 0 ? `, ${number(removed)} removed that are gone from the source.` : '.'),
      );
      return true;
    }
  }
}
