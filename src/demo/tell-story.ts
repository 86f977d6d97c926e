import { createAlertRules } from '../alerts/alert-rules.ts';
import { closeWeek } from '../alerts/close-week.ts';
import { evaluateCheckIn } from '../alerts/evaluate-check-in.ts';
import { beginCheckIn, recordAnswer } from '../domain/check-in-life.ts';
import type { Alert } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client, Due } from '../domain/client.ts';
import { clientId, type Instant, type TherapistId } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { nextQuestion } from '../domain/questions/next-question.ts';
import { weekAt, type Week } from '../domain/week.ts';
import { answerLike } from './answer-like.ts';
import { repeatable } from './repeatable.ts';
import { weeksTold, type Agreed, type Story } from './story.ts';

export interface Telling {
  readonly instrument: Instrument;
  readonly therapist: TherapistId;
  readonly now: Instant;
}

/** A demo clinic has taught it nothing. */
const rules = createAlertRules();

/** Answers given in a half-answered week. */
const half = 4;

/** A client, and the check-ins of their weeks that have ended, oldest first. */
export interface Told {
  readonly client: Client;
  readonly history: readonly CheckIn[];
}

/**
 * A made-up client with sixteen weeks behind them, brought there by the same steps that a real one takes: begin,
 * answer, close. The latest told week is the running one if they have answered it by `now`.
 */
export function tellStory(story: Story, { instrument, therapist, now }: Telling): Told {
  const random = repeatable(story.number);
  const weeks = latestWeeks(story, now);
  const enrolledAt = hoursFrom(weeks[0]?.begins ?? now, -72);
  let client: Client = {
    id: clientId(`demo-${twoDigits(story.number)}`),
    therapist,
    label: demoLabel(story.number, story.initials),
    status: 'joined',
    demo: true,
    enrolledAt,
    language: story.language,
    country: story.country,
    consent: { version: 'demo', language: story.language, givenAt: hoursFrom(enrolledAt, 24) },
    due: story.due,
    goals: [],
    homework: [],
    recent: [],
    alerts: [],
  };
  const history: CheckIn[] = [];
  const rolledOver = (before: Client, at: Instant): Client => {
    const { client: after, closed } = closeWeek(before, {
      now: at,
      instrument,
      instrumentAt: () => instrument,
      rules,
    });
    history.push(...closed);
    return after;
  };
  for (const [week, { begins }] of weeks.entries()) {
    const sign = story.weeks.at(week);
    if (sign === '-') continue;
    const at = hoursFrom(begins, hoursLate(story, week));
    client = rolledOver({ ...client, ...agreementsIn(story, weeks, week) }, at);
    client = beginCheckIn(client, instrument, at);
    client = answered(client, { story, week, instrument, at, random, most: sign === 'h' ? half : 100 });
  }
  client = rolledOver({ ...client, ...agreementsIn(story, weeks, weeksTold) }, now);
  const alerts = client.alerts.map((alert) => followedUp(alert, story, therapist));
  return { client: { ...client, alerts }, history };
}

/** As the therapist sees a demo client listed: nobody should take them for a person. */
export const demoLabel = (number: number, initials: string): string =>
  `Demo ${twoDigits(number)} · ${initials}`;

/** Oldest first. A story that ends in a missed week ends with a week that is over. */
function latestWeeks(story: Story, now: Instant): readonly Week[] {
  const running = weekAt(now, story.due);
  const last = weeksTold - 1;
  const hasAnswered =
    story.weeks.at(last) !== '-' && hoursFrom(running.begins, hoursLate(story, last) + 1) <= now;
  const weeks = [hasAnswered ? running : weekBefore(running, story.due)];
  for (let first = weeks[0]; first && weeks.length < weeksTold; first = weeks[0]) {
    weeks.unshift(weekBefore(first, story.due));
  }
  return weeks;
}

const weekBefore = (week: Week, due: Due): Week => weekAt(hoursFrom(week.begins, -1), due);

/** How long after it was due the client answered: 1 to 29 hours. */
const hoursLate = (story: Story, week: number): number => 1 + ((story.number * 7 + week * 11) % 29);

interface Answering {
  readonly story: Story;
  readonly week: number;
  readonly instrument: Instrument;
  readonly at: Instant;
  readonly random: () => number;
  readonly most: number;
}

function answered(client: Client, { story, week, instrument, at, random, most }: Answering): Client {
  const { scoring } = instrument;
  let { checkIn } = client;
  for (let count = 1; checkIn && count <= most; count += 1) {
    const question = nextQuestion(instrument, checkIn.answers, checkIn.context);
    if (!question) break;
    const answer = answerLike({ question, scoring, story, week, random });
    checkIn = recordAnswer(checkIn, {
      instrument,
      key: question.key,
      answer,
      now: hoursFrom(at, count / 600),
    });
  }
  if (!checkIn?.completedAt) return checkIn ? { ...client, checkIn } : client;
  const complete = sent(checkIn, story, week);
  return evaluateCheckIn({ ...client, checkIn: complete }, complete, {
    rules,
    instrument,
    now: complete.completedAt ?? at,
  });
}

function sent(checkIn: CheckIn, story: Story, week: number): CheckIn {
  const comment = story.comments[week];
  return {
    ...checkIn,
    ...(comment !== undefined && { comment }),
    wantsToTalk: story.wantsToTalk?.includes(week) ?? false,
    sentAt: hoursFrom(checkIn.completedAt ?? checkIn.begunAt, 1 / 120),
  };
}

/** Goals and homework as they stand in a week: set on the eve of it, ended on the eve of a later one. */
function agreementsIn(
  story: Story,
  weeks: readonly Week[],
  week: number,
): Pick<Client, 'goals' | 'homework'> {
  const eve = (of: number): Instant => hoursFrom(weeks[Math.min(of, weeksTold - 1)]?.begins ?? '', -24);
  const standing = (all: readonly Agreed[], kind: string) =>
    all.flatMap(({ title, from = 0, until }, index) =>
      from > week
        ? []
        : [
            {
              id: `demo-${twoDigits(story.number)}-${kind}${index + 1}`,
              title,
              since: eve(from),
              ...(until !== undefined && until <= week && { endedAt: eve(until) }),
            },
          ],
    );
  return {
    goals: standing(story.goals, 'g').map(({ since, ...goal }) => ({ ...goal, agreedAt: since })),
    homework: standing(story.homework, 'h').map(({ since, ...homework }) => ({ ...homework, setAt: since })),
  };
}

function followedUp(alert: Alert, story: Story, by: TherapistId): Alert {
  const { followUp } = story;
  if (!followUp) return alert;
  const latest = alert.evidence.at(-1)?.at ?? alert.raisedAt;
  return {
    ...alert,
    status: alert.status === 'closed' ? 'closed' : 'discussed',
    history: [
      { status: 'acknowledged', at: hoursFrom(latest, 20), by, note: followUp.acknowledged },
      {
        status: 'discussed',
        at: hoursFrom(latest, 70),
        by,
        note: followUp.discussed,
        found: followUp.found,
        done: followUp.done,
      },
      ...alert.history,
    ],
  };
}

export const hoursFrom = (instant: Instant, hours: number): Instant =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

const twoDigits = (number: number): string => String(number).padStart(2, '0');
