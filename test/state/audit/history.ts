import fc from 'fast-check';
import type { AuditEvent } from '../../../src/domain/audit-event.ts';
import { clientId } from '../../../src/domain/ids.ts';
import { createAuditor } from '../../../src/state/audit/auditor.ts';
import { segmentId, type AuditSegment, type AuditTrail } from '../../../src/state/audit/trail.ts';
import { withoutFiled } from '../../../src/state/audit/without-filed.ts';

export const key = new Uint8Array(32).fill(7);
export const auditor = createAuditor(key);

export const anEvent = (over: Partial<AuditEvent> = {}): AuditEvent => ({
  at: '2026-11-22T18:00:00.000Z',
  actor: { role: 'therapist', id: 't' },
  action: 'read',
  record: 'client',
  outcome: 'success',
  ...over,
});

/** Any event, the odd ones among them. */
export const events = fc.record(
  {
    at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    actor: fc.record({
      role: fc.constantFrom('client', 'therapist', 'supervisor', 'operator', 'system'),
      id: fc.string({ unit: 'binary', maxLength: 12 }),
    }),
    action: fc.constantFrom('create', 'read', 'update', 'delete'),
    record: fc.constantFrom('client', 'check-in', 'alert', 'caseload'),
    outcome: fc.constantFrom('success', 'refused', 'failed'),
    clients: fc.array(fc.string({ maxLength: 8 }).map(clientId), { maxLength: 3 }),
  },
  { requiredKeys: ['at', 'actor', 'action', 'record', 'outcome'] },
) satisfies fc.Arbitrary<AuditEvent>;

/** A chain as it is stored. */
export interface Kept {
  readonly trail: AuditTrail;
  readonly segments: readonly AuditSegment[];
}

/** What is done to a chain: an event, or a filing whose result is committed, or lost in a crash after it. */
export type Step = AuditEvent | 'file' | 'file and crash';
export const steps = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: events },
      fc.constantFrom<Step>('file'),
      fc.constantFrom<Step>('file and crash'),
    ),
    { minLength: 1, maxLength: most },
  );

/** The chain after each step. */
export function keep(chain: string, taken: readonly Step[], using = auditor): Kept[] {
  let trail = using.begin(chain);
  let segments: readonly AuditSegment[] = [];
  return taken.map((step) => {
    if (typeof step === 'string') {
      const filed = segments.at(-1)?.events.at(-1)?.sequence ?? 0;
      const rest = trail.unfiled.filter(({ sequence }) => sequence > filed);
      if (rest.length > 0) {
        segments = [...segments, { id: segmentId(rest[0]!.sequence), schema: 1, events: rest }];
      }
      if (step === 'file') trail = withoutFiled(trail, trail.sequence);
    } else {
      trail = using.append(trail, step);
    }
    return { trail, segments };
  });
}
