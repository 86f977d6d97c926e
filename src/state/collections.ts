import type { Store } from './store.ts';

export type CollectionName = Exclude<keyof Store, 'close' | 'shared'>;

export interface Collection {
  /**
   * Only where documents may expire: for how many days after its `expiresAt` one is still found. Set where somebody
   * may ask for an expired document and is to be told that it expired. Where it is not set, nothing is ever deleted
   * by a home, whatever a document holds.
   */
  readonly graceDays?: number;
}

/** In Cosmos DB each is a container of its own, under the same name. */
export const collections = {
  clients: {},
  checkIns: {},
  alerts: {},
  alertLines: {},
  suggestions: {},
  alertNotices: {},
  reminders: {},
  dueReminders: {},
  caseload: {},
  channelUsers: {},
  therapists: {},
  clinic: {},
  audit: {},
  anchors: {},
  invites: { graceDays: 30 },
  sessions: { graceDays: 1 },
  deliveries: { graceDays: 0 },
  deadLetters: { graceDays: 0 },
} as const satisfies Readonly<Record<CollectionName, Collection>>;

/** Milliseconds. */
const day = 86_400_000;

/** When a document of a collection is no longer found, in milliseconds since 1970; `undefined` for never. */
export function goneAt(document: object, { graceDays }: Collection): number | undefined {
  if (graceDays === undefined || !('expiresAt' in document)) return undefined;
  const at = typeof document.expiresAt === 'string' ? Date.parse(document.expiresAt) : Number.NaN;
  return Number.isNaN(at) ? undefined : at + graceDays * day;
}
