import type { CheckIn } from '../../src/domain/check-in.ts';
import { beginCheckIn, recordAnswer } from '../../src/domain/check-in-life.ts';
import type { Client, Due } from '../../src/domain/client.ts';
import { checkInId, clientId, type ClientId, type Instant } from '../../src/domain/ids.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { weekAt } from '../../src/domain/week.ts';
import { repeatable } from '../../src/demo/repeatable.ts';
import { usualWeek } from '../turns/usual-week.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60 * 1000;
/** Answered by the rules of the domain; the histories are made of these. */
const poolSize = 400;

/** The check-in of a client, so many weeks ago (1: the week that ended last). */
export type ClosedWeek = (client: ClientId, index: number, weeksAgo: number) => CheckIn;

/**
 * Weeks that have ended, as the product leaves them: three in ten with a comment, one in ten missed half-way. Each is
 * one of a few hundred that were answered question by question, with its own client and days.
 */
export function closedWeeks(
  like: Client & { readonly due: Due },
  instrument: Instrument,
  now: Instant,
): ClosedWeek {
  const random = repeatable(2);
  const running = weekAt(now, like.due);
  const begins = Date.parse(running.begins);
  const pool = Array.from({ length: poolSize }, () =>
    answered(like, { instrument, at: running.begins, random }),
  );
  const weeks = new Map<number, Pick<CheckIn, 'id' | 'begunAt' | 'endsAt'>>();
  const weekOf = (weeksAgo: number) => {
    let week = weeks.get(weeksAgo);
    if (!week) {
      const first = begins - 7 * weeksAgo * dayMs;
      week = {
        id: checkInId(weekAt(text(first), like.due).id),
        begunAt: text(first + 65 * minuteMs),
        endsAt: text(first + 7 * dayMs),
      };
      weeks.set(weeksAgo, week);
    }
    return week;
  };
  return (client, index, weeksAgo) => {
    const one = pool[(index * 131 + weeksAgo * 17) % poolSize]!;
    const week = weekOf(weeksAgo);
    if (one.status === 'missed') return { ...one, ...week, client };
    const completedAt = text(Date.parse(week.begunAt) + 3 * minuteMs);
    const sentAt = text(Date.parse(week.begunAt) + 4 * minuteMs);
    return { ...one, ...week, client, completedAt, sentAt };
  };
}

function answered(
  like: Client,
  { instrument, at, random }: { instrument: Instrument; at: Instant; random: () => number },
): CheckIn {
  const { checkIn: begun } = beginCheckIn({ ...like, id: clientId('nobody') }, instrument, at);
  const missed = random() < 0.1;
  let checkIn = begun!;
  for (const { answers } of usualWeek(instrument, random).slice(0, missed ? 5 : undefined)) {
    if (answers)
      checkIn = recordAnswer(checkIn, { instrument, key: answers.key, answer: answers.answer, now: at });
  }
  if (missed) return { ...checkIn, status: 'missed' };
  return random() < 0.3
    ? { ...checkIn, comment: 'It was a full week, and the walks in the evening helped more than I thought.' }
    : checkIn;
}

const text = (ms: number): Instant => new Date(ms).toISOString();
