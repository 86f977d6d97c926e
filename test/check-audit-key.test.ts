import { expect } from 'chai';
import { checkAuditKey } from '../src/check-audit-key.ts';
import { createAuditor } from '../src/state/audit/auditor.ts';
import { anchorPartition } from '../src/state/audit/anchor-trails.ts';
import { SetUpError } from '../src/set-up-error.ts';
import { auditRestore } from '../src/state/audit-restore.ts';
import type { Store } from '../src/state/store.ts';
import { auditor } from './helpers/auditing.ts';
import { temporaryStore } from './state/temporary-store.ts';

describe('the audit at a start', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  it('is not gone on with under another key', async () => {
    await checkAuditKey(store, auditor);
    const at = '2026-11-22T18:00:00.000Z';
    const page = { id: '2026-11-22/0001', schema: 1, at, heads: [], previous: '', last: true } as const;
    await store.anchors.put(anchorPartition, { ...page, seal: auditor.sealAnchor(page) }, 'absent');
    await checkAuditKey(store, auditor);
    const other = createAuditor(new Uint8Array(32).fill(8));
    const refused = await checkAuditKey(store, other).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(SetUpError);
  });

  it('has a restore in the clinic’s chain, once', async () => {
    const restoredAt = '2026-11-22T18:00:00.000Z';
    const clinic = { id: 'clinic', schema: 1, therapist: 't' as never, seeded: 'empty', restoredAt } as const;
    await store.clinic.put('clinic', clinic, 'absent');
    await auditRestore(store, auditor);
    await auditRestore(store, auditor);
    const { audit } = (await store.clinic.get('clinic', 'clinic'))!.document;
    expect(audit?.unfiled.map(({ at, record, actor }) => [at, record, actor.role])).to.deep.equal([
      [restoredAt, 'store', 'operator'],
    ]);
  });
});
