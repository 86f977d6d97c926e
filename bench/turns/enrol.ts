import { clientId, therapistId } from '../../src/domain/ids.ts';
import type { Client, Due } from '../../src/domain/client.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { channelId, type Walk } from './drive.ts';
import { usualContext } from './usual-week.ts';

export const therapist = { id: therapistId('bench'), name: 'Dr. Rivera' } as const;

/**
 * Makes the data folder that our server then opens: a clinic, its therapist, and a joined client for each
 * check-in, since a client has one a week.
 */
export async function enrol(directory: string, walks: readonly Walk[]): Promise<void> {
  const store = await openSqliteStore({ directory });
  try {
    const now = new Date().toISOString();
    await store.clinic.put(
      'clinic',
      { id: 'clinic', schema: 1, therapist: therapist.id, seeded: 'empty' },
      'absent',
    );
    await store.therapists.put('clinic', { ...therapist, language: 'en', demo: false }, 'absent');
    await Promise.all(
      walks.map(async ({ user }) => {
        const client = joined(user, now);
        await store.clients.put(client.id, newClientDocument(client), 'absent');
        const channelUser = `${channelId}:${user}`;
        await store.channelUsers.put(
          channelUser,
          { id: channelUser, client: client.id, joinedAt: now },
          'absent',
        );
      }),
    );
  } finally {
    await store.close();
  }
}

const joined = (user: string, now: string): Client => ({
  id: clientId(user),
  therapist: therapist.id,
  label: user,
  status: 'joined',
  demo: false,
  enrolledAt: now,
  language: 'en',
  country: 'US',
  consent: { version: '1', language: 'en', givenAt: now },
  due: { weekday: yesterday(now), hour: 9, minute: 0, timeZone: 'Etc/UTC' },
  goals: usualContext.goal.map((goal) => ({ ...goal, agreedAt: now })),
  homework: usualContext.homework.map((homework) => ({ ...homework, setAt: now })),
  recent: [],
  alerts: [],
});

/** ISO weekday: a week that began then does not end while the benchmark runs. */
const yesterday = (now: string): Due['weekday'] => weekdays[(new Date(now).getUTCDay() + 6) % 7] ?? 1;
const weekdays = [7, 1, 2, 3, 4, 5, 6] as const;
