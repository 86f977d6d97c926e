import type { Log } from '../../log.ts';
import type { RefusalReason } from './create-door.ts';

/** Milliseconds between two lines about the same reason. */
const quietMs = 60_000;

/**
 * Logs why requests are refused: the first of a reason at once, then one line a minute with how many there were, so
 * that a flood of them is seen and does not fill the log.
 */
export function noteRefusals({
  log,
  clock = () => performance.now(),
}: {
  readonly log: Pick<Log, 'warn'>;
  readonly clock?: () => number;
}): (reason: RefusalReason) => void {
  const noted = new Map<RefusalReason, { at: number; count: number }>();
  return (reason) => {
    const now = clock();
    const before = noted.get(reason);
    const count = (before?.count ?? 0) + 1;
    if (before && now - before.at < quietMs) {
      before.count = count;
      return;
    }
    log.warn('message-refused', { code: reason, count });
    noted.set(reason, { at: now, count: 0 });
  };
}
