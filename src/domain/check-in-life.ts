import type { Answer, CheckIn, QuestionKey } from './check-in.ts';
import type { Client, Due } from './client.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { goalInTurn } from './goal-in-turn.ts';
import { checkInId, type Instant } from './ids.ts';
import type { Instrument } from './instrument/instrument.ts';
import { answerQuestion, nextQuestion } from './questions/next-question.ts';
import { pastWeek, type PastWeek } from './past-week.ts';
import { score } from './score.ts';
import { weekAt, weekFrom, type Week } from './week.ts';
import { weeksSince } from './weeks-since.ts';

/** How many closed weeks a client's document keeps. */
export const weeksKept = 16;

const nothingScored = { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined } as const;

/**
 * Opens the check-in of the week that runs now, with the homework and the goal as they stand. The one that
 * is there already is kept.
 */
export function beginCheckIn(client: Client, instrument: Instrument, now: Instant): Client {
  if (client.checkIn || !client.due) return client;
  const week = firstOrRunningWeek(client, client.due, now);
  const homework = client.homework.filter((entry) => entry.endedAt === undefined);
  const goal = goalInTurn(client.goals, client.recent);
  const checkIn: CheckIn = {
    id: week.id,
    client: client.id,
    instrument: { id: instrument.id, version: instrument.version },
    fingerprints: fingerprintsOf(instrument),
    status: 'open',
    context: {
      homework: homework.map(({ id, title }) => ({ id, title })),
      goal: goal ? [{ id: goal.id, title: goal.title }] : [],
    },
    answers: {},
    score: nothingScored,
    wantsToTalk: false,
    begunAt: now,
    endsAt: week.ends,
  };
  return { ...client, checkIn };
}

/** The one after the last on record, longer than others where the day was moved, or else the one that runs. */
function firstOrRunningWeek(client: Client, due: Due, now: Instant): Week {
  const since = weeksSince(client);
  if (since === undefined) return weekFrom(now, due);
  const next = weekFrom(since, due);
  return now < next.ends ? next : weekAt(now, due);
}

/** Everything answered in an open check-in is gone, and it begins at its first question; any other stays as it is. */
export function clearAnswers(checkIn: CheckIn): CheckIn {
  if (checkIn.status !== 'open') return checkIn;
  const { former: _gone, ...rest } = checkIn;
  return { ...rest, answers: {}, score: nothingScored };
}

/** Keeps one answer. The check-in is complete with the answer after which no question is left. */
export function recordAnswer(
  checkIn: CheckIn,
  {
    instrument,
    key,
    answer,
    now,
  }: { instrument: Instrument; key: QuestionKey; answer: Answer; now: Instant },
): CheckIn {
  const answers = answerQuestion(checkIn.answers, key, answer);
  const done = nextQuestion(instrument, answers, checkIn.context) === undefined;
  const completedAt = checkIn.completedAt ?? (done ? now : undefined);
  return {
    ...checkIn,
    answers,
    score: score(instrument, answers),
    status: completedAt ? 'complete' : 'open',
    ...(completedAt && { completedAt }),
  };
}

/**
 * Closes the running check-in when its week has ended: `missed` if it was still open, keeping what was
 * answered. Weeks that passed without one stand as missed too.
 * @returns the client and the check-ins that were closed now, oldest first.
 */
export function rollOver(client: Client, now: Instant): { client: Client; closed: readonly CheckIn[] } {
  const { checkIn, due } = client;
  if (!due || (checkIn && checkIn.endsAt > now)) return { client, closed: [] };
  const closed: CheckIn[] = [];
  if (checkIn) closed.push(checkIn.status === 'open' ? { ...checkIn, status: 'missed' } : checkIn);
  const last = checkIn ?? client.recent.at(-1);
  const current = weekAt(now, due);
  // of who has withdrawn nothing is asked, and nothing missed
  let ends = client.status === 'joined' ? weeksSince(client) : undefined;
  while (ends !== undefined && ends < current.begins && closed.length <= weeksKept) {
    const week = weekFrom(ends, due);
    if (week.begins >= current.begins || week.ends <= ends) break;
    closed.push(missedWeek(client, week.id, ends, week.ends, checkIn ?? last));
    ends = week.ends;
  }
  if (closed.length === 0) return { client, closed };
  const { checkIn: _closed, ...rest } = client;
  const recent = [...client.recent, ...closed.map(pastWeek)].slice(-weeksKept);
  return { client: { ...rest, recent }, closed };
}

function missedWeek(
  client: Client,
  id: string,
  begunAt: Instant,
  endsAt: Instant,
  like: Pick<PastWeek, 'instrument'> | undefined,
): CheckIn {
  return {
    id: checkInId(id),
    client: client.id,
    instrument: like?.instrument ?? { id: '', version: '' },
    status: 'missed',
    context: { homework: [], goal: [] },
    answers: {},
    score: nothingScored,
    wantsToTalk: false,
    begunAt,
    endsAt,
  };
}
