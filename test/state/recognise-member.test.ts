import { expect } from 'chai';
import { enrolledClient } from '../../src/domain/client-changes.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import type { Client } from '../../src/domain/client.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { recogniseMember, type Recognition } from '../../src/state/recognise-member.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-23T09:00:00.000Z';
const first = therapistId('first-therapist');
const objectId = '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70';

describe('recogniseMember', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
    await begin(false);
  });
  afterEach(() => store.close());

  const begin = async (demo: boolean): Promise<void> => {
    const document = { id: first, name: 'Your therapist', language: 'en', demo };
    await store.therapists.put('clinic', document, 'absent');
    await store.clinic.put(
      'clinic',
      { id: 'clinic', schema: 1, therapist: first, seeded: demo ? 'demo' : 'empty' },
      'absent',
    );
  };
  const enrol = async (status: Client['status']): Promise<void> => {
    const made = enrolledClient({ id: clientId('c1'), therapist: first, label: 'c1', at: now });
    if (!made.ok) throw new Error(made.reason);
    const document = newClientDocument({ ...made.client, status });
    const put = await store.clients.put('c1', document, 'absent');
    if (put.ok) await performAndClear(store, { document, etag: put.etag });
  };
  const come = (subject: string, more: Partial<Recognition['identity']> = {}, firstTherapist?: string) =>
    recogniseMember(
      { store, auditor },
      {
        identity: {
          account: { issuer: 'https://login.example', subject, objectId },
          name: `Name of ${subject}`,
          language: 'es',
          roles: ['therapist'],
          ...more,
        },
        now,
        otherwise: { name: 'Your therapist', language: 'en' },
        firstTherapist,
      },
    );

  it('gives the first therapist’s record to the first who comes, and others one of their own', async () => {
    expect(await come('ana')).to.include({ id: first, name: 'Name of ana', language: 'es' });
    expect((await come('ben')).id).to.match(/^t-[0-9a-f]{24}$/);
    expect((await come('ana')).id).to.equal(first);
  });

  it('gives it to one of two who come at once', async () => {
    const [ana, ben] = await Promise.all([come('ana'), come('ben')]);
    expect([ana.id, ben.id].filter((id) => id === first)).to.have.length(1);
  });

  it('gives it to no supervisor or operator', async () => {
    expect((await come('sue', { roles: ['supervisor', 'operator'] })).id).to.not.equal(first);
    expect((await come('ana')).id).to.equal(first);
  });

  it('gives clients who are there already to nobody who merely comes first', async () => {
    await enrol('joined');
    expect((await come('ana')).id).to.not.equal(first);
  });

  it('lets what strangers wrote wait for who comes', async () => {
    await enrol('stranger');
    expect((await come('ana')).id).to.equal(first);
  });

  it('gives it, clients and all, to the one who is named, by either of their ids, and to nobody else', async () => {
    await enrol('joined');
    const other = { account: { issuer: 'https://login.example', subject: 'ben' } };
    expect((await come('ben', other, 'ana')).id).to.not.equal(first);
    expect((await come('ana', {}, objectId.toUpperCase())).id).to.equal(first);
  });

  it('leaves the made-up therapist of a demo clinic', async () => {
    await store.close();
    store = await temporaryStore();
    await begin(true);
    expect((await come('ana')).id).to.not.equal(first);
  });

  it('tells two people apart who have one subject at two providers', async () => {
    await come('first');
    const there = { account: { issuer: 'https://elsewhere.example', subject: 'ana' } };
    expect((await come('ana')).id).to.not.equal((await come('ana', there)).id);
  });

  it('keeps the language that somebody chose, and the name where the provider tells none', async () => {
    const { id } = await come('ana');
    const stored = (await store.therapists.get('clinic', id))!;
    await store.therapists.put('clinic', { ...stored.document, language: 'en' }, stored.etag);
    const again = await come('ana', { name: undefined, language: 'es' });
    expect(again).to.include({ language: 'en', name: 'Name of ana' });
    expect((await come('nameless', { name: undefined })).name).to.equal('Your therapist');
  });
});
