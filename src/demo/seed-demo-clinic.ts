import type { Client } from '../domain/client.ts';
import { clientId, therapistId, type Instant, type InviteCode, type TherapistId } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import { performAndClear } from '../state/change-document.ts';
import { newClientDocument } from '../state/client-document.ts';
import { newInvite } from '../state/claim-invite.ts';
import {
  clinicPartition,
  type ClinicDocument,
  type InviteDocument,
  type Store,
  type TherapistDocument,
} from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import { freshClient } from './fresh-client.ts';
import { stories } from './stories.ts';
import { tellStory, type Told } from './tell-story.ts';

/** How long the demo client's invite can be claimed. */
const inviteDays = 30;

export interface Seed {
  readonly now: Instant;
  readonly instrument: Instrument;
  /** `demo`: a labelled clinic of made-up clients. `empty`: the first therapist and nobody else. */
  readonly mode: 'demo' | 'empty';
}

/**
 * Fills an empty store, once. Every document is written only where there is none, each client's before the
 * copies made of it, and the clinic's own last: after a crash in between, the next call does what is left and
 * doubles nothing. Once the clinic is there, that is the answer and nothing is written, whatever is asked for.
 */
export async function seedDemoClinic(
  { store, auditor }: { readonly store: Store; readonly auditor: Auditor },
  { now, instrument, mode }: Seed,
): Promise<ClinicDocument> {
  const standing = await store.clinic.get('clinic', 'clinic');
  if (standing) return standing.document;
  const demo = mode === 'demo';
  const therapist = therapistId(demo ? 'demo-therapist' : 'first-therapist');
  const first: TherapistDocument = {
    id: therapist,
    name: demo ? 'Demo therapist' : 'Therapist',
    language: 'en',
    demo,
  };
  await keepFirst(store.therapists, first, clinicPartition);
  const invited = demo ? await seedClients({ store, auditor, now }, { now, instrument, therapist }) : {};
  return keepFirst(store.clinic, { id: 'clinic', schema: 1, therapist, seeded: mode, ...invited });
}

async function seedClients(
  parts: Parameters<typeof seedClient>[0],
  telling: { readonly now: Instant; readonly instrument: Instrument; readonly therapist: TherapistId },
): Promise<{ demoClient: ClinicDocument['demoClient']; demoInvite: InviteCode }> {
  const { store } = parts;
  const { now, therapist } = telling;
  await Promise.all(stories.map((story) => seedClient(parts, tellStory(story, telling))));
  const invite = newInvite({ client: clientId('demo-11'), therapist, now, days: inviteDays });
  const fresh = freshClient({ id: invite.client, therapist, now, invite: invite.id });
  const invited = await seedClient(parts, { client: fresh, history: [] });
  const kept: InviteDocument = { ...invite, id: invited.invite ?? invite.id };
  await keepFirst(store.invites, kept);
  return { demoClient: invited.id, demoInvite: kept.id };
}

/** Returns the client as the store has them, which an earlier call may have written. */
async function seedClient(
  { store, auditor, now }: { readonly store: Store; readonly auditor: Auditor; readonly now: Instant },
  { client: told, history }: Told,
): Promise<Client> {
  const client = { ...told, alerts: told.alerts.filter(({ status }) => status !== 'closed') };
  const fresh = newClientDocument(client);
  const event: AuditEvent = {
    at: now,
    actor: { role: 'system', id: 'demo' },
    action: 'create',
    record: 'client',
    outcome: 'success',
  };
  const { revision } = fresh;
  await store.clients.put(
    client.id,
    {
      ...fresh,
      pending: [
        ...history.map((checkIn) => ({ kind: 'keep-check-in', revision, checkIn }) as const),
        ...told.alerts
          .filter(({ status }) => status === 'closed')
          .map((alert) => ({ kind: 'keep-alert', revision, alert }) as const),
        ...fresh.pending,
      ],
      audit: auditor.append(fresh.audit, event),
    },
    'absent',
  );
  const stored = await store.clients.get(client.id, client.id);
  return stored ? (await performAndClear(store, stored)).client : client;
}

/** Writes a document only where there is none; returns the one that is there then. */
async function keepFirst<T extends { readonly id: string }>(
  documents: Parameters<typeof upsert<T>>[0],
  document: T,
  partition: string = document.id,
): Promise<T> {
  const kept = await upsert(documents, partition, document.id, (current) => (current ? undefined : document));
  return kept ?? document;
}
