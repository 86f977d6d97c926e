import type { AuditEvent } from '../domain/audit-event.ts';
import type { Instant } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { clinicChain } from './audit/chains.ts';
import { clinicPartition, type ClinicDocument, type HelplineConfirmation, type Store } from './store.ts';
import { upsert } from './upsert.ts';

/** What is confirmed: an entry of the helplines by its code, and the digest of what it says. */
export interface ConfirmedEntry {
  readonly code: string;
  readonly digest: string;
}

/** The confirmation that holds for what the entry says now; a changed entry has to be confirmed anew. */
export const confirmationOf = (
  clinic: Pick<ClinicDocument, 'helplinesConfirmed'> | undefined,
  { code, digest }: ConfirmedEntry,
): HelplineConfirmation | undefined => {
  const found = clinic?.helplinesConfirmed?.[code];
  return found?.digest === digest ? found : undefined;
};

/**
 * Keeps that a person confirmed entries, with one event in the clinic's chain. What the same person confirmed already
 * is left as it is: a repeat writes nothing, so the chain grows by decisions only.
 * @returns false where there is no clinic yet; then nothing is kept.
 */
export async function confirmHelplines(
  { store, auditor }: { readonly store: Pick<Store, 'clinic'>; readonly auditor: Pick<Auditor, 'append'> },
  {
    entries,
    by,
    at,
  }: { readonly entries: readonly ConfirmedEntry[]; readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const clinic = await upsert(store.clinic, clinicPartition, 'clinic', (current) => {
    if (!current) return undefined;
    const fresh = entries.filter((entry) => confirmationOf(current, entry)?.by !== by);
    if (fresh.length === 0) return undefined;
    const confirmed = fresh.map(({ code, digest }) => [code, { by, at, digest }] as const);
    const event: AuditEvent = {
      at,
      actor: { role: 'operator', id: 'helplines' },
      action: 'update',
      record: `helplines:${fresh.map(({ code }) => code).join(',')}`,
      outcome: 'success',
    };
    return {
      ...current,
      helplinesConfirmed: { ...current.helplinesConfirmed, ...Object.fromEntries(confirmed) },
      audit: auditor.append(current.audit ?? beginTrail(clinicChain), event),
    };
  });
  return clinic !== undefined;
}
