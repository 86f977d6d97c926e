import type { AlertStep } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client } from '../domain/client.ts';
import { pastWeek } from '../domain/past-week.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { clientChain } from './audit/chains.ts';
import type { ClientDocument } from './client-document.ts';

/** Schema 1: whole check-ins among the recent weeks, what was pending named by id, no audit. */
interface First extends Omit<ClientDocument, 'schema' | 'client' | 'delivered' | 'pending' | 'audit'> {
  readonly schema: 1;
  readonly client: Omit<Client, 'recent'> & { readonly recent: readonly CheckIn[] };
  readonly delivered: number;
  readonly pending: readonly { readonly checkIns: readonly string[]; readonly alerts: readonly string[] }[];
}

/** Every shape a client's document has had in a store. */
export type AnyClientDocument = First | ClientDocument;

/** To the shape in which the program writes it. */
export const clientUpgrade = {
  schema: 2,
  upgrade: (document: AnyClientDocument): ClientDocument =>
    withChoices(document.schema === 1 ? fromFirst(document) : document),
} as const;

/** A discussion noted by the first demo clinic had words alone. */
function withChoices(document: ClientDocument): ClientDocument {
  const { client } = document;
  if (!client.alerts.some(({ history }) => history.some(isBare))) return document;
  const alerts = client.alerts.map((alert) => ({
    ...alert,
    history: alert.history.map((step) => (isBare(step) ? { ...step, found: [], done: [] } : step)),
  }));
  return { ...document, client: { ...client, alerts } };
}

const isBare = (step: AlertStep): boolean => step.status === 'discussed' && !Object.hasOwn(step, 'found');

function fromFirst(document: First): ClientDocument {
  const { client, pending } = document;
  // one revision on, since the caseload's line reads differently now
  const revision = document.revision + 1;
  const named = new Set(pending.flatMap(({ checkIns }) => checkIns));
  const kept = client.recent.filter(({ id }) => named.has(id));
  return {
    ...document,
    schema: 2,
    revision,
    client: { ...client, recent: client.recent.map(pastWeek) },
    delivered: { last: document.delivered, at: '' },
    pending: [
      ...kept.map((checkIn) => ({ kind: 'keep-check-in', revision, checkIn }) as const),
      { kind: 'line', revision },
    ],
    audit: beginTrail(clientChain(client.id)),
  };
}
