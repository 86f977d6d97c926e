export interface Latest<T> {
  /** Takes it out: only a commit that succeeded puts one back. */
  take(key: string): T | undefined;
  keep(key: string, latest: T): void;
}

/**
 * The last document that a turn wrote for each key, so that the next turn need not read it again: at most `most`,
 * the longest unused go first. Whoever takes one decides on it and commits under its ETag; if somebody else wrote
 * since, that commit is refused, and the store is read.
 */
export function createLatest<T>(most: number): Latest<T> {
  const entries = new Map<string, T>();
  return {
    take(key) {
      const latest = entries.get(key);
      entries.delete(key);
      return latest;
    },
    keep(key, latest) {
      const [oldest] = entries.keys();
      if (entries.size >= most && oldest !== undefined) entries.delete(oldest);
      entries.set(key, latest);
    },
  };
}
