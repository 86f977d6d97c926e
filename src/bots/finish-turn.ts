import type { Client } from '../domain/client.ts';
import type { Log } from '../log.ts';
import { AuditError } from '../state/audit/audit-error.ts';
import { fileTrail } from '../state/audit/file-trail.ts';
import type { ClientDocument } from '../state/client-document.ts';
import { performEffects } from '../state/perform-effects.ts';
import type { Store } from '../state/store.ts';
import type { Settlements } from './settlements.ts';
import type { TurnPoint } from './turn-points.ts';

/** An audit trail this long is filed even if no check-in is completed. */
const longTrail = 50;

/** Sees to it that a client who has joined, or moved their day, is reminded; safe to repeat. */
export type Enlist = (client: Client) => Promise<void>;

/**
 * What a commit left to do: its effects, and the filing of the audit when a check-in was completed. A crash before
 * this, or a fault in it, costs a repeat, never a loss.
 */
export async function finishTurn(
  {
    store,
    settlements,
    log,
    at,
    enlist,
  }: {
    readonly store: Store;
    readonly settlements: Pick<Settlements, 'note'>;
    readonly log: Log;
    readonly at: (point: TurnPoint) => void;
    readonly enlist?: Enlist | undefined;
  },
  before: ClientDocument,
  committed: ClientDocument,
): Promise<void> {
  const { client, audit, pending, revision } = committed;
  if (pending.length > 0) {
    await performEffects(store, committed, { done: () => at('performing') });
    settlements.note(client.id, { performed: revision });
    at('performed');
  }
  if (enlist && isDueAnew(before.client, client)) {
    // a look at every client makes up for it
    await enlist(client).catch((error: unknown) => log.warn('reminder-not-listed', { error }));
  }
  const completed = client.checkIn?.status === 'complete' && before.client.checkIn?.status !== 'complete';
  if (!completed && audit.unfiled.length < longTrail) return;
  try {
    settlements.note(client.id, { filed: await fileTrail(store, audit) });
    at('filed');
  } catch (error) {
    // they stay in the document; the client's turns go on, and nobody is shown the record until it is looked into
    if (!(error instanceof AuditError)) throw error;
    log.error('audit-not-filed', { error });
  }
}

/** They have joined, or moved their day. */
const isDueAnew = (before: Client, { status, due }: Client): boolean =>
  status === 'joined' && (before.status !== status || JSON.stringify(before.due) !== JSON.stringify(due));
