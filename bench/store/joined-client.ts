import type { Client, Due } from '../../src/domain/client.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { usualContext } from '../turns/usual-week.ts';
import type { PlannedClient } from './plan-clinic.ts';

/** A client with one goal and one homework, whose week began yesterday: it does not end while the benchmark runs. */
export const joinedClient = (
  { id, therapist, label }: PlannedClient,
  { now, enrolledAt = now }: { readonly now: Instant; readonly enrolledAt?: Instant },
): Client & { readonly due: Due } => ({
  id,
  therapist,
  label,
  status: 'joined',
  demo: false,
  enrolledAt,
  language: 'en',
  country: 'US',
  consent: { version: '1', language: 'en', givenAt: enrolledAt },
  due: { weekday: yesterday(now), hour: 9, minute: 0, timeZone: 'Etc/UTC' },
  goals: usualContext.goal.map((goal) => ({ ...goal, agreedAt: enrolledAt })),
  homework: usualContext.homework.map((homework) => ({ ...homework, setAt: enrolledAt })),
  recent: [],
  alerts: [],
});

const yesterday = (now: Instant): Due['weekday'] => weekdays[(new Date(now).getUTCDay() + 6) % 7] ?? 1;
const weekdays = [7, 1, 2, 3, 4, 5, 6] as const;
