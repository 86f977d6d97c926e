/**
 * Remembers what never changes, or may be stale for a while: at most `most` entries. What is older than `forMs` is
 * still given, and asked for anew meanwhile. Absence is not remembered.
 */
export function known<T>(
  load: (key: string) => Promise<T | undefined>,
  { most = 10_000, forMs = Number.POSITIVE_INFINITY }: { most?: number; forMs?: number } = {},
): (key: string) => Promise<T | undefined> {
  const entries = new Map<string, { value: T; until: number }>();
  const refresh = async (key: string): Promise<T | undefined> => {
    const value = await load(key);
    if (value === undefined) return undefined;
    if (entries.size >= most) entries.clear();
    entries.set(key, { value, until: performance.now() + forMs });
    return value;
  };
  return async (key) => {
    const entry = entries.get(key);
    if (!entry) return refresh(key);
    if (entry.until <= performance.now()) {
      entries.set(key, { ...entry, until: performance.now() + forMs });
      refresh(key).catch(() => entries.delete(key));
    }
    return entry.value;
  };
}
