import { expect } from 'chai';
import { askAgain } from '../../src/domain/reminder-mail-life.ts';
import { linkIn, openPostOffice, type PostOffice } from '../helpers/post-office.ts';

describe('a letter that asks to confirm an address', () => {
  let office: PostOffice;
  const open = async (...options: Parameters<typeof openPostOffice>) => {
    office = await openPostOffice(...options);
    await office.gives('someone@example.org');
  };
  afterEach(() => office.close());
  const status = async (id?: string) => (await office.client(id)).reminderMail?.address?.letter.status;

  it('goes out once, however many see that it is due', async () => {
    await open();
    const client = await office.client();
    for (let instance = 0; instance < 3; instance += 1) office.post.letters.attend(client);
    await office.post.letters.settle();
    expect(office.box.caught.map(({ to }) => to)).to.deep.equal([['someone@example.org']]);
    expect(await status()).to.equal('sent');
  });

  it('tells whoever gets it by mistake what to do, and names nobody', async () => {
    await open();
    await office.deliver();
    const { text, html, headers } = office.box.caught[0]!;
    expect(text).to.contain('If it was not you, please do nothing');
    expect(headers.get('subject')).to.equal('Please confirm your address');
    expect(headers.get('auto-submitted')).to.equal('auto-generated');
    for (const part of [text, html]) {
      expect(linkIn(part.replaceAll('"', ' '), '/reminders/confirm/')).to.be.a('string');
      expect(part).not.to.match(/Dr Example|A\. B\.|client-1|Call a friend/);
    }
  });

  it('is in the language in which the client agreed', async () => {
    await open();
    await office.gives('someone@example.org', { language: 'ar' });
    await office.deliver();
    expect(office.box.caught[0]?.html).to.contain('dir="rtl"').and.contain('أكّد');
  });

  it('has another id when it is sent again', async () => {
    await open();
    await office.deliver();
    office.now = '2026-11-23T19:00:00.000Z';
    const again = askAgain(await office.client(), office.now);
    const stored = (await office.store.clients.get('client-1', 'client-1'))!;
    await office.store.clients.put(
      'client-1',
      { ...stored.document, client: again.ok ? again.client : stored.document.client },
      stored.etag,
    );
    await office.deliver();
    expect(new Set(office.box.caught.map(({ headers }) => headers.get('message-id'))).size).to.equal(2);
  });

  it('is on record as refused where there is no such mailbox', async () => {
    await open({
      onRcptTo: (_, __, callback) => callback(Object.assign(new Error('5.1.1 no'), { responseCode: 550 })),
    });
    await office.deliver();
    expect(await status()).to.equal('refused');
  });

  it('is on record as unsent where the mail server is away', async () => {
    await open();
    await office.box.close();
    await office.deliver();
    expect(await status()).to.equal('unsent');
  });

  it('does not go out where a crash came between: nobody knows whether it did', async () => {
    await open();
    const stored = (await office.store.clients.get('client-1', 'client-1'))!;
    const { client } = stored.document;
    const { address, asked } = client.reminderMail!;
    const letter = { status: 'sending', at: office.now } as const;
    const reminderMail = { asked, address: { ...address!, letter } };
    await office.store.clients.put(
      'client-1',
      { ...stored.document, client: { ...client, reminderMail } },
      stored.etag,
    );
    await office.deliver();
    expect(office.box.caught).to.deep.equal([]);
  });

  it('does not go out from a restored store, which may have sent it before', async () => {
    await open({}, { restoredAt: '2026-11-23T18:00:00.001Z' });
    await office.deliver();
    expect(office.box.caught).to.deep.equal([]);
    office.now = '2026-11-23T18:00:01.000Z';
    await office.gives('someone@example.org');
    await office.deliver();
    expect(office.box.caught).to.have.length(1);
  });

  it('goes to one address three times a day at most, whoever asks', async () => {
    await open();
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4']) {
      await office.gives('Someone@example.org', { id: id as never });
      await office.deliver(id);
    }
    expect(office.box.caught).to.have.length(3);
    expect(await status('c-4')).to.equal('limited');
    office.now = '2026-11-24T18:00:00.000Z';
    await office.gives('someone@example.org', { id: 'c-5' as never });
    await office.deliver('c-5');
    expect(office.box.caught).to.have.length(4);
  });

  it('goes no more to who said no to it, for 90 days, whoever asks', async () => {
    await open();
    await office.deliver();
    await fetch(linkIn(office.box.caught[0]!.text, '/reminders/stop/'), { method: 'POST' });
    for (const [now, letters] of [
      ['2026-11-24T18:00:00.000Z', 1],
      ['2027-02-20T18:00:00.000Z', 1],
      ['2027-02-22T18:00:00.000Z', 2],
    ] as const) {
      office.now = now;
      await office.gives('someone@example.org', { id: 'c-2' as never });
      await office.deliver('c-2');
      expect(office.box.caught, now).to.have.length(letters);
    }
  });

  it('may go again to who had said yes before and stopped it', async () => {
    await open();
    await office.deliver();
    const { text } = office.box.caught[0]!;
    await fetch(linkIn(text, '/reminders/confirm/'), { method: 'POST' });
    await fetch(linkIn(text, '/reminders/stop/'), { method: 'POST' });
    await office.gives('someone@example.org');
    await office.deliver();
    expect(office.box.caught).to.have.length(2);
  });

  it('leaves no address in what is kept to count them', async () => {
    await open();
    const kept: unknown[] = [];
    const { sessions } = office.store;
    const put = sessions.put.bind(sessions);
    Object.assign(sessions, {
      put: (...given: Parameters<typeof put>) => {
        kept.push(given);
        return put(...given);
      },
    });
    await office.deliver();
    expect(kept).to.have.length(1);
    expect(JSON.stringify(kept)).not.to.match(/someone|example/);
  });
});
