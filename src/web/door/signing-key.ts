import type { CryptoKey } from 'jose';

/** A key with which the authority signs, for RS256 only. */
export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
  /** The channels whose messages it may sign. */
  readonly endorsements: ReadonlySet<string>;
}
