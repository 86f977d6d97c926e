import { z } from 'zod';
import type { Stored } from '../documents.ts';
import { goneAt, type Collection } from '../collections.ts';
import { CosmosFault } from './cosmos-fault.ts';
import { encodeKey } from './encode-key.ts';
import { formatVersion } from './version.ts';

/** A document as it lies in its container. */
export interface Envelope<T> {
  /** Encoded, as is the partition. */
  readonly id: string;
  readonly pk: string;
  /** Of this frame; a document has a schema version of its own where its shape may change. */
  readonly schema: 1;
  /** Tokens of the latest writes, newest first. */
  readonly w: readonly string[];
  readonly v?: T;
  /** In the place of `v`, its JSON text: for a document with half a surrogate pair, which UTF-8 cannot hold. */
  readonly json?: string;
  /** Seconds after this write at which Cosmos DB may delete it. */
  readonly ttl?: number;
}

export interface Unsealed<T> extends Stored<T> {
  readonly writes: readonly string[];
}

/** What decides how long a document stays. */
export interface Terms {
  readonly collection: Collection;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Taken of the document as it is now; what the caller does to it later is not seen. */
export function seal<T extends { readonly id: string }>(
  document: T,
  given: Terms & { readonly partition: string; readonly writes: readonly string[] },
): Envelope<T> {
  const text = JSON.stringify(document);
  const copy: T = JSON.parse(text);
  const gone = goneAt(document, given.collection);
  return {
    id: encodeKey(document.id),
    pk: encodeKey(given.partition),
    schema: 1,
    w: given.writes,
    ...(/\\ud[89a-f]/i.test(text) ? { json: text } : { v: copy }),
    ...(gone !== undefined && { ttl: Math.max(1, Math.ceil((gone - given.now) / 1000)) }),
  };
}

const frame = z.object({
  schema: z.literal(1),
  _etag: z.string().min(1),
  w: z.array(z.string()),
  json: z.string().optional(),
});

export function unseal<T extends { readonly id: string }>(envelope: Envelope<T>): Unsealed<T> {
  const read = frame.safeParse(envelope);
  if (!read.success) throw new CosmosFault('refused', 'NOT_AN_ENVELOPE');
  const { _etag: match, w: writes, json } = read.data;
  const document: T | undefined = json === undefined ? envelope.v : JSON.parse(json);
  if (document === undefined) throw new CosmosFault('refused', 'NOT_AN_ENVELOPE');
  return { document, etag: formatVersion({ match, writes }), writes };
}

/** For a document that is past its time, which Cosmos DB may not have deleted yet. */
export function isGone(document: object, terms: Terms): boolean {
  const gone = goneAt(document, terms.collection);
  return gone !== undefined && terms.now >= gone;
}
