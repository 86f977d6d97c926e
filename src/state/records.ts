import type { Alert } from '../domain/alert.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { CaseloadEntry } from '../domain/caseload.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Change } from '../domain/client-changes.ts';
import type { Client } from '../domain/client.ts';
import type { AlertDelivery } from '../domain/delivery.ts';
import type { ClientId, Instant, InviteCode, TherapistId } from '../domain/ids.ts';
import { noteLooked } from '../domain/note-looked.ts';
import { isAllowed, type Person } from '../domain/rights.ts';
import type { ReminderWeek } from '../domain/reminder.ts';
import type { Auditor } from './audit/auditor.ts';
import { auditTherapist } from './audit-therapist.ts';
import { changeDocument, performOrLeave, type LeftPending } from './change-document.ts';
import { createInvite } from './claim-invite.ts';
import { newClientDocument, withClient, type ClientDocument } from './client-document.ts';
import { noteOpened } from './note-opened.ts';
import { readPages } from './read-pages.ts';
import type { InviteDocument, Store } from './store.ts';

/** Who asks: a person who is signed in, or a therapist known to be one some other way. */
export type Actor = Person | { readonly therapist: TherapistId };

export interface ClientRecord {
  readonly client: Client;
  /** Oldest first, at most 52; the running week is the last. */
  readonly checkIns: readonly CheckIn[];
  /** Newest first, closed ones among them, at most 50. */
  readonly alerts: readonly Alert[];
  /** Newest first: what became of the latest messages about alerts. */
  readonly deliveries: readonly AlertDelivery[];
  /** Newest first, at most 12. */
  readonly reminders: readonly ReminderWeek[];
  /** The latest invite, as long as it is on record. */
  readonly invite?: InviteDocument;
}

/**
 * The one door to clinical records for a signed-in person. Whatever goes through it, or is turned away, is in the
 * audit before it is shown or done: of a client in the commit of the client's document itself, of a caseload in the
 * therapist's. What cannot be audited is not shown. Somebody else's client is answered like one that does not exist.
 */
export interface Records {
  /** Every client of the actor, in no particular order: one query within one partition. */
  caseload(): Promise<readonly CaseloadEntry[]>;
  open(client: ClientId): Promise<ClientRecord | undefined>;
  /** Applies a pure change to the latest version, again if somebody else wrote first. */
  change(client: ClientId, record: ChangedRecord, change: (client: Client) => Change): Promise<Change>;
  /** Adds a client under the actor. Repeating it with the same id changes nothing. */
  enrol(client: Client): Promise<Change>;
  /**
   * Makes a new invite in the place of `replaces`, which no longer opens anything if it was not yet used. When
   * another one took that place meanwhile (the form was sent twice), that one stays.
   */
  renewInvite(
    client: ClientId,
    options: { readonly replaces: InviteCode | undefined; readonly days: number; readonly now: Instant },
  ): Promise<Change>;
}

/** What of a client's record is changed, as the audit names it. */
export type ChangedRecord = 'goals' | 'homework' | 'alert' | 'invite';

const most = { checkIns: 52, alerts: 50, reminders: 12, page: 1000 } as const;
const unknown: Change = { ok: false, reason: 'unknown' };

export interface RecordsParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly now: () => Instant;
}

