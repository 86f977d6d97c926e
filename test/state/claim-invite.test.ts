import { assert } from 'chai';
import { clientId, inviteCode, therapistId, type InviteCode } from '../../src/domain/ids.ts';
import { claimInvite, createInvite, formatInviteCode, type Claim } from '../../src/state/claim-invite.ts';
import type { Store } from '../../src/state/store.ts';
import { temporaryStore } from './temporary-store.ts';

const monday = '2026-11-23T09:00:00.000Z';
const later = '2026-12-30T09:00:00.000Z';
const therapist = therapistId('t1');
const alma = clientId('alma');
const ben = clientId('ben');

describe('invites', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  const invite = async (client = alma, days = 14): Promise<InviteCode> =>
    (await createInvite(store, { client, therapist, now: monday, days })).id;
  const claim = (code: string, channelUser = 'webchat:phone', now = monday): Promise<Claim> =>
    claimInvite(store, { code, channelUser, now });

  describe('a new invite', () => {
    it('is stored for its client and lasts as many days as asked', async () => {
      const created = await createInvite(store, { client: alma, therapist, now: monday, days: 14 });
      assert.deepEqual(created, {
        id: created.id,
        client: alma,
        therapist,
        createdAt: monday,
        expiresAt: '2026-12-07T09:00:00.000Z',
      });
      assert.deepEqual((await store.invites.get(created.id, created.id))?.document, created);
    });

    it('has a code of ten signs that cannot be mistaken for one another', async () => {
      const codes = await Promise.all(Array.from({ length: 200 }, () => invite()));
      for (const code of codes) assert.match(code, /^[2-9A-HJKMNP-TV-Z]{10}$/);
      assert.equal(new Set(codes).size, 200);
      assert.isAtLeast(new Set(codes.join('')).size, 30);
    });

    it('is shown in two halves, and read back whatever the case, spaces and hyphens', () => {
      const code = inviteCode('ABCDE23456');
      assert.equal(formatInviteCode(code), 'ABCDE-23456');
      for (const typed of ['abcde-23456', ' ABCDE 23456 ', 'a-b-c-d-e 2 3456']) {
        assert.equal(inviteCode(typed), code);
      }
    });
  });

  describe('a claim', () => {
    it('lets its channel user in as that client', async () => {
      const code = await invite();
      assert.deepEqual(await claim(code), { ok: true, client: alma });
      assert.deepEqual((await store.channelUsers.get('webchat:phone', 'webchat:phone'))?.document, {
        id: 'webchat:phone',
        client: alma,
        joinedAt: monday,
      });
      const { document } = (await store.invites.get(code, code))!;
      assert.equal(document.claimedBy, 'webchat:phone');
      assert.equal(document.claimedAt, monday);
    });

    it('takes the code as people type it', async () => {
      const code = formatInviteCode(await invite()).toLowerCase();
      assert.isTrue((await claim(` ${code} `)).ok);
    });

    for (const odd of ['', '   ', '23456', 'ABCDE-23456', '../../etc', '🙂'.repeat(10), 'A'.repeat(5000)]) {
      it(`does not know ${JSON.stringify(odd.slice(0, 20))}`, async () => {
        assert.deepEqual(await claim(odd), { ok: false, reason: 'unknown' });
      });
    }

    it('opens one device only', async () => {
      const code = await invite();
      await claim(code, 'webchat:phone');
      assert.deepEqual(await claim(code, 'webchat:laptop'), { ok: false, reason: 'used' });
      assert.isUndefined(await store.channelUsers.get('webchat:laptop', 'webchat:laptop'));
    });

    it('is granted to the same device again, after the invite expired too', async () => {
      const code = await invite();
      await claim(code);
      const before = await store.channelUsers.get('webchat:phone', 'webchat:phone');
      assert.deepEqual(await claim(code, 'webchat:phone', later), { ok: true, client: alma });
      assert.deepEqual(await store.channelUsers.get('webchat:phone', 'webchat:phone'), before);
    });

    it('ends right when a crash came between its two steps', async () => {
      const code = await invite();
      await claim(code);
      const user = (await store.channelUsers.get('webchat:phone', 'webchat:phone'))!;
      await store.channelUsers.remove('webchat:phone', 'webchat:phone', user.etag);
      assert.deepEqual(await claim(code, 'webchat:laptop'), { ok: false, reason: 'used' });
      assert.deepEqual(await claim(code, 'webchat:phone', later), { ok: true, client: alma });
      assert.deepEqual(
        (await store.channelUsers.get('webchat:phone', 'webchat:phone'))?.document,
        user.document,
      );
    });

    it('comes too late from the moment the invite expires', async () => {
      const code = await invite(alma, 1);
      assert.deepEqual(await claim(code, 'webchat:phone', '2026-11-24T09:00:00.000Z'), {
        ok: false,
        reason: 'expired',
      });
      assert.isTrue((await claim(code, 'webchat:phone', '2026-11-24T08:59:59.999Z')).ok);
    });

    it('goes to one of two devices that race for it', async () => {
      for (let round = 0; round < 20; round += 1) {
        const code = await invite();
        const devices = [`webchat:phone${round}`, `webchat:laptop${round}`];
        const claims = await Promise.all(devices.map((device) => claim(code, device)));
        assert.sameDeepMembers(claims, [
          { ok: true, client: alma },
          { ok: false, reason: 'used' },
        ]);
        const winner = devices[claims.findIndex(({ ok }) => ok)];
        assert.equal((await store.invites.get(code, code))?.document.claimedBy, winner);
        for (const device of devices) {
          assert.equal((await store.channelUsers.get(device, device)) !== undefined, device === winner);
        }
      }
    });

    it('answers one device alike when it asks twice at once', async () => {
      const code = await invite();
      assert.deepEqual(await Promise.all([claim(code), claim(code)]), [
        { ok: true, client: alma },
        { ok: true, client: alma },
      ]);
    });

    it('opens a device that is the same client already', async () => {
      await claim(await invite());
      assert.deepEqual(await claim(await invite()), { ok: true, client: alma });
    });

    it("never gives a device that is one client's to another, nor uses up the invite for it", async () => {
      await claim(await invite(alma));
      const code = await invite(ben);
      assert.deepEqual(await claim(code), { ok: false, reason: 'other-client' });
      assert.equal((await store.channelUsers.get('webchat:phone', 'webchat:phone'))?.document.client, alma);
      assert.deepEqual(await claim(code, 'webchat:laptop'), { ok: true, client: ben });
    });

    it("leaves a device one client's when it claims two at once", async () => {
      const codes = [await invite(alma), await invite(ben)];
      const claims = await Promise.all(codes.map((code) => claim(code)));
      const granted = claims.filter((outcome) => outcome.ok);
      assert.lengthOf(granted, 1);
      const user = await store.channelUsers.get('webchat:phone', 'webchat:phone');
      assert.equal(user?.document.client, granted[0]!.client);
    });
  });
});
