import { importJWK } from 'jose';
import { z } from 'zod';
import { issuer } from './issuer.ts';
import type { SigningKey } from './signing-key.ts';

const metadata = z.looseObject({ issuer: z.literal(issuer), jwks_uri: z.url() });

/** 2048 bits or more; what else stands in a key is not read. */
const publishedKey = z.object({
  kty: z.literal('RSA'),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
  kid: z.string().min(1).max(200),
  n: z.base64url().min(342).max(1400),
  e: z.base64url().min(1).max(12),
  endorsements: z.array(z.string().max(100)).max(200).default([]),
});

const keySet = z.looseObject({ keys: z.array(z.unknown()).max(100) });

/** Bytes of either document. */
const largest = 512 * 1024;

/**
 * Reads the authority's OpenID metadata and the keys it names, which must be published at the same origin. A key that
 * is no RSA key for signatures is passed over.
 *
 * Rejects when the authority does not answer both in time (milliseconds), or names another issuer or no usable key.
 */
export async function fetchSigningKeys(
  openIdMetadataUrl: string,
  { patienceMs = 4_000 }: { readonly patienceMs?: number } = {},
): Promise<readonly SigningKey[]> {
  const signal = AbortSignal.timeout(patienceMs);
  const { jwks_uri: at } = metadata.parse(await fetchJson(openIdMetadataUrl, signal));
  if (new URL(at).origin !== new URL(openIdMetadataUrl).origin)
    throw new Error('the keys are published elsewhere');
  const { keys } = keySet.parse(await fetchJson(at, signal));
  const usable = (await Promise.all(keys.map(importKey))).filter((key) => key !== undefined);
  if (usable.length === 0) throw new Error('no usable key is published');
  return usable;
}

async function importKey(published: unknown): Promise<SigningKey | undefined> {
  const read = publishedKey.safeParse(published);
  if (!read.success) return undefined;
  const { kty, n, e, kid, endorsements } = read.data;
  const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined);
  if (key === undefined || key instanceof Uint8Array) return undefined;
  return { kid, key, endorsements: new Set(endorsements) };
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (!response.ok || !response.body) throw new Error('the authority did not answer');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > largest) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}
