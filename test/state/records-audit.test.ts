import { expect } from 'chai';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { enrolledClient } from '../../src/domain/client-changes.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import { StoreError, type Documents } from '../../src/state/documents.ts';
import { records, type Records } from '../../src/state/records.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-10T09:00:00.000Z';
const [ana, ben] = [therapistId('ana'), therapistId('ben')];
const id = clientId('c1');

describe('the audit at the door of the records', () => {
  let store: Store;
  let anas: Records;
  let bens: Records;
  beforeEach(async () => {
    store = await temporaryStore();
    for (const one of [ana, ben]) {
      await store.therapists.put('clinic', { id: one, name: one, language: 'en', demo: false }, 'absent');
    }
    anas = records({ store, auditor, now: () => now }, { therapist: ana });
    bens = records({ store, auditor, now: () => now }, { therapist: ben });
    const made = enrolledClient({ id, therapist: ana, label: 'one', at: now });
    if (made.ok) await anas.enrol(made.client);
  });
  afterEach(() => store.close());

  const inShort = ({ actor, action, record, outcome, clients }: AuditEvent) =>
    [actor.id, action, record, outcome, ...(clients ?? [])].join(' ');
  const ofClient = async () => (await store.clients.get(id, id))!.document.audit.unfiled.map(inShort);
  const ofTherapist = async (therapist: string) =>
    (await store.therapists.get('clinic', therapist))!.document.audit?.unfiled.map(inShort) ?? [];

  it('tells who enrolled, looked at, changed and was turned away, in the chain of the client', async () => {
    await anas.open(id);
    await anas.change(id, 'goals', (client) => ({ ok: true, client }));
    await anas.change(id, 'goals', () => ({ ok: false, reason: 'empty' }));
    await bens.open(id);
    await bens.change(id, 'alert', (client) => ({ ok: true, client: { ...client, label: 'stolen' } }));
    expect(await ofClient()).to.deep.equal([
      'ana create client success',
      'ana read client success',
      'ana update goals success',
      'ana update goals failed',
      'ben read client refused',
      'ben update alert refused',
    ]);
    expect((await store.clients.get(id, id))?.document.client.label).to.equal('one');
  });

  it('tells of a caseload whom it showed, in the chain of the therapist', async () => {
    await anas.caseload();
    await bens.caseload();
    expect(await ofTherapist('ana')).to.deep.equal(['ana read caseload success c1']);
    expect(await ofTherapist('ben')).to.deep.equal(['ben read caseload success']);
  });

  it('tells of somebody who asked for a client that there is not', async () => {
    await bens.open(clientId('nobody'));
    expect(await ofTherapist('ben')).to.deep.equal(['ben read client refused']);
  });

  it('shows nothing that it cannot audit', async () => {
    const down = () => Promise.reject(new StoreError('unavailable', { cause: 'test' }));
    const deaf: Store = {
      ...store,
      clients: { ...bound(store.clients), put: down },
      therapists: { ...bound(store.therapists), put: down },
    };
    const hers = records({ store: deaf, auditor, now: () => now }, { therapist: ana });
    for (const look of [() => hers.open(id), () => hers.caseload()]) {
      expect(await look().catch((error: unknown) => error)).to.be.instanceOf(StoreError);
    }
  });

  it('tells of a look that failed', async () => {
    const lists = { ...bound(store.checkIns), list: () => Promise.reject(new Error('broken')) };
    const hers = records(
      { store: { ...store, checkIns: lists }, auditor, now: () => now },
      { therapist: ana },
    );
    expect(await hers.open(id).catch(() => 'failed')).to.equal('failed');
    expect((await ofClient()).at(-1)).to.equal('ana read client failed');
  });

  it('loses no event of many at once, and files them in order before the document grows large', async () => {
    await Promise.all(Array.from({ length: 12 }, () => anas.open(id)));
    for (let n = 0; n < 60; n += 1) await anas.open(id);
    const { audit } = (await store.clients.get(id, id))!.document;
    expect(audit.sequence).to.equal(73);
    expect(audit.unfiled.length).to.be.below(25);
    const filed = (await store.audit.list('client:c1')).documents.flatMap(({ document }) => document.events);
    const all = [...filed, ...audit.unfiled].map(({ sequence }) => sequence);
    expect(all).to.deep.equal(Array.from({ length: 73 }, (_, at) => at + 1));
  });
});

/** The same collection, to put one method in the place of another. */
const bound = <T extends { readonly id: string }>(documents: Documents<T>): Documents<T> => ({
  get: (...given) => documents.get(...given),
  put: (...given) => documents.put(...given),
  list: (...given) => documents.list(...given),
  remove: (...given) => documents.remove(...given),
});
