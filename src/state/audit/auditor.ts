import { createHmac, createSecretKey } from 'node:crypto';
import type { AuditEvent } from '../../domain/audit-event.ts';
import { beginTrail } from './begin-trail.ts';
import type { AnchorDocument, AuditTrail, SealedEvent } from './trail.ts';

/** Whoever has the key can seal; nobody else can make a seal that holds. Pure: nothing here reads or writes. */
export interface Auditor {
  /** A chain without events. */
  begin(chain: string): AuditTrail;
  /** Puts events at the end of the chain, each sealed together with everything before it. */
  append(trail: AuditTrail, ...events: readonly AuditEvent[]): AuditTrail;
  /** What the event's seal has to be at this place, after an event with the seal `previous` (empty for the first). */
  sealEvent(chain: string, event: Unsealed<SealedEvent>, previous: string): string;
  sealAnchor(anchor: Unsealed<AnchorDocument>): string;
}

/** What a seal is made over. */
export type Unsealed<T extends { readonly seal: string }> = Omit<T, 'seal'>;

/** `key`: at least 32 secret bytes, the same for as long as the records are kept. */
export function createAuditor(key: Uint8Array): Auditor {
  if (key.length < 32) throw new RangeError('an audit key has at least 32 bytes');
  const secret = createSecretKey(key);
  // JSON keeps apart what joined texts would not, and the order of an array's items is fixed
  const seal = (fields: readonly unknown[]): string =>
    createHmac('sha256', secret).update(JSON.stringify(fields)).digest('base64url');

  const sealEvent: Auditor['sealEvent'] = (chain, event, previous) => {
    const { sequence, at, actor, action, record, outcome, clients } = event;
    return seal([
      'event',
      chain,
      sequence,
      previous,
      at,
      actor.role,
      actor.id,
      action,
      record,
      outcome,
      clients ?? null,
    ]);
  };

  return {
    sealEvent,

    begin: beginTrail,

    append(trail, ...events) {
      let { sequence, seal: previous } = trail;
      const sealed = events.map((event): SealedEvent => {
        sequence += 1;
        const { at, actor, action, record, outcome, clients } = event;
        const placed = {
          at,
          actor: { role: actor.role, id: actor.id },
          action,
          record,
          outcome,
          ...(clients && { clients }),
          sequence,
        };
        previous = sealEvent(trail.chain, placed, previous);
        return { ...placed, seal: previous };
      });
      return { ...trail, sequence, seal: previous, unfiled: [...trail.unfiled, ...sealed] };
    },

    sealAnchor: ({ id, schema, at, heads, previous, last }) =>
      seal(['anchor', id, schema, at, heads, previous, last]),
  };
}
