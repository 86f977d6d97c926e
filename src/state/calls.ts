import { acknowledgeAlert } from '../domain/acknowledge-alert.ts';
import type { Alert } from '../domain/alert.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Change } from '../domain/client-changes.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import { isAllowed, type Person } from '../domain/rights.ts';
import type { AlertAction } from '../domain/step-in-alert.ts';
import type { Auditor } from './audit/auditor.ts';
import { auditTherapist } from './audit-therapist.ts';
import { changeDocument, type LeftPending } from './change-document.ts';
import { withClient } from './client-document.ts';
import { noteOpened } from './note-opened.ts';
import { clinicPartition, type Store } from './store.ts';

/** What somebody sees who was asked to act for a client that is not theirs, and no more than that. */
export interface Call {
  readonly client: Pick<Client, 'id' | 'label' | 'status'>;
  /** The name of the client's therapist, if it is on record. */
  readonly therapist?: string;
  /** To which they were called, and which are not closed. */
  readonly alerts: readonly Alert[];
}

/**
 * The door for who was called to an alert: to that alert, as long as it is not closed. Each look and step is in the
 * client's chain in the commit of the client's document; whoever was not called is refused there.
 */
export interface Calls {
  open(client: ClientId): Promise<Call | undefined>;
  acknowledge(client: ClientId, given: Omit<AlertAction, 'by'>): Promise<Change>;
}

const unknown: Change = { ok: false, reason: 'unknown' };

export function calls(
  parts: LeftPending & { readonly store: Store; readonly auditor: Auditor; readonly now: () => Instant },
  person: Person,
): Calls {
  const { store, auditor, now } = parts;
  const alertsFor = ({ alerts }: Client): readonly Alert[] =>
    alerts.filter(
      ({ called = [], status }) => status !== 'closed' && isAllowed(person, { kind: 'call', called }),
    );
  const event = (action: AuditEvent['action'], outcome: AuditEvent['outcome']): AuditEvent => ({
    at: now(),
    actor: { role: person.roles.includes('supervisor') ? 'supervisor' : 'therapist', id: person.id },
    action,
    record: 'alert',
    outcome,
  });

  return {
    async open(id) {
      let found: readonly Alert[] = [];
      const document = await changeDocument(
        store,
        id,
        (current) => {
          found = alertsFor(current.client);
          const happened = event('read', found.length > 0 ? 'success' : 'refused');
          return { ...current, audit: auditor.append(current.audit, happened) };
        },
        parts,
      );
      if (!document) await auditTherapist(parts, person.id, event('read', 'refused'));
      if (!document || found.length === 0) return undefined;
      const { client } = document;
      await noteOpened(store, { client: id, person: person.id, now: now() });
      const therapist = (await store.therapists.get(clinicPartition, client.therapist))?.document.name;
      return { client, alerts: found, ...(therapist !== undefined && { therapist }) };
    },

    async acknowledge(id, given) {
      let outcome = unknown;
      const document = await changeDocument(
        store,
        id,
        (current) => {
          outcome = alertsFor(current.client).some((alert) => alert.id === given.alert)
            ? acknowledgeAlert(current.client, { ...given, by: person.id })
            : unknown;
          const isTheirs = alertsFor(current.client).length > 0;
          const happened = event('update', outcome.ok ? 'success' : isTheirs ? 'failed' : 'refused');
          const next = outcome.ok ? withClient(current, outcome.client) : current;
          return { ...next, audit: auditor.append(current.audit, happened) };
        },
        parts,
      );
      if (!document) await auditTherapist(parts, person.id, event('update', 'refused'));
      return outcome;
    },
  };
}
