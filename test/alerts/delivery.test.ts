import { expect } from 'chai';
import { createAlertMail } from '../../src/mail/create-alert-mail.ts';
import type { AlertDelivery } from '../../src/domain/delivery.ts';
import { messageId } from '../../src/mail/message-id.ts';
import { openDeliveryRoom, type DeliveryRoom } from '../helpers/delivery-room.ts';
import { allianceAlert, safetyAlert } from '../web/workspace/open-workspace.ts';

const low = allianceAlert();
const danger = safetyAlert('Words of the client');
/** What became of each, in few words. */
const states = (deliveries: readonly AlertDelivery[]) =>
  deliveries.map(({ step, to, channel, status, why }) =>
    [step, to, channel, status, ...(why === undefined ? [] : [why])].join(' '),
  );

describe('an alert on its way to people', () => {
  let room: DeliveryRoom;
  let smtp: (command: 'RCPT' | 'DATA') => [code: number, text: string] | 'hang up' | undefined;
  beforeEach(async () => {
    smtp = () => undefined;
    room = await openDeliveryRoom({
      onRcptTo(_address, _session, callback) {
        const fault = smtp('RCPT');
        if (!Array.isArray(fault)) return callback();
        return callback(Object.assign(new Error(fault[1]), { responseCode: fault[0] }));
      },
    });
  });
  afterEach(() => room.close());

  const later = (minutes: number): void => {
    room.now = new Date(Date.parse(room.now) + minutes * 60_000).toISOString();
  };
  const told = () =>
    room.connector.taken.map(({ conversation, text }) => `${conversation}: ${text.split('\n')[0]}`);
  const mailed = () => room.box.caught.map(({ to, headers }) => `${to[0]}: ${headers.get('subject')}`);

  it('goes by the first channel that takes it, and is on record with what the channel calls it', async () => {
    const ana = await room.hire('ana');
    await room.raise('c1', ana, low);
    await room.round();
    const [delivery, ...others] = await room.deliveries('c1');
    expect(others).to.deep.equal([]);
    expect(delivery).to.include({
      channel: 'teams',
      status: 'sent',
      message: 'message-1',
      token: 1,
      unsure: 0,
    });
    expect([told(), mailed()]).to.deep.equal([['ana: A client of yours may need your attention'], []]);
  });

  it('falls back to e-mail where the bot is blocked, and the chat is known to be gone', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => 403;
    await room.raise('c1', ana, low);
    await room.round();
    expect(states(await room.deliveries('c1')).sort()).to.deep.equal([
      'raised ana mail sent',
      'raised ana teams failed gone',
    ]);
    expect(mailed()).to.deep.equal(['ana@example.org: Someone may need you: please look in the workspace']);
    expect((await room.store.therapists.get('clinic', 'ana'))?.document.teams?.place.goneAt).to.equal(
      room.now,
    );
    expect(await room.deadLetters()).to.deep.equal([]);
  });

  it('in an e-mail says nothing of who it is or what, and leads to the client’s page', async () => {
    const ana = await room.hire('ana', { teams: undefined as never });
    await room.raise('c1', ana, low);
    await room.round();
    const [letter] = room.box.caught;
    expect(letter?.text).to.include('https://clinic.example/workspace/clients/c1');
    expect(letter?.html).to.include('https://clinic.example/workspace/clients/c1');
    expect(letter?.raw).to.not.match(/Private|label|Name of|alliance|alert|therap|bond|clinic(?!\.example)/i);
    expect(letter?.headers.has('list-unsubscribe')).to.equal(false);
    expect(room.logged.join('')).to.not.match(/Private|ana@|c1|Words/);
  });

  for (const [language, subject] of [
    ['es', 'Alguien puede necesitarle'],
    ['pt-PT', 'Alguém pode precisar de você'],
    ['zh-Hans', '可能有人需要您'],
    ['ar', 'ربما يحتاج إليك أحد'],
  ] as const)
    it(`is in the language ${language} of who reads it`, async () => {
      const notifier = room.parts().channels[1]!;
      const ana = await room.hire('ana', { language });
      const { document: therapist } = (await room.store.therapists.get('clinic', ana))!;
      await notifier.tell({ id: 'x', therapist, about: 'client', urgent: false, link: 'https://x.example' });
      expect(room.box.caught[0]?.html).to.include(subject);
    });

  it('of danger goes by every channel at once, whatever they chose and at any hour', async () => {
    const quiet = { from: { hour: 0, minute: 0 }, to: { hour: 23, minute: 59 }, timeZone: 'Etc/UTC' };
    const ana = await room.hire('ana', { notify: { channels: [], quiet } });
    await room.raise('c1', ana, danger);
    await room.round();
    expect(told()).to.deep.equal(['ana: Urgent: a client of yours may need your attention now']);
    expect(mailed()).to.deep.equal([
      'ana@example.org: Needs attention within the hour: please look in the workspace',
    ]);
  });

  it('waits for the end of quiet hours', async () => {
    const quiet = { from: { hour: 12, minute: 0 }, to: { hour: 14, minute: 0 }, timeZone: 'Europe/Madrid' };
    const ana = await room.hire('ana', { notify: { channels: ['teams', 'mail'], quiet } });
    await room.raise('c1', ana, low);
    await room.round();
    later(59);
    await room.round();
    expect(told()).to.deep.equal([]);
    later(1);
    await room.round();
    expect(told()).to.have.length(1);
  });

  it('goes by no channel that they did not choose, and stands in the workspace', async () => {
    const ana = await room.hire('ana', { notify: { channels: [] } });
    await room.raise('c1', ana, low);
    await room.round();
    expect([told(), mailed()]).to.deep.equal([[], []]);
    expect(states(await room.deliveries('c1'))).to.deep.equal(['raised ana workspace sent']);
    expect(await room.deadLetters()).to.deep.equal([]);
  });

  it('of danger to somebody without a channel is a dead letter as well', async () => {
    const ana = await room.hire('ana', { teams: undefined as never, mail: undefined as never });
    await room.raise('c1', ana, danger);
    await room.round();
    expect((await room.deadLetters()).map(({ to, why }) => [to, why])).to.deep.equal([['ana', []]]);
  });

  it('waits as long as the service asks for (Retry-After), and is then sent once', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => ({ status: 429, retryAfter: 600 });
    await room.raise('c1', ana, low);
    await room.round();
    room.connector.answer = () => 201;
    later(9);
    await room.round();
    expect(told()).to.deep.equal([]);
    later(2);
    await room.round();
    expect(told()).to.have.length(1);
    expect(mailed()).to.deep.equal([]);
  });

  it('goes on to the next channel after a few attempts that were not taken', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => 429;
    await room.raise('c1', ana, low);
    for (let minute = 0; minute < 15; minute += 1) {
      await room.round();
      later(1);
    }
    expect(room.connector.asked).to.equal(4);
    expect(states(await room.deliveries('c1')).sort()).to.deep.equal([
      'raised ana mail sent',
      'raised ana teams failed busy',
    ]);
  });

  it('is sent a second time only where nobody knows whether it arrived, and says so', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => 'lost';
    await room.raise('c1', ana, low);
    await room.round();
    room.connector.answer = () => 201;
    later(1);
    await room.round();
    later(60);
    await room.round();
    expect(told()).to.have.length(2);
    expect((await room.deliveries('c1'))[0]).to.include({ status: 'sent', unsure: 1 });
  });

  it('has a dead letter where no channel reached them, with why', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => 404;
    smtp = (command) => (command === 'RCPT' ? [550, 'no such mailbox'] : undefined);
    await room.raise('c1', ana, low);
    await room.round();
    expect((await room.deadLetters()).map(({ to, why }) => [to, why])).to.deep.equal([
      [
        'ana',
        [
          { channel: 'teams', why: 'gone' },
          { channel: 'mail', why: 'no-mailbox' },
        ],
      ],
    ]);
  });

  it('of danger that reached nobody goes to the supervisors without waiting', async () => {
    const ana = await room.hire('ana');
    await room.hire('sue', { roles: ['supervisor'] });
    room.connector.answer = (conversation) => (conversation === 'ana' ? 404 : 201);
    smtp = (command) => (command === 'RCPT' ? [550, 'no such mailbox'] : undefined);
    await room.raise('c1', ana, danger);
    for (let look = 0; look < 4; look += 1) await room.round();
    expect(told()).to.deep.equal(['sue: Urgent: someone may need you now']);
  });

  it('a server that says later is asked again, one that says never is not', async () => {
    const ana = await room.hire('ana', { teams: undefined as never });
    smtp = () => [451, 'try later'];
    await room.raise('c1', ana, low);
    await room.round();
    smtp = () => undefined;
    later(1);
    await room.round();
    expect(mailed()).to.have.length(1);
    expect((await room.deliveries('c1'))[0]).to.include({ status: 'sent', unsure: 0, token: 2 });
  });

  it('has the same message id on a second copy, and no other delivery has it', async () => {
    const ana = await room.hire('ana');
    const { document: therapist } = (await room.store.therapists.get('clinic', ana))!;
    const sent: string[] = [];
    const notifier = createAlertMail({
      mailer: {
        send: async (mail) => {
          sent.push(mail.messageId);
          return { kind: 'sent' };
        },
      },
      from: { address: 'us@example.net' },
      url: () => Promise.resolve('https://clinic.example'),
    });
    const message = { therapist, about: 'client', urgent: false, link: 'https://x.example' } as const;
    for (const id of ['one', 'one', 'two']) await notifier.tell({ ...message, id });
    expect(sent[0]).to.equal(sent[1]).and.to.not.equal(sent[2]);
    expect(sent[0]).to.equal(messageId({ address: 'us@example.net' }, ['address-ana', 'one']));
  });

  it('is not sent any more once somebody has acted', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => 429;
    await room.raise('c1', ana, low);
    await room.round();
    await room.act('c1');
    room.connector.answer = () => 201;
    later(10);
    await room.round();
    expect(told()).to.deep.equal([]);
    expect(states(await room.deliveries('c1'))).to.deep.equal(['raised ana teams failed withdrawn']);
    expect(await room.notices()).to.deep.equal([]);
  });

  it('is sent once where two look at it at the same time', async () => {
    const ana = await room.hire('ana');
    await room.raise('c1', ana, low);
    await Promise.all([room.round('one'), room.round('two')]);
    expect(told()).to.have.length(1);
  });

  it('is sent again by another when the one who took it is no more, and the old one is not heard', async () => {
    const ana = await room.hire('ana');
    room.connector.answer = () => ({ status: 403, afterMs: 400 });
    await room.raise('c1', ana, low);
    const old = room.round('old');
    while (room.connector.asked === 0) await new Promise((resolve) => setImmediate(resolve));
    later(4);
    room.connector.answer = () => 201;
    await room.round('new');
    expect((await room.deliveries('c1'))[0]).to.include({ status: 'sent', token: 2, unsure: 1 });
    await old;
    expect(states(await room.deliveries('c1'))).to.deep.equal(['raised ana teams sent']);
  });
});
