import type { Alert } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { changeDocument, type LeftPending } from './change-document.ts';
import type { ClientDocument, Takeaway } from './client-document.ts';
import { readPages } from './read-pages.ts';
import type { Store } from './store.ts';

export type DataFile = Takeaway['files'][number];

/** All that there is of what a client said, and of what came of it. */
export interface OwnData {
  readonly client: Client;
  /** Oldest first, the running one last. */
  readonly checkIns: readonly CheckIn[];
  /** Oldest first, open and closed. */
  readonly alerts: readonly Alert[];
}

/** The files that the browser which stands for this user may still have now. */
export const filesFor = (
  { takeaway }: Pick<ClientDocument, 'takeaway'>,
  { user, now }: { readonly user: string; readonly now: Instant },
): readonly DataFile[] => (takeaway?.user === user && now < takeaway.until ? takeaway.files : []);

/**
 * Gives a file's data out to the client, once: who asks second gets nothing. That they had it is in the audit before it
 * is read. Throws a `StoreError`; then the file counts as had, and the client asks for it anew in their chat.
 */
export async function takeOwnData(
  { store, auditor, ...parts }: LeftPending & { readonly store: Store; readonly auditor: Auditor },
  given: {
    readonly client: ClientId;
    readonly user: string;
    readonly file: DataFile;
    readonly now: Instant;
  },
): Promise<OwnData | undefined> {
  const { client: id, file, now } = given;
  let isTheirs = false;
  const document = await changeDocument(
    store,
    id,
    (current) => {
      const { takeaway } = current;
      const files = filesFor(current, given);
      isTheirs = files.includes(file);
      if (!takeaway || !isTheirs) return undefined;
      return {
        ...current,
        takeaway: { ...takeaway, files: files.filter((one) => one !== file) },
        audit: auditor.append(current.audit, {
          at: now,
          actor: { role: 'client', id },
          action: 'read',
          record: 'own-data',
          outcome: 'success',
        }),
      };
    },
    parts,
  );
  if (!document || !isTheirs) return undefined;
  const { client, pending } = document;
  const checkIns = new Map<string, CheckIn>();
  const alerts = new Map<string, Alert>();
  for await (const checkIn of readPages(store.checkIns, id, 200)) checkIns.set(checkIn.id, checkIn);
  for await (const alert of readPages(store.alerts, id, 200)) alerts.set(alert.id, alert);
  for (const effect of pending) {
    if (effect.kind === 'keep-check-in') checkIns.set(effect.checkIn.id, effect.checkIn);
    if (effect.kind === 'keep-alert') alerts.set(effect.alert.id, effect.alert);
  }
  if (client.checkIn) checkIns.set(client.checkIn.id, client.checkIn);
  for (const alert of client.alerts) alerts.set(alert.id, alert);
  return { client, checkIns: inOrder(checkIns), alerts: inOrder(alerts) };
}

const inOrder = <T extends { readonly id: string }>(found: ReadonlyMap<string, T>): readonly T[] =>
  [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
