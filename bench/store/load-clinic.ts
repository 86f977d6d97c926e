import { caseloadEntry } from '../../src/domain/caseload.ts';
import { weeksKept } from '../../src/domain/check-in-life.ts';
import { clientId, type Instant } from '../../src/domain/ids.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { pastWeek } from '../../src/domain/past-week.ts';
import type { Auditor } from '../../src/state/audit/auditor.ts';
import type { AuditTrail } from '../../src/state/audit/trail.ts';
import { newClientDocument, type ClientDocument } from '../../src/state/client-document.ts';
import type { PutResult } from '../../src/state/documents.ts';
import { clinicPartition, type Store } from '../../src/state/store.ts';
import { closedWeeks } from './closed-weeks.ts';
import { joinedClient } from './joined-client.ts';
import { channelUser } from './open-bot.ts';
import { caseloadSize, type Clinic, type PlannedClient } from './plan-clinic.ts';
import { underWay } from './under-way.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Fills an empty store with a clinic through its own writes. The history goes in week by week, all clients' of one
 * week before those of the next: as it grows in life, where one client's check-ins do not lie side by side.
 */
export async function loadClinic(
  {
    store,
    auditor,
    instrument,
  }: { readonly store: Store; readonly auditor: Auditor; readonly instrument: Instrument },
  clinic: Clinic,
  {
    now,
    atOnce = 5000,
    progress,
  }: {
    readonly now: Instant;
    /** So many writes at a time; SQLite gathers them into one transaction. */
    readonly atOnce?: number;
    readonly progress: (checkIns: number) => void;
  },
): Promise<void> {
  const { clients, therapists, history } = clinic;
  const enrolledAt = new Date(Date.parse(now) - 7 * (history + 1) * dayMs).toISOString();
  const like = joinedClient({ id: clientId(''), therapist: therapists[0]!, label: '' }, { now, enrolledAt });
  const weekOf = closedWeeks(like, instrument, now);
  const open = await underWay(auditor, now);

  let waiting: Promise<PutResult>[] = [];
  let done = 0;
  const written = async (): Promise<void> => {
    const results = await Promise.all(waiting);
    waiting = [];
    if (results.some(({ ok }) => !ok)) throw new Error('the folder was not empty');
    progress(done);
  };
  const write = (put: Promise<PutResult>): Promise<void> | undefined => {
    waiting.push(put);
    return waiting.length >= atOnce ? written() : undefined;
  };

  const [first] = therapists;
  await write(
    store.clinic.put('clinic', { id: 'clinic', schema: 1, therapist: first!, seeded: 'empty' }, 'absent'),
  );
  for (const [index, id] of therapists.entries()) {
    const own = clients.slice(index * caseloadSize, (index + 1) * caseloadSize).map((client) => client.id);
    const audit = seen(auditor, `therapist:${id}`, { count: index % 11, at: now, clients: own });
    await write(
      store.therapists.put(
        clinicPartition,
        { id, name: `Dr. ${id}`, language: 'en', demo: false, audit },
        'absent',
      ),
    );
  }
  for (let ago = history; ago > 0; ago -= 1) {
    for (const [index, { id }] of clients.entries()) {
      done += 1;
      await write(store.checkIns.put(id, weekOf(id, index, ago), 'absent'));
    }
  }
  for (const [index, planned] of clients.entries()) {
    const { id, therapist } = planned;
    const document = documentOf(planned, index);
    const user = channelUser(id);
    await write(store.clients.put(id, document, 'absent'));
    await write(store.caseload.put(therapist, caseloadEntry(document.client, document.revision), 'absent'));
    await write(store.channelUsers.put(user, { id: user, client: id, joinedAt: enrolledAt }, 'absent'));
  }
  await written();

  function documentOf(planned: PlannedClient, index: number): ClientDocument {
    const { checkIn, ...conversation } = open;
    const recent = Array.from(
      { length: Math.min(weeksKept, history) },
      (_, at, length = Math.min(weeksKept, history)) => pastWeek(weekOf(planned.id, index, length - at)),
    );
    const client = {
      ...joinedClient(planned, { now, enrolledAt }),
      recent,
      checkIn: { ...checkIn, client: planned.id },
    };
    // one who types files their trail at 50 events, one who is looked at at 20: all stand somewhere on the way there
    const count = Math.floor((index / clients.length) * (index % 2 === 0 ? 50 : 21));
    const audit = seen(auditor, `client:${planned.id}`, { count, at: now });
    return {
      ...newClientDocument(client, audit),
      ...conversation,
      revision: open.transcript.last,
      pending: [],
    };
  }
}

/** A chain with so many events that are not filed yet. */
function seen(
  auditor: Auditor,
  chain: string,
  { count, at, clients }: { count: number; at: Instant; clients?: readonly PlannedClient['id'][] },
): AuditTrail {
  const event = {
    at,
    actor: { role: 'therapist', id: 'bench-1' },
    action: 'read',
    record: clients ? 'caseload' : 'client',
    outcome: 'success',
    ...(clients && { clients }),
  } as const;
  return auditor.append(auditor.begin(chain), ...Array.from({ length: count }, () => event));
}
