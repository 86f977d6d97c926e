import type { Client } from '../domain/client.ts';
import { clientId, therapistId, type Instant, type InviteCode, type TherapistId } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument.ts';
import { clearPending, newClientDocument } from '../state/change-client.ts';
import { newInvite } from '../state/claim-invite.ts';
import { project } from '../state/project.ts';
import type { ClinicDocument, InviteDocument, Store, TherapistDocument } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import { freshClient } from './fresh-client.ts';
import { stories } from './stories.ts';
import { tellStory } from './tell-story.ts';

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
export async function seedDemoClinic(store: Store, { now, instrument, mode }: Seed): Promise<ClinicDocument> {
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
  await keepFirst(store.therapists, first);
  const invited = demo ? await seedClients(store, { now, instrument, therapist }) : {};
  return keepFirst(store.clinic, { id: 'clinic', schema: 1, therapist, seeded: mode, ...invited });
}

async function seedClients(
  store: Store,
  telling: { readonly now: Instant; readonly instrument: Instrument; readonly therapist: TherapistId },
): Promise<{ demoClient: ClinicDocument['demoClient']; demoInvite: InviteCode }> {
  const { now, therapist } = telling;
  await Promise.all(stories.map((story) => seedClient(store, tellStory(story, telling))));
  const invite = newInvite({ client: clientId('demo-11'), therapist, now, days: inviteDays });
  const invited = await seedClient(
    store,
    freshClient({ id: invite.client, therapist, now, invite: invite.id }),
  );
  const kept: InviteDocument = { ...invite, id: invited.invite ?? invite.id };
  await keepFirst(store.invites, kept);
  return { demoClient: invited.id, demoInvite: kept.id };
}

/** Returns the client as the store has them, which an earlier call may have written. */
async function seedClient(store: Store, client: Client): Promise<Client> {
  const weeks = client.checkIn ? [...client.recent, client.checkIn] : client.recent;
  const document = await keepFirst(store.clients, {
    ...newClientDocument(client),
    pending: [
      {
        kind: 'project',
        checkIns: weeks.map(({ id }) => id),
        alerts: client.alerts.map(({ id }) => id),
      },
    ],
  });
  await project(store, document);
  await clearPending(store, document);
  return document.client;
}

async function keepFirst<T extends { readonly id: string }>(
  documents: Parameters<typeof upsert<T>>[0],
  document: T,
): Promise<T> {
  const kept = await upsert(documents, document.id, document.id, (current) =>
    current ? undefined : document,
  );
  return kept ?? document;
}
