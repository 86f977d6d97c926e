import { expect } from 'chai';
import { openCosmosStore } from '../../src/state/cosmos/open-cosmos-store.ts';
import { openDeliveryRoom, type DeliveryRoom } from '../helpers/delivery-room.ts';
import { openTestAccount, type TestAccount } from '../state/cosmos/test-account.ts';
import { allianceAlert, safetyAlert } from '../web/workspace/open-workspace.ts';

describe('alerts on their way to people, with the records in Cosmos DB', () => {
  let account: TestAccount;
  let room: DeliveryRoom;
  before(async () => {
    account = await openTestAccount('local');
    room = await openDeliveryRoom({}, { home: () => openCosmosStore(account) });
  });
  after(async () => {
    await room.close();
    await account.dispose();
  });

  it('are told once by one of two who look at once, reminded of, handed on, and buried where nothing reaches', async () => {
    // an id as long as a record may have one
    const ana = await room.hire(`t-${'a'.repeat(60)}`);
    await room.hire('sue', { roles: ['supervisor'] });
    const client = `stranger-${'c'.repeat(32)}`;
    await room.raise(client, ana, safetyAlert('Words'));
    await room.raise('c2', ana, allianceAlert());
    await Promise.all([room.round('one'), room.round('two')]);
    expect(room.connector.taken).to.have.length(2);
    room.connector.answer = () => 404;
    for (const time of ['13:00', '13:01', '14:00', '14:01', '15:01']) {
      room.now = `2026-11-23T${time}:00.000Z`;
      await room.round();
    }
    const { documents } = await room.store.deliveries.list(client);
    expect(
      documents.map(({ document: { step, channel, status } }) => `${step} ${channel} ${status}`),
    ).to.have.members([
      'raised mail sent',
      'raised teams sent',
      'reminded mail sent',
      'reminded teams failed',
      'escalated mail sent',
      'escalated teams failed',
    ]);
    expect((await room.notices()).map((notice) => notice.client)).to.deep.equal(['c2']);
    expect((await room.alert(client))?.called).to.deep.equal(['sue']);
  });
});
