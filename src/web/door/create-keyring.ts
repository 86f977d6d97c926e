import type { SigningKey } from './signing-key.ts';

/** The authority's keys, as they were last published. */
export interface Keyring {
  /** Never rejects. */
  find(kid: string): Promise<SigningKey | 'unknown' | 'unavailable'>;
}

/** Published keys are asked for again when they are this old … */
const freshMs = 60 * 60_000;
/** … and believed, while the authority does not answer, until they are this old. */
const longestMs = 24 * 60 * 60_000;
/** A name that is not among them makes them be asked for no more often than this, whoever sends it. */
const unknownMs = 60_000;
/** After a failure. */
const retryMs = 10_000;

/**
 * Keeps what `fetchKeys` gave last, and no more than that: names that nobody publishes leave nothing behind. All who
 * wait for keys wait for one request.
 *
 * @param clock milliseconds since 1970; one that is set back or forward makes the keys be asked for again
 */
export function createKeyring({
  fetchKeys,
  clock,
}: {
  readonly fetchKeys: () => Promise<readonly SigningKey[]>;
  readonly clock: () => number;
}): Keyring {
  let keys: ReadonlyMap<string, SigningKey> | undefined;
  let fetchedAt = 0;
  let asked: { readonly at: number; readonly failed: boolean } | undefined;
  let asking: Promise<void> | undefined;

  const age = (at: number): number => Math.abs(clock() - at);

  async function fetchOnce(): Promise<void> {
    const at = clock();
    try {
      keys = new Map((await fetchKeys()).map((key) => [key.kid, key]));
      fetchedAt = at;
      asked = { at, failed: false };
    } catch {
      asked = { at, failed: true };
    }
  }

  const refresh = (notBeforeMs: number): Promise<void> => {
    if (!asking && asked && age(asked.at) < (asked.failed ? retryMs : notBeforeMs)) return Promise.resolve();
    asking ??= fetchOnce().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  return {
    async find(kid) {
      if (!keys || age(fetchedAt) >= freshMs) await refresh(0);
      if (keys && !keys.has(kid)) await refresh(unknownMs);
      if (!keys || age(fetchedAt) >= longestMs) return 'unavailable';
      return keys.get(kid) ?? 'unknown';
    },
  };
}