export function records(parts: RecordsParts, actor: Actor): Records {
  const { store, auditor, now } = parts;
  const person: Person = 'id' in actor ? actor : { id: actor.therapist, roles: ['therapist'] };
  const isOwn = ({ client }: ClientDocument): boolean =>
    isAllowed(person, { kind: 'client', therapist: client.therapist });

  const event = (
    action: AuditEvent['action'],
    record: string,
    outcome: AuditEvent['outcome'],
    more: Pick<AuditEvent, 'clients'> = {},
  ): AuditEvent => ({
    at: now(),
    actor: { role: 'therapist', id: person.id },
    action,
    record,
    outcome,
    ...more,
  });
  const told = (document: ClientDocument, happened: AuditEvent): ClientDocument => ({
    ...document,
    audit: auditor.append(document.audit, happened),
  });
  const changeOwn = (id: ClientId, apply: (current: ClientDocument) => ClientDocument) =>
    changeDocument(store, id, apply, parts);
  /** In the actor's own chain, for what concerns no client, or none that there is. */
  const tellOwn = (happened: AuditEvent): Promise<void> =>
    auditTherapist({ store, auditor }, person.id, happened);

  const change: Records['change'] = async (id, record, apply) => {
    let outcome = unknown;
    const document = await changeOwn(id, (current) => {
      if (!isOwn(current)) return told(current, event('update', record, 'refused'));
      outcome = apply(current.client);
      const next = outcome.ok ? withClient(current, outcome.client) : current;
      return told(next, event('update', record, outcome.ok ? 'success' : 'failed'));
    });
    if (!document) await tellOwn(event('update', record, 'refused'));
    return outcome;
  };

  const history = ({ id, invite }: Client) =>
    Promise.all([
      store.checkIns.list(id, { order: 'descending', limit: most.checkIns }),
      store.alerts.list(id, { order: 'descending', limit: most.alerts }),
      store.reminders.list(id, { order: 'descending', limit: most.reminders }),
      noteOpened(store, { client: id, person: person.id, now: now() }),
      invite && store.invites.get(invite, invite),
    ]);

  return {
    change,

    async caseload() {
      if (!isAllowed(person, { kind: 'caseload', therapist: person.id })) {
        await tellOwn(event('read', 'caseload', 'refused'));
        return [];
      }
      const entries: CaseloadEntry[] = [];
      for await (const entry of readPages(store.caseload, person.id, most.page)) entries.push(entry);
      await tellOwn(event('read', 'caseload', 'success', { clients: entries.map(({ id }) => id) }));
      return entries;
    },

    async open(id) {
      const document = await changeOwn(id, (current) =>
        isOwn(current)
          ? told(looked(current, now()), event('read', 'client', 'success'))
          : told(current, event('read', 'client', 'refused')),
      );
      if (!document) await tellOwn(event('read', 'client', 'refused'));
      if (!document || !isOwn(document)) return undefined;
      const { client } = document;
      const [checkIns, alerts, reminders, deliveries, invite] = await history(client).catch(
        async (error: unknown) => {
          await changeOwn(id, (current) => told(current, event('read', 'client', 'failed')));
          throw error;
        },
      );
      return {
        client,
        checkIns: latest(checkIns.documents, ahead(document)).slice(-most.checkIns),
        alerts: latest(alerts.documents, [...movingAlerts(document), ...client.alerts]).toReversed(),
        deliveries,
        reminders: reminders.documents.map(({ document }) => document),
        ...(invite && { invite: invite.document }),
      };
    },

    async enrol(client) {
      if (!isAllowed(person, { kind: 'client', therapist: client.therapist })) return unknown;
      const fresh = told(newClientDocument(client), event('create', 'client', 'success'));
      const put = await store.clients.put(client.id, fresh, 'absent');
      // repeated too: a crash may have come between the client and their line on the caseload
      const document = put.ok
        ? await performOrLeave(store, { document: fresh, etag: put.etag }, parts)
        : await changeOwn(client.id, (current) =>
            told(current, event('create', 'client', isOwn(current) ? 'success' : 'refused')),
          );
      return document && isOwn(document) ? { ok: true, client: document.client } : unknown;
    },

    async renewInvite(id, { replaces, days, now: at }) {
      const current = (await store.clients.get(id, id))?.document;
      if (!current || !isOwn(current) || current.client.invite !== replaces) {
        return change(id, 'invite', (client) => ({ ok: true, client }));
      }
      const invite = await createInvite(store, { client: id, therapist: person.id, days, now: at });
      const changed = await change(id, 'invite', (client) => ({
        ok: true,
        client: client.invite === replaces ? { ...client, invite: invite.id } : client,
      }));
      const kept = changed.ok && changed.client.invite === invite.id;
      await removeUnused(store, kept ? replaces : invite.id);
      return changed;
    },
  };
}

/** Whoever opens the record has what the client sent before them. */
function looked(current: ClientDocument, at: Instant): ClientDocument {
  const client = noteLooked(current.client, at);
  return client === current.client ? current : withClient(current, client);
}

/** What the client's own document holds of check-ins: the running week, and what is on its way into the history. */
function ahead({ client, pending }: ClientDocument): readonly CheckIn[] {
  const closed = pending.flatMap((effect) => (effect.kind === 'keep-check-in' ? [effect.checkIn] : []));
  return client.checkIn ? [...closed, client.checkIn] : closed;
}

/** Closed alerts on their way into the history. */
const movingAlerts = ({ pending }: ClientDocument): readonly Alert[] =>
  pending.flatMap((effect) => (effect.kind === 'keep-alert' ? [effect.alert] : []));

/** By id, ascending; what the client's document holds wins. */
function latest<T extends { readonly id: string }>(
  history: readonly { readonly document: T }[],
  current: readonly T[],
): T[] {
  const byId = new Map(history.map(({ document }) => [document.id, document]));
  for (const document of current) byId.set(document.id, document);
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function removeUnused(store: Store, code: InviteCode | undefined): Promise<void> {
  const stored = code && (await store.invites.get(code, code));
  if (stored && stored.document.claimedBy === undefined) {
    await store.invites.remove(stored.document.id, stored.document.id, stored.etag);
  }
}
