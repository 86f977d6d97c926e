import type { CheckIn } from '../../../domain/check-in.ts';

/** One week of a client's history; without a check-in when none is on record. */
export interface Week {
  /** Due date `YYYY-MM-DD`. */
  readonly date: string;
  readonly checkIn?: CheckIn;
}

/**
 * The closed check-ins, oldest first, with the weeks between them that have none. A due day that was moved makes
 * a week longer or shorter, not a missed one.
 */
export function weeksOf(checkIns: readonly CheckIn[]): readonly Week[] {
  const weeks: Week[] = [];
  for (const checkIn of checkIns) {
    const before = weeks.at(-1);
    for (let at = before && dayOf(before.date) + 7; at && at < dayOf(checkIn.id) - 3; at += 7) {
      weeks.push({ date: new Date(at * dayMs).toISOString().slice(0, 10) });
    }
    weeks.push({ date: checkIn.id, checkIn });
  }
  return weeks;
}

const dayMs = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / dayMs;
