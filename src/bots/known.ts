/** Remembers what never changes, or may be stale for a while: at most `most` entries, each for `forMs`. Absence is not remembered. */
export function known<T>(
  load: (key: string) => Promise<T | undefined>,
  { most = 10_000, forMs = Number.POSITIVE_INFINITY }: { most?: number; forMs?: number } = {},
): (key: string) => Promise<T | undefined> {
  const entries = new Map<string, { value: T; until: number }>();
  return async (key) => {
    const entry = entries.get(key);
    if (entry && entry.until > performance.now()) return entry.value;
    const value = await load(key);
    if (value === undefined) return undefined;
    if (entries.size >= most) entries.clear();
    entries.set(key, { value, until: performance.now() + forMs });
    return value;
  };
}
