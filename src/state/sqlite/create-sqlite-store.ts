import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '../store.ts';
import { clientUpgrade, type AnyClientDocument } from '../client-upgrade.ts';
import { upgrading } from '../upgrading.ts';
import { CommitQueue } from './commit-queue.ts';
import { countFromRandom } from './count-from-random.ts';
import { SqliteDocuments, type SqliteHome } from './sqlite-documents.ts';

/** The store over an open database. Closing it commits what is queued, closes the database and so folds its log back in. */
export function createSqliteStore(database: DatabaseSync): Store {
  const home: SqliteHome = { database, queue: new CommitQueue(database), newETag: countFromRandom() };
  return {
    shared: false,
    clients: upgrading(new SqliteDocuments<AnyClientDocument>(home, 'clients'), clientUpgrade),
    checkIns: new SqliteDocuments(home, 'checkIns'),
    alerts: new SqliteDocuments(home, 'alerts'),
    alertLines: new SqliteDocuments(home, 'alertLines'),
    suggestions: new SqliteDocuments(home, 'suggestions'),
    reminders: new SqliteDocuments(home, 'reminders'),
    alertNotices: new SqliteDocuments(home, 'alertNotices'),
    deliveries: new SqliteDocuments(home, 'deliveries'),
    deadLetters: new SqliteDocuments(home, 'deadLetters'),
    dueReminders: new SqliteDocuments(home, 'dueReminders'),
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
