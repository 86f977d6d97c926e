import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { createAuditor } from '../../src/state/audit/auditor.ts';

/** Seals with a key that is no secret. */
export const auditor = createAuditor(new Uint8Array(32).fill(7));

/** What a test does that is not about the audit. */
export const byTheTest: AuditEvent = {
  at: '2026-11-23T19:00:00.000Z',
  actor: { role: 'system', id: 'test' },
  action: 'update',
  record: 'client',
  outcome: 'success',
};
