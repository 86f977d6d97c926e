import type { Connection } from '../http/routes.ts';
import type { Holder } from './token.ts';

interface Answered {
  readonly holder: Holder;
  /** Transcript position up to which the answer went. */
  readonly position: number;
}

/**
 * Tells which polls are known to have arrived: a client that asks again over the same connection has read the answer
 * before, and one that closes the connection in good order has too. An answer that was written out is not enough:
 * it may have been lost on its way.
 */
export function createReceipts(confirm: (holder: Holder, position: number) => void) {
  const latest = new WeakMap<Connection, Answered>();
  return {
    /** A poll was answered over this connection. */
    answered(connection: Connection, answered: Answered): void {
      if (!latest.has(connection)) watch(connection);
      latest.set(connection, answered);
    },
    /** The same device sent another request over this connection. */
    asked(connection: Connection, { userId, client }: Holder): void {
      const before = latest.get(connection);
      if (before?.holder.userId !== userId || before.holder.client !== client) return;
      confirm(before.holder, before.position);
    },
  };

  function watch(connection: Connection): void {
    let hungUp = false;
    connection.once('end', () => {
      hungUp = true;
    });
    connection.once('close', (failed) => {
      const last = latest.get(connection);
      if (hungUp && !failed && last) confirm(last.holder, last.position);
    });
  }
}
