import { expect } from 'chai';
import { clientId } from '../../src/domain/ids.ts';
import { changeDocument } from '../../src/state/change-document.ts';
import { claimDevice } from '../../src/state/claim-device.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { drawDeviceCode } from '../../src/state/draw-device-code.ts';
import type { Store } from '../../src/state/store.ts';
import { createTries } from '../../src/state/tries.ts';
import { auditor } from '../helpers/auditing.ts';
import { aClient } from '../helpers/chat.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-23T19:00:00.000Z';
const client = clientId('client-1');

describe('a code for another device', () => {
  let store: Store;
  let code: string;
  beforeEach(async () => {
    store = await temporaryStore();
    await store.clients.put(client, newClientDocument(aClient()), 'absent');
    const drawn = await drawDeviceCode(store, { client, now });
    code = drawn.code;
    await changeDocument(store, client, (current) => ({ ...current, deviceCode: drawn.kept }));
  });
  afterEach(() => store.close());
  const claim = (user: string, given = code) =>
    claimDevice({ store, auditor }, { code: given, channelUser: `web:${user}`, now });

  it('lets one in of any number who have it at once', async () => {
    const users = ['a', 'b', 'c', 'd', 'e', 'f'];
    const claims = await Promise.all(users.map((user) => claim(user)));
    expect(claims.filter(({ ok }) => ok)).to.have.length(1);
    const known = await Promise.all(
      users.map((user) => store.channelUsers.get(`web:${user}`, `web:${user}`)),
    );
    expect(known.filter((one) => one !== undefined)).to.have.length(1);
  });

  it('lets the same one in again, whose first answer was lost, and tells the others once', async () => {
    for (let tries = 0; tries < 3; tries += 1) expect(await claim('a')).to.deep.equal({ ok: true, client });
    const { audit } = (await store.clients.get(client, client))!.document;
    expect(audit.unfiled.map(({ record }) => record)).to.deep.equal(['device']);
  });

  it('lets in whom a crash kept out after the first step', async () => {
    await claim('a');
    const user = (await store.channelUsers.get('web:a', 'web:a'))!;
    await store.channelUsers.remove('web:a', 'web:a', user.etag);
    expect(await claim('a')).to.deep.equal({ ok: true, client });
    expect((await store.channelUsers.get('web:a', 'web:a'))?.document.client).to.equal(client);
  });

  it('opens nothing where its commit never came', async () => {
    const { code: lost } = await drawDeviceCode(store, { client, now });
    expect(await claim('a', lost)).to.deep.equal({ ok: false, reason: 'expired' });
    expect(await claim('a')).to.deep.equal({ ok: true, client });
  });

  it('is nobody else’s secret: a session of another kind opens nothing', async () => {
    expect(await claim('a', 'ABCD2345')).to.deep.equal({ ok: false, reason: 'unknown' });
    expect(await claim('a', 'not a code at all')).to.deep.equal({ ok: false, reason: 'unknown' });
  });
});

describe('codes that open nothing', () => {
  it('are counted for each sender and for all, over a quarter of an hour', () => {
    const tries = createTries();
    for (let count = 0; count < 10; count += 1) tries.failed('one', now);
    expect(tries.mayTry('one', now)).to.equal(false);
    expect(tries.mayTry('another', now)).to.equal(true);
    for (let count = 0; count < 490; count += 1) tries.failed(`s${count}`, now);
    expect(tries.mayTry('another', now)).to.equal(false);
    expect(tries.mayTry('one', '2026-11-23T19:15:00.000Z')).to.equal(true);
  });
});
