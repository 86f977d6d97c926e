import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '../store.ts';
import { CommitQueue } from './commit-queue.ts';
import { SqliteDocuments, type SqliteHome } from './sqlite-documents.ts';

/** The store over an open database. Closing it commits what is queued, closes the database and so folds its log back in. */
export function createSqliteStore(database: DatabaseSync): Store {
  const home: SqliteHome = { database, queue: new CommitQueue(database), newETag: countFromRandom() };
  return {
    clients: new SqliteDocuments(home, 'clients'),
    checkIns: new SqliteDocuments(home, 'checkIns'),
    alerts: new SqliteDocuments(home, 'alerts'),
    caseload: new SqliteDocuments(home, 'caseload'),
    invites: new SqliteDocuments(home, 'invites'),
    channelUsers: new SqliteDocuments(home, 'channelUsers'),
    therapists: new SqliteDocuments(home, 'therapists'),
    sessions: new SqliteDocuments(home, 'sessions'),
    clinic: new SqliteDocuments(home, 'clinic'),
    audit: new SqliteDocuments(home, 'audit'),
    anchors: new SqliteDocuments(home, 'anchors'),
    async close() {
      if (!database.isOpen) return;
      home.queue.close();
      database.close();
    },
  };
}

/** A document removed and written anew must not get an old ETag back, nor one written after a restart. */
function countFromRandom(): () => string {
  const run = randomBytes(9).toString('base64url');
  let writes = 0;
  return () => `${run}.${(writes += 1).toString(36)}`;
}
