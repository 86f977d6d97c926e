import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../domain/ids.ts';
import type { QuietHours, WallTime } from '../domain/reminder.ts';
import { instantOn } from './next-instant.ts';

/** The end of the quiet hours that `at` falls into in that zone, or `undefined` when it falls into none. */
export function quietUntil(at: Instant, { from, to }: QuietHours, timeZone: string): Instant | undefined {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const now = minutes(local);
  const begins = minutes(from);
  const ends = minutes(to);
  const quiet = begins <= ends ? now >= begins && now < ends : now >= begins || now < ends;
  if (!quiet) return undefined;
  const today = local.toPlainDate();
  const end = instantOn(now < ends ? today : today.add({ days: 1 }), { ...to, timeZone });
  // the hour that is put back may bring the end of the quiet hours before its own beginning
  return end > at ? end : instantOn(today.add({ days: 1 }), { ...to, timeZone });
}

const minutes = ({ hour, minute }: WallTime): number => hour * 60 + minute;
