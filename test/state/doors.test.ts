import { expect } from 'chai';
import { enrolledClient } from '../../src/domain/client-changes.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import { roles, type Person } from '../../src/domain/rights.ts';
import { readOperation } from '../../src/state/read-operation.ts';
import { readOverview } from '../../src/state/read-overview.ts';
import { records } from '../../src/state/records.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-23T09:00:00.000Z';
const ana = therapistId('ana');

describe('the doors to the records', () => {
  let store: Store;
  const parts = () => ({ store, auditor, now: () => now });
  const person = (...held: Person['roles']): Person => ({ id: ana, roles: held });
  const lastEvent = async () =>
    (await store.therapists.get('clinic', ana))?.document.audit?.unfiled.at(-1) ?? expect.fail('no event');
  beforeEach(async () => {
    store = await temporaryStore();
    await store.therapists.put('clinic', { id: ana, name: 'Ana', language: 'en', demo: false }, 'absent');
    const made = enrolledClient({ id: clientId('c1'), therapist: ana, label: 'Private', at: now });
    if (made.ok) await records(parts(), person('therapist')).enrol(made.client);
  });
  afterEach(() => store.close());

  it('give a therapist’s own records to nobody who is no therapist now', async () => {
    for (const held of [person(), person('supervisor', 'operator')]) {
      const door = records(parts(), held);
      expect(await door.caseload()).to.deep.equal([]);
      expect(await lastEvent()).to.include({ record: 'caseload', outcome: 'refused' });
      expect(await door.open(clientId('c1'))).to.equal(undefined);
      const change = await door.change(clientId('c1'), 'goals', (client) => ({ ok: true, client }));
      expect(change).to.deep.equal({ ok: false, reason: 'unknown' });
    }
    const { audit } = (await store.clients.get('c1', 'c1'))!.document;
    expect(audit.unfiled.slice(1).map(({ outcome }) => outcome)).to.deep.equal(Array(4).fill('refused'));
    expect(await records(parts(), person('therapist')).caseload()).to.have.length(1);
  });

  for (const [name, role, read] of [
    ['overview', 'supervisor', readOverview],
    ['operation', 'operator', readOperation],
  ] as const) {
    it(`give the ${name} to a ${role} alone, and put both answers on record`, async () => {
      const others = roles.filter((one) => one !== role);
      expect(await read(parts(), person(...others))).to.equal(undefined);
      expect(await lastEvent()).to.deep.include({
        actor: { role, id: 'ana' },
        action: 'read',
        record: name,
        outcome: 'refused',
      });
      expect(await read(parts(), person(role))).to.be.an('object');
      expect(await lastEvent()).to.include({ record: name, outcome: 'success' });
    });
  }

  it('show nothing that cannot be put on record', async () => {
    const deaf = {
      ...store,
      therapists: { ...store.therapists, put: () => Promise.reject(new Error('no')) },
    };
    for (const read of [readOverview, readOperation]) {
      const refused = await read({ ...parts(), store: deaf }, person(...roles)).catch(() => 'not shown');
      expect(refused).to.equal('not shown');
    }
  });
});
