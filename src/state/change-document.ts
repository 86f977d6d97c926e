import type { ClientId } from '../domain/ids.ts';
import { fileTrail } from './audit/file-trail.ts';
import { withoutFiled } from './audit/without-filed.ts';
import type { ClientDocument } from './client-document.ts';
import { StoreError, type Stored } from './documents.ts';
import { performEffects } from './perform-effects.ts';
import type { Store } from './store.ts';

/** So many unfiled events are filed before another is added. */
const filedAt = 20;

export interface LeftPending {
  /** Told of a client in whose document something was left to be done, because the store did not take it. */
  readonly leftPending?: (client: ClientId) => void;
}

/**
 * Every way to change a client's document but a turn: pure `change` on the latest version, under its ETag, with what
 * it leaves pending performed. A `change` that returns `undefined` writes nothing. Returns the document as it stands
 * now, or `undefined` when there is none.
 */
export async function changeDocument(
  store: Store,
  id: string,
  change: (current: ClientDocument) => ClientDocument | undefined,
  parts: LeftPending = {},
): Promise<ClientDocument | undefined> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await store.clients.get(id, id);
    if (!stored) return undefined;
    const current = await filed(store, stored.document);
    const next = change(current);
    if (!next) return stored.document;
    const put = await store.clients.put(id, next, stored.etag);
    if (!put.ok) continue;
    return performOrLeave(store, { document: next, etag: put.etag }, parts);
  }
  throw new StoreError('unavailable', { cause: new Error('a client document kept changing') });
}

/** Performs what a committed document left pending, and says so in it. Returns the document without it. */
export async function performAndClear(
  store: Store,
  { document, etag }: Stored<ClientDocument>,
): Promise<ClientDocument> {
  if (document.pending.length === 0) return document;
  await performEffects(store, document);
  const done = { ...document, pending: [] };
  // a lost race leaves them pending there, to be performed once more
  await store.clients.put(document.id, done, etag);
  return done;
}

async function filed(store: Store, document: ClientDocument): Promise<ClientDocument> {
  const { audit } = document;
  if (audit.unfiled.length < filedAt) return document;
  return { ...document, audit: withoutFiled(audit, await fileTrail(store, audit)) };
}

/** The same after a commit, which is saved whether or not the store takes the rest: that stays in it as pending. */
export async function performOrLeave(
  store: Store,
  committed: Stored<ClientDocument>,
  { leftPending = () => undefined }: LeftPending,
): Promise<ClientDocument> {
  try {
    return await performAndClear(store, committed);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    leftPending(committed.document.client.id);
    return committed.document;
  }
}
