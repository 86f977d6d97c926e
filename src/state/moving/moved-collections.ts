import type { CollectionName } from '../collections.ts';

/**
 * What is moved, in the order in which a home that is still written to can be read without an inconsistency: the
 * anchors before the heads they speak of, a client before what was copied from their document, and the chains of the
 * audit trail after their heads. Sessions are left behind: people sign in again.
 */
export const movedCollections = [
  'anchors',
  'clients',
  'therapists',
  'clinic',
  'suggestions',
  'audit',
  'checkIns',
  'alerts',
  'alertLines',
  'alertNotices',
  'deliveries',
  'deadLetters',
  'dueReminders',
  'reminders',
  'caseload',
  'channelUsers',
  'invites',
] as const satisfies readonly Exclude<CollectionName, 'sessions'>[];

export type MovedCollection = (typeof movedCollections)[number];
