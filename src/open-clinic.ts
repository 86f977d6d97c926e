import { checkAuditKey } from './check-audit-key.ts';
import { checkHelplines } from './check-helplines.ts';
import type { Config } from './config.ts';
import { seedDemoClinic, type Seed } from './demo/seed-demo-clinic.ts';
import { openStore } from './open-store.ts';
import { readAuditKey } from './read-audit-key.ts';
import { SetUpError } from './set-up-error.ts';
import { auditRestore } from './state/audit-restore.ts';
import { createAuditor, type Auditor } from './state/audit/auditor.ts';
import { noteOffered } from './state/client-countries.ts';
import { clinicPartition, type ClinicDocument, type Store } from './state/store.ts';
import { upsert } from './state/upsert.ts';

/** Nobody can sign in as its therapist, to whom what strangers write would go. */
const madeUp =
  'DATA_DIR: holds the demo clinic, whose clients are made up; begin with another folder in production, or with another COSMOS_DATABASE';

export interface OpenClinic {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly clinic: ClinicDocument;
}

/**
 * The store with a clinic in it, seeded when it is new, and the key that its audit is sealed with. Rejects with
 * `SetUpError` for what an operator must mend, with nothing left open.
 */
export async function openClinic(
  config: Config,
  seed: Omit<Seed, 'now'> & { readonly now: () => string },
): Promise<OpenClinic> {
  const { now } = seed;
  const store = await openStore(config, { now });
  try {
    const auditor = createAuditor(await readAuditKey(config));
    await checkAuditKey(store, auditor);
    await auditRestore(store, auditor);
    const clinic = await seedDemoClinic({ store, auditor }, { ...seed, now: now() });
    if (clinic.seeded === 'empty') {
      await upsert(store.therapists, clinicPartition, clinic.therapist, (therapist) =>
        therapist && !therapist.account && therapist.name !== config.therapistName
          ? { ...therapist, name: config.therapistName }
          : undefined,
      );
    }
    if (config.production) {
      if (clinic.seeded === 'demo') throw new SetUpError([madeUp]);
      await checkHelplines(store, config.countries);
      await noteOffered(store, config.countries);
    }
    return { store, auditor, clinic };
  } catch (error) {
    await store.close();
    throw error;
  }
}
