import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { StoreError } from '../documents.ts';
import { isSqliteFault } from './sqlite-fault.ts';

interface Write {
  readonly statement: StatementSync;
  readonly values: readonly string[];
  readonly resolve: (changed: boolean) => void;
  readonly reject: (reason: StoreError) => void;
  changed: boolean;
}

/** Turns of the event loop that a write waits for others at most. */
const longestWait = 4;

/**
 * Gathers writes into one transaction, as long as each turn of the event loop brings more of them, for a few
 * turns at most: one wait for the disk for all of them, and none for others when there are none.
 * Each learns its own outcome, and only after the commit. All of one transaction fail together, because none of
 * them was saved.
 */
export class CommitQueue {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  #queued: Write[] = [];
  #closed = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
  }

  /** Resolves once committed: whether the statement changed a row. Rejects with a `StoreError`. */
  write(statement: StatementSync, values: readonly string[]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new StoreError('unavailable', { cause: new Error('the store is closed') }));
        return;
      }
      this.#queued.push({ statement, values, resolve, reject, changed: false });
      if (this.#queued.length === 1) this.#gather(1, longestWait);
    });
  }

  /** Commits what is queued and takes nothing more. */
  close(): void {
    this.#closed = true;
    this.#flush();
  }

  #gather(known: number, turns: number): void {
    setImmediate(() => {
      const { length } = this.#queued;
      if (length === known || turns === 1) this.#flush();
      else this.#gather(length, turns - 1);
    });
  }

  #flush(): void {
    const batch = this.#queued;
    if (batch.length === 0) return;
    this.#queued = [];
    let committing = false;
    try {
      this.#begin.run();
      for (const write of batch) write.changed = write.statement.run(...write.values).changes === 1;
      committing = true;
      this.#commit.run();
    } catch (cause) {
      const undone = this.#rollBack() && (!committing || isSqliteFault(cause, 'busy', 'full'));
      const failure = new StoreError(undone ? 'unavailable' : 'unknown', { cause });
      for (const write of batch) write.reject(failure);
      return;
    }
    for (const write of batch) write.resolve(write.changed);
  }

  /**
   * True if nothing of the transaction is visible now. A commit that failed in its last step, the flush to the
   * disk, may still be found after a power cut; only a lock or a full disk stops it for certain before that.
   */
  #rollBack(): boolean {
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      return true;
    } catch {
      return false;
    }
  }
}
