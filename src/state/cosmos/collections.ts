import type { Store } from '../store.ts';

export type CollectionName = Exclude<keyof Store, 'close' | 'shared'>;

export interface Collection {
  /**
   * Only where documents may expire: for how many days after its `expiresAt` one is still found. Set where somebody
   * may ask for an expired document and is to be told that it expired. Where it is not set, nothing is ever deleted
   * by the database, whatever a document holds.
   */
  readonly graceDays?: number;
}

/** Each is a container of its own, under the same name. */
export const collections = {
  clients: {},
  checkIns: {},
  alerts: {},
  caseload: {},
  channelUsers: {},
  therapists: {},
  clinic: {},
  audit: {},
  anchors: {},
  invites: { graceDays: 30 },
  sessions: { graceDays: 1 },
} as const satisfies Readonly<Record<CollectionName, Collection>>;
