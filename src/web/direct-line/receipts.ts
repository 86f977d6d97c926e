import type { ClientId } from '../../domain/ids.ts';
import type { Connection } from '../http/routes.ts';

interface Answered {
  readonly client: ClientId;
  /** Transcript position up to which the answer went. */
  readonly position: number;
}

/**
 * Tells which polls are known to have arrived: a client that asks again over the same connection has read the answer
 * before, and one that closes the connection in good order has too. An answer that was written out is not enough:
 * it may have been lost on its way.
 */
export function createReceipts(confirm: (client: ClientId, position: number) => void) {
  const latest = new WeakMap<Connection, Answered>();
  return {
    /** A poll was answered over this connection. */
    answered(connection: Connection, answered: Answered): void {
      if (!latest.has(connection)) watch(connection);
      latest.set(connection, answered);
    },
    /** The client sent another request over this connection. */
    asked(connection: Connection, client: ClientId): void {
      const before = latest.get(connection);
      if (before?.client === client) confirm(client, before.position);
    },
  };

  function watch(connection: Connection): void {
    let hungUp = false;
    connection.once('end', () => {
      hungUp = true;
    });
    connection.once('close', (failed) => {
      const last = latest.get(connection);
      if (hungUp && !failed && last) confirm(last.client, last.position);
    });
  }
}
