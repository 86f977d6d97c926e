const clock = /^(\d{1,2})(?:(?:[:.h]| h )(\d{2})?)?\s*(am|pm|a\.m\.|p\.m\.|h|uhr)?$/;

/**
 * A time of day as people type it: `19:30`, `7pm`, `7:30 p.m.`, `18h`, `18.30`. A bare hour is taken only
 * where it cannot be mistaken: 13 to 23, or 0.
 */
export function parseTime(input: unknown): { hour: number; minute: number } | undefined {
  if (typeof input !== 'string' || input.length > 20) return undefined;
  const match = clock.exec(input.normalize('NFKC').trim().toLowerCase());
  if (!match) return undefined;
  const [whole, hours = '', minutes, half] = match;
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (minute > 59) return undefined;
  if (half?.startsWith('a') || half?.startsWith('p')) {
    if (hour < 1 || hour > 12) return undefined;
    return { hour: (hour % 12) + (half.startsWith('p') ? 12 : 0), minute };
  }
  if (hour > 23) return undefined;
  const bare = whole === hours;
  return bare && hour > 0 && hour < 13 ? undefined : { hour, minute };
}
