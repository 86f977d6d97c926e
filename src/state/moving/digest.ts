import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Held } from './holdings.ts';

/** What a collection holds, in short: equal for two collections that hold the same, in whatever order they give it. */
export interface Digest {
  readonly count: number;
  /** Sum of the documents' SHA-256, modulo 2^256, hexadecimal. */
  readonly hash: string;
}

export interface Digesting {
  add(held: Held): void;
  result(): Digest;
}

const modulus = 1n << 256n;

export function beginDigest(): Digesting {
  let count = 0;
  let sum = 0n;
  return {
    add({ partition, document }) {
      const text = canonicalJson([partition, document.id, document]);
      // of the code units: in UTF-8 all halves of surrogate pairs would be one
      const hash = createHash('sha256').update(text, 'utf16le').digest('hex');
      sum = (sum + BigInt(`0x${hash}`)) % modulus;
      count += 1;
    },
    result: () => ({ count, hash: sum.toString(16).padStart(64, '0') }),
  };
}

export const isSameDigest = (a: Digest, b: Digest): boolean => a.count === b.count && a.hash === b.hash;
