import type { CaseloadEntry } from '../domain/caseload.ts';
import type { Alert } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Change } from '../domain/client-changes.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId, Instant, InviteCode, TherapistId } from '../domain/ids.ts';
import { changeClient, newClientDocument } from './change-client.ts';
import { createInvite } from './claim-invite.ts';
import { project } from './project.ts';
import type { InviteDocument, Store } from './store.ts';

/** Who asks. */
export interface Actor {
  readonly therapist: TherapistId;
}

export interface ClientRecord {
  readonly client: Client;
  /** Oldest first, at most 52; the running week is the last. */
  readonly checkIns: readonly CheckIn[];
  /** Newest first, closed ones among them, at most 50. */
  readonly alerts: readonly Alert[];
  /** The latest invite, as long as it is on record. */
  readonly invite?: InviteDocument;
}

/**
 * The one door to clinical records for a signed-in person. Somebody else's client is answered like one that does
 * not exist, whatever was asked.
 */
export interface Records {
  /** Every client of the actor, in no particular order: one query within one partition. */
  caseload(): Promise<readonly CaseloadEntry[]>;
  open(client: ClientId): Promise<ClientRecord | undefined>;
  /** Applies a pure change to the latest version, again if somebody else wrote first. */
  change(client: ClientId, change: (client: Client) => Change): Promise<Change>;
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

const most = { checkIns: 52, alerts: 50, page: 1000 } as const;

export function records(store: Store, actor: Actor): Records {
  const isOwn = (client: Client): boolean => client.therapist === actor.therapist;

  const change: Records['change'] = async (id, apply) => {
    let outcome: Change = { ok: false, reason: 'unknown' };
    const client = await changeClient(store, id, (current) => {
      outcome = isOwn(current) ? apply(current) : { ok: false, reason: 'unknown' };
      return outcome.ok && outcome.client !== current ? outcome.client : undefined;
    });
    return client ? outcome : { ok: false, reason: 'unknown' };
  };

  return {
    change,

    async caseload() {
      const entries: CaseloadEntry[] = [];
      let after: string | undefined;
      do {
        const page = await store.caseload.list(actor.therapist, {
          limit: most.page,
          ...(after && { after }),
        });
        entries.push(...page.documents.map(({ document }) => document));
        after = page.next;
      } while (after !== undefined);
      return entries;
    },

    async open(id) {
      const client = (await store.clients.get(id, id))?.document.client;
      if (!client || !isOwn(client)) return undefined;
      const [checkIns, alerts, invite] = await Promise.all([
        store.checkIns.list(id, { order: 'descending', limit: most.checkIns }),
        store.alerts.list(id, { order: 'descending', limit: most.alerts }),
        client.invite && store.invites.get(client.invite, client.invite),
      ]);
      // the client's own document is ahead of the history when a crash fell between them
      const recent = client.checkIn ? [...client.recent, client.checkIn] : client.recent;
      return {
        client,
        checkIns: latest(checkIns.documents, recent).slice(-most.checkIns),
        alerts: latest(alerts.documents, client.alerts).toReversed(),
        ...(invite && { invite: invite.document }),
      };
    },

    async enrol(client) {
      if (!isOwn(client)) return { ok: false, reason: 'unknown' };
      const put = await store.clients.put(client.id, newClientDocument(client), 'absent');
      const stored = await store.clients.get(client.id, client.id);
      if (!stored || !isOwn(stored.document.client)) return { ok: false, reason: 'unknown' };
      // repeated too: a crash may have come between the client and their line on the caseload
      if (put.ok || stored.document.pending.length > 0) await project(store, stored.document);
      return { ok: true, client: stored.document.client };
    },

    async renewInvite(id, { replaces, days, now }) {
      const current = (await store.clients.get(id, id))?.document.client;
      if (!current || !isOwn(current)) return { ok: false, reason: 'unknown' };
      if (current.invite !== replaces) return { ok: true, client: current };
      const invite = await createInvite(store, { client: id, therapist: actor.therapist, days, now });
      const changed = await change(id, (client) => ({
        ok: true,
        client: client.invite === replaces ? { ...client, invite: invite.id } : client,
      }));
      const kept = changed.ok && changed.client.invite === invite.id;
      await removeUnused(store, kept ? replaces : invite.id);
      return changed;
    },
  };
}

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
