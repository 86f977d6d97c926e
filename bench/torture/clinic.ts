import { randomBytes } from 'node:crypto';
import type { Client, Due } from '../../src/domain/client.ts';
import { clientId, therapistId, type InviteCode } from '../../src/domain/ids.ts';
import { createInvite } from '../../src/state/claim-invite.ts';
import { createAuditor, type Auditor } from '../../src/state/audit/auditor.ts';
import { readOrMakeKey } from '../../src/state/read-or-make-key.ts';
import { records } from '../../src/state/records.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { clinicPartition, type Store } from '../../src/state/store.ts';

export const therapist = { id: therapistId('torture'), name: 'Dr. Rivera' } as const;

/** A made-up client before the server's first start. */
export interface Enrolled {
  readonly client: Client;
  readonly invite: InviteCode;
  /** The page's own secret, which lets it ask again after an answer that got lost. */
  readonly attempt: string;
  /** Whether this one's ratings are all under the floor, or all above. */
  readonly low: boolean;
}

/**
 * A clinic in a new data folder with so many clients, each with an invite of their own: two of three have joined
 * already, the third goes through joining first; every other one is low; homework and goals differ.
 */
export async function openClinic(
  directory: string,
  { count, random }: { count: number; random: () => number },
): Promise<readonly Enrolled[]> {
  const store = await openSqliteStore({ directory });
  try {
    await beginClinic(store);
    const auditor = createAuditor(await readOrMakeKey(directory, 'audit'));
    return await Promise.all(
      Array.from({ length: count }, (_, index) => enrol({ store, auditor }, { index, random })),
    );
  } finally {
    await store.close();
  }
}

/** The clinic and its therapist, as a server that is told to begin empty would find them. */
export async function beginClinic(store: Store): Promise<void> {
  const { id, name } = therapist;
  await store.therapists.put(clinicPartition, { id, name, language: 'en', demo: false }, 'absent');
  await store.clinic.put('clinic', { id: 'clinic', schema: 1, therapist: id, seeded: 'empty' }, 'absent');
}

/** One more client of the clinic, while servers may be running. */
export async function enrol(
  { store, auditor }: { readonly store: Store; readonly auditor: Auditor },
  { index, random }: { index: number; random: () => number },
): Promise<Enrolled> {
  const now = new Date().toISOString();
  const client = made(index, now, random);
  await records({ store, auditor, now: () => now }, { therapist: therapist.id }).enrol(client);
  const invite = await createInvite(store, { client: client.id, therapist: therapist.id, now, days: 1 });
  const attempt = randomBytes(24).toString('base64url');
  return { client, invite: invite.id, attempt, low: index % 2 === 1 };
}

function made(index: number, now: string, random: () => number): Client {
  const id = `t${index}`;
  const several = (most: number, title: string) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, (_, at) => ({
      id: `${id}-${title}${at}`,
      title: `${title} ${at + 1} of ${id}`,
    }));
  const joined = {
    status: 'joined',
    language: random() < 0.5 ? 'en' : 'es',
    country: 'US',
    consent: { version: '1', language: 'en', givenAt: now },
    due: { weekday: safeWeekdays(now)[0] ?? 1, hour: 9, minute: 0, timeZone: 'Etc/UTC' },
  } as const;
  return {
    id: clientId(id),
    therapist: therapist.id,
    label: id,
    demo: false,
    enrolledAt: now,
    goals: several(2, 'goal').map((goal) => ({ ...goal, agreedAt: now })),
    homework: several(2, 'homework').map((homework) => ({ ...homework, setAt: now })),
    recent: [],
    alerts: [],
    ...(index % 3 === 2 ? { status: 'invited' } : joined),
  };
}

/** ISO weekdays on which no week begins while this runs, in whatever zone. */
export const safeWeekdays = (now: string): readonly Due['weekday'][] => {
  const today = new Date(now).getUTCDay() || 7;
  return ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => ![6, 0, 1].includes((day - today + 7) % 7));
};
