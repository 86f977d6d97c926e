import type { Alert } from './alert.ts';
import type { CheckIn, Score } from './check-in.ts';
import type { Client } from './client.ts';
import type { ClientId, Instant, TherapistId } from './ids.ts';
import { noticesOf, type Notice } from './notices.ts';
import { weekFrom } from './week.ts';
import { weeksSince } from './weeks-since.ts';

/** One line of a therapist's caseload: what the page shows without opening the client's record. */
export interface CaseloadEntry {
  readonly id: ClientId;
  readonly therapist: TherapistId;
  readonly label: string;
  readonly status: Client['status'];
  readonly demo: boolean;
  /** Rises with every commit of the client's document; an older projection never overwrites a newer one. */
  readonly revision: number;
  readonly alerts: readonly Alert[];
  readonly latest?: {
    readonly at: Instant;
    readonly status: CheckIn['status'];
    readonly score: Score;
    readonly wantsToTalk: boolean;
  };
  /** Alliance of the latest scored check-ins, oldest first, at most 16; `null` for a week missed or unscored. */
  readonly trend: readonly (number | null)[];
  /** End of the week that runs, begun or not; past it with nothing newer, this week was missed. */
  readonly weekEndsAt?: Instant;
  /** The running week's check-in is complete. */
  readonly weekAnswered?: boolean;
  readonly missedInARow: number;
  /** Absent in lines of before there were any. */
  readonly notices?: readonly Notice[];
  /** No more reminders are sent, and why. */
  readonly reminderNotice?: Client['reminderNotice'];
  readonly erasureAskedAt?: Instant;
}

/** What the caseload shows of a client at this revision of their document. */
export function caseloadEntry(client: Client, revision: number): CaseloadEntry {
  const weeks = client.checkIn ? [...client.recent, client.checkIn] : client.recent;
  const closed = weeks.filter((week) => week.status !== 'open');
  const latest = closed.at(-1);
  return {
    id: client.id,
    therapist: client.therapist,
    label: client.label,
    status: client.status,
    demo: client.demo,
    revision,
    alerts: client.alerts,
    ...(latest && {
      latest: {
        at: latest.completedAt ?? latest.endsAt,
        status: latest.status,
        score: latest.score,
        wantsToTalk: latest.wantsToTalk,
      },
    }),
    trend: closed.slice(-16).map((week) => week.score.alliance ?? null),
    ...week(client),
    missedInARow: closed.length - 1 - closed.findLastIndex((week) => week.status === 'complete'),
    notices: noticesOf(client),
    ...(client.reminderNotice && { reminderNotice: client.reminderNotice }),
    ...(client.erasureAskedAt !== undefined && { erasureAskedAt: client.erasureAskedAt }),
  };
}

/** Beginning a check-in changes nothing here: the week has the same end whether or not they have come. */
function week(client: Client): Pick<CaseloadEntry, 'weekEndsAt' | 'weekAnswered'> {
  const { checkIn, due, status } = client;
  if (checkIn) return { weekEndsAt: checkIn.endsAt, weekAnswered: checkIn.status === 'complete' };
  const since = weeksSince(client);
  const runs = since !== undefined && due && status === 'joined';
  return runs ? { weekEndsAt: weekFrom(since, due).ends, weekAnswered: false } : {};
}
