import type { Holdings } from './holdings.ts';

/** Notes on the clinic's own document when it was restored; see `ClinicDocument.restoredAt`. */
export async function noteRestored(to: Holdings, now: string): Promise<void> {
  const clinic = to.documents('clinic');
  const stored = await clinic.get('clinic', 'clinic');
  if (stored) await clinic.put('clinic', Object.assign(stored.document, { restoredAt: now }), stored.etag);
}
