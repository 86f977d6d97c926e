import { z } from 'zod';
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

/** Schema 2: steps of ours in `asked` had names that a question's key may have. */
interface Second extends Omit<ClientDocument, 'schema'> {
  readonly schema: 2;
}

/** Every shape a client's document has had in a store. */
export type AnyClientDocument = First | Second | ClientDocument;

/** To the shape in which the program writes it. */
export const clientUpgrade = {
  schema: 3,
  upgrade(document: AnyClientDocument): ClientDocument {
    if (document.schema === 3) return document;
    return withChoices(fromSecond(document.schema === 1 ? fromFirst(document) : document));
  },
} as const;

/** What was asked, under its name of today; the choice of a language in the middle of a check-in is not asked any more. */
function fromSecond({ asked, ...document }: Second): ClientDocument {
  if (!asked) return { ...document, schema: 3 };
  const step = ownStep(asked.step, topDialog(document.dialogs));
  return { ...document, schema: 3, ...(step !== undefined && { asked: { ...asked, step } }) };
}

function ownStep(step: string, dialog: string | undefined): string | undefined {
  if (dialog === 'join') return ` join-${step}`;
  if (step === 'language') return undefined;
  return dialog === 'reminder-mail' || step === 'summary' || step === 'done' ? ` ${step}` : step;
}

const stack = z.object({ dialogStack: z.array(z.object({ id: z.string() })) });
const topDialog = (dialogs: unknown): string | undefined =>
  stack.safeParse(dialogs).data?.dialogStack.at(-1)?.id;

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

function fromFirst(document: First): Second {
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
