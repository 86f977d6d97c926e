/**
 * Remembers what never changes while the process runs: at most `most` entries. Absence is not remembered, nor what
 * does not last.
 */
export function known<T>(
  load: (key: string) => Promise<T | undefined>,
  { most = 10_000, lasts = () => true }: { most?: number; lasts?: (value: T) => boolean } = {},
): (key: string) => Promise<T | undefined> {
  const entries = new Map<string, T>();
  return async (key) => {
    const entry = entries.get(key);
    if (entry !== undefined) return entry;
    const value = await load(key);
    if (value === undefined || !lasts(value)) return value;
    if (entries.size >= most) entries.clear();
    entries.set(key, value);
    return value;
  };
}
