import type { Holder } from './token.ts';

/** How far each device has read, as far as is known. */
export interface SeenPositions {
  /** Highest confirmed transcript position; 0 when nothing is known. */
  of(this: void, holder: Holder): number;
  confirm(this: void, holder: Holder, position: number): void;
}

/**
 * Forgets the device that was longest unused beyond `limit`. What is forgotten costs a client a question that is
 * asked again, never an answer under a question they had not read.
 */
export function createSeenPositions({ limit = 10_000 }: { limit?: number } = {}): SeenPositions {
  // In the order of use: the longest unused comes first.
  const positions = new Map<string, number>();

  const touch = (key: string, position: number) => {
    positions.delete(key);
    positions.set(key, position);
    const [longestUnused] = positions.keys();
    if (positions.size > limit && longestUnused !== undefined) positions.delete(longestUnused);
  };

  return {
    of(holder) {
      const key = keyOf(holder);
      const position = positions.get(key);
      if (position === undefined) return 0;
      touch(key, position);
      return position;
    },
    confirm(holder, position) {
      const key = keyOf(holder);
      const before = positions.get(key) ?? 0;
      if (position > 0) touch(key, Math.max(before, position));
    },
  };
}

const keyOf = ({ userId, client }: Holder): string => JSON.stringify([client, userId]);
