import { assert } from 'chai';
import { helplineDigest } from '../../src/safety/helpline-digest.ts';
import { confirmationOf, confirmHelplines } from '../../src/state/helpline-confirmations.ts';
import { verifyAudit } from '../../src/state/audit/verify-audit.ts';
import type { ClinicDocument, Store } from '../../src/state/store.ts';
import { makeClinic } from './audit/clinic.ts';
import { auditor, key } from './audit/history.ts';
import { temporaryStore } from './temporary-store.ts';

const at = '2026-11-23T10:00:00.000Z';
const entryOf = (code: string) => ({ code, digest: helplineDigest(code)! });

describe('a confirmation of helplines', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
    await makeClinic(store);
  });
  afterEach(() => store.close());

  const clinic = async (): Promise<ClinicDocument> => (await store.clinic.get('clinic', 'clinic'))!.document;
  const confirm = (by: string, ...codes: string[]): Promise<boolean> =>
    confirmHelplines({ store, auditor }, { entries: codes.map(entryOf), by, at });

  it('is kept with who and when, for each country by itself', async () => {
    assert.isTrue(await confirm('Dr A', 'FR', 'DE'));
    const kept = await clinic();
    for (const code of ['FR', 'DE'])
      assert.deepEqual(confirmationOf(kept, entryOf(code)), {
        by: 'Dr A',
        at,
        digest: helplineDigest(code)!,
      });
    assert.isUndefined(confirmationOf(kept, entryOf('ES')));
    await confirm('Dr B', 'DE', 'other');
    assert.equal(confirmationOf(await clinic(), entryOf('DE'))?.by, 'Dr B');
    assert.equal(confirmationOf(await clinic(), entryOf('FR'))?.by, 'Dr A');
    assert.equal(confirmationOf(await clinic(), entryOf('other'))?.by, 'Dr B');
  });

  it('does not hold for an entry that says something else since', async () => {
    await confirm('Dr A', 'FR');
    assert.isUndefined(confirmationOf(await clinic(), { code: 'FR', digest: 'of another number' }));
  });

  it('is one event in the clinic’s chain, which stays whole', async () => {
    const before = (await clinic()).audit!;
    await confirm('Dr A', 'FR', 'other');
    const { sequence, unfiled } = (await clinic()).audit!;
    assert.equal(sequence, before.sequence + 1);
    const { actor, action, record, outcome } = unfiled.at(-1)!;
    assert.deepEqual(
      { actor, action, record, outcome },
      {
        actor: { role: 'operator', id: 'helplines' },
        action: 'update',
        record: 'helplines:FR,other',
        outcome: 'success',
      },
    );
    assert.notInclude(JSON.stringify(unfiled), 'Dr A', 'the audit holds no names');
    assert.equal((await verifyAudit(store, key, { noted: [] })).found, 0);
  });

  it('writes nothing when it is repeated', async () => {
    await confirm('Dr A', 'FR');
    const { etag } = (await store.clinic.get('clinic', 'clinic'))!;
    assert.isTrue(await confirm('Dr A', 'FR'));
    assert.equal((await store.clinic.get('clinic', 'clinic'))!.etag, etag);
  });
});

describe('a confirmation of helplines before there is a clinic', () => {
  it('is not kept, and says so', async () => {
    const store = await temporaryStore();
    const kept = await confirmHelplines({ store, auditor }, { entries: [entryOf('FR')], by: 'Dr A', at });
    assert.isFalse(kept);
    assert.isUndefined(await store.clinic.get('clinic', 'clinic'));
    await store.close();
  });
});
