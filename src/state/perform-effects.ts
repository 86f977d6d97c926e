import { caseloadEntry } from '../domain/caseload.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { ClientDocument, Effect } from './client-document.ts';
import { keepAlert } from './keep-alert.ts';
import { noteAlert } from './note-alert.ts';
import type { Store } from './store.ts';
import { upsert } from './upsert.ts';

/**
 * Performs what a commit left pending, oldest first: closed check-ins and alerts go into the history, the caseload's line is
 * brought to this revision, an alert is noted as one to be told. Every write is safe to repeat, so a crash in the
 * middle costs a repeat. Nothing is sent.
 */
export async function performEffects(
  store: Pick<Store, 'checkIns' | 'alerts' | 'alertLines' | 'caseload' | 'alertNotices'>,
  document: ClientDocument,
  { done = () => undefined }: { readonly done?: () => void } = {},
): Promise<void> {
  for (const effect of document.pending) {
    await perform(store, document, effect);
    done();
  }
}

async function perform(
  store: Pick<Store, 'checkIns' | 'alerts' | 'alertLines' | 'caseload' | 'alertNotices'>,
  { client, revision }: ClientDocument,
  effect: Effect,
): Promise<void> {
  switch (effect.kind) {
    case 'keep-check-in':
      return keep(store, effect.checkIn);
    case 'keep-alert':
      return keepAlert(store, effect.alert);
    case 'line':
      await upsert(store.caseload, client.therapist, client.id, (current) =>
        current && current.revision >= revision ? undefined : caseloadEntry(client, revision),
      );
      return;
    case 'notice':
      return noteAlert(store, { client: client.id, alert: effect.alert, seen: effect.seen });
  }
}

/** Once a week has closed, its check-in no longer changes: whatever stands there is older. */
async function keep({ checkIns }: Pick<Store, 'checkIns'>, checkIn: CheckIn): Promise<void> {
  const put = await checkIns.put(checkIn.client, checkIn, 'absent');
  if (!put.ok) await upsert(checkIns, checkIn.client, checkIn.id, () => checkIn);
}
