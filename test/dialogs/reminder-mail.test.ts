import { expect } from 'chai';
import type { Client } from '../../src/domain/client.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const invited = (): Client => {
  const { consent: _consent, due: _due, ...rest } = aClient({ status: 'invited' });
  return rest;
};
const rating = 'working toward the same things';
const week = ['8', '9', '7', '8', '8', 'done', '3', '9', '10'];

describe('reminders by e-mail, in the chat', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  const open = async (client: Client = aClient(), options: Parameters<typeof openChat>[1] = {}) => {
    chat = await openChat(client, { reminderMail: true, ...options });
  };
  const mail = async () => (await chat.document()).client.reminderMail;
  const last = () => chat.said.at(-1)?.text ?? '';
  const [tenant, object] = ['7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f', '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70'];
  /** As the client's messages come from Teams. */
  const teams = {
    channelId: 'msteams',
    from: { id: '29:me', name: '', aadObjectId: object },
    conversation: { id: 'c', isGroup: false, conversationType: 'personal', name: '', tenantId: tenant },
  };
  async function meetInTeams(): Promise<void> {
    const user = `msteams:${tenant}:${object}`;
    const joinedAt = '2026-11-01T10:00:00.000Z';
    await chat.store.channelUsers.put(user, { id: user, client: aClient().id, joinedAt }, 'absent');
  }
  const texts = (said: readonly { text: string }[]) => said.map(({ text }) => text).join('\n');

  describe('after joining', () => {
    const join = async () => {
      await chat.send({ type: 'event', name: 'start' });
      for (const label of ['I agree', 'Monday', '18:00']) await chat.tap(label);
    };

    it('are offered with what they mean, and a no leads on to the check-in', async () => {
      await open(invited());
      await join();
      expect(last()).to.contain('E-mail is not private').and.to.contain('nothing about you');
      const said = await chat.tap('No, thank you');
      expect(texts(said)).to.contain('If you change your mind').and.to.contain('weekly check-in');
      expect((await chat.document()).client.checkIn?.status).to.equal('open');
      expect(await mail()).to.equal(undefined);
    });

    it('are agreed to by giving an address, to which one letter is then due', async () => {
      await open(invited());
      await join();
      const said = await chat.type('Some.One@Example.ORG');
      expect(texts(said)).to.contain('on its way to Some.One@example.org');
      const given = await mail();
      expect(given?.address).to.deep.include({
        address: 'Some.One@example.org',
        version: '1',
        language: 'en',
      });
      expect(given?.address?.letter.status).to.equal('due');
      expect(given?.address?.confirmedAt).to.equal(undefined);
      expect(given?.asked).to.deep.equal([given?.address?.agreedAt]);
      expect(texts(await chat.tap('Go on'))).to.contain('weekly check-in');
    });

    it('are not offered where no mail server is set', async () => {
      await open(invited(), { reminderMail: false });
      await join();
      expect((await chat.document()).client.checkIn?.status).to.equal('open');
      expect(texts(chat.said)).not.to.contain('e-mail');
    });
  });

  describe('by command', () => {
    for (const command of [
      'e-mail',
      'correo',
      'rappel par e-mail',
      'Erinnerung per E-Mail',
      'meu e-mail',
      'بريد',
      '邮件',
    ])
      it(`are to be had with “${command}”, and the check-in goes on where it was`, async () => {
        await open();
        await chat.type('hello');
        const { asked } = await chat.document();
        await chat.type(command);
        expect(last()).to.contain('E-mail is not private');
        await chat.type('no');
        expect((await chat.document()).asked?.step).to.equal(asked?.step);
      });

    it('are to be had by a button when the check-in is done', async () => {
      await open();
      await chat.type('hello');
      for (const answer of [...week, 'send']) await chat.type(answer);
      await chat.type('hello');
      await chat.tap('Reminder by e-mail');
      expect(last()).to.contain('E-mail is not private');
    });

    it('are to be had by a button where reminders are paused or stopped', async () => {
      await open();
      await chat.type('hello');
      await chat.type('reminders');
      await chat.tap('Reminder by e-mail');
      expect(last()).to.contain('E-mail is not private');
    });

    it('are not to be had in Teams, where the bot writes itself', async () => {
      await open();
      await meetInTeams();
      await chat.type('hello', teams);
      const said = await chat.type('email', teams);
      expect(texts(said)).to.not.equal('').and.not.contain('E-mail is not private');
    });

    it('say in the help how', async () => {
      await open();
      await chat.type('hello');
      await chat.type('help');
      expect(last()).to.contain('write “e-mail”');
    });
  });

  describe('an address', () => {
    beforeEach(async () => {
      await open();
      await chat.type('hello');
    });

    for (const text of [
      'someone@example',
      'someone at example.org',
      'a@b@example.org',
      'my address is a@example.org',
      'é@example.org',
    ])
      it(`is not read from “${text}”`, async () => {
        await chat.type('email');
        const said = await chat.type(text);
        expect(texts(said)).to.contain('could not read that as an e-mail address');
        expect(await mail()).to.equal(undefined);
        await chat.type('a@example.org');
        expect((await mail())?.address?.address).to.equal('a@example.org');
      });

    it('is asked for again after a yes', async () => {
      await chat.type('email');
      expect(texts(await chat.type('yes'))).to.equal(
        'Please type your e-mail address, such as name@example.org.',
      );
    });

    it('is never taken for the comment: alone, it opens the offer', async () => {
      for (const answer of week) await chat.type(answer);
      expect((await chat.document()).asked?.step).to.equal(' summary');
      await chat.type('a@example.org');
      expect(last()).to.contain('E-mail is not private');
      const { client } = await chat.document();
      expect(client.checkIn?.comment).to.equal(undefined);
      expect(client.reminderMail).to.equal(undefined);
    });

    it('is never taken for the comment of a week that has ended', async () => {
      for (const answer of week) await chat.type(answer);
      chat.now = '2026-12-02T19:00:00.000Z';
      await chat.type('a@example.org');
      const past = (await chat.store.checkIns.list('client-1')).documents[0]?.document;
      expect(past?.status).to.equal('complete');
      expect(past?.comment).to.equal(undefined);
    });

    it('may be corrected at once: what is typed then is an address again', async () => {
      await chat.type('email');
      await chat.type('a@exmaple.org');
      await chat.type('a@example.org');
      expect((await mail())?.address?.address).to.equal('a@example.org');
    });

    it('leaves danger in the same words to the safety screen', async () => {
      await chat.type('email');
      const said = await chat.type('I want to kill myself, a@example.org');
      expect(texts(said)).to.contain('116 123');
      const { client } = await chat.document();
      expect(client.alerts.map(({ kind }) => kind)).to.deep.equal(['safety']);
      expect(client.reminderMail).to.equal(undefined);
    });

    it('stands in the audit as the client’s own change', async () => {
      await chat.type('email');
      await chat.type('a@example.org');
      const { audit } = await chat.document();
      expect(audit.unfiled.at(-1)).to.include({ record: 'reminder-mail', outcome: 'success' });
      expect(JSON.stringify(audit)).not.to.contain('example.org');
    });

    it('is deleted by a tap, and by a command', async () => {
      await chat.type('email');
      await chat.type('a@example.org');
      expect(texts(await chat.tap('Delete my address'))).to.contain('Your address is deleted');
      expect((await mail())?.address).to.equal(undefined);
      await chat.type('email');
      await chat.type('a@example.org');
      expect(texts(await chat.type('no more emails')))
        .to.contain('Your address is deleted')
        .and.contain(rating);
      expect((await mail())?.address).to.equal(undefined);
      expect(texts(await chat.type('stop emails'))).to.contain('no address of yours');
    });

    it('gets three letters a day at most, whatever is deleted and given again', async () => {
      await chat.type('email');
      await chat.type('a@example.org');
      await chat.tap('Send it again');
      await chat.tap('Delete my address');
      await chat.type('email');
      await chat.type('b@example.org');
      expect(texts(await chat.tap('Send it again')))
        .to.contain('try again tomorrow')
        .and.contain('is not confirmed');
      expect((await mail())?.asked).to.have.length(3);
      chat.now = '2026-11-24T19:30:00.000Z';
      expect(texts(await chat.tap('Send it again'))).to.contain('on its way to b@example.org');
    });

    it('shows that the last letter came back', async () => {
      await chat.type('email');
      await chat.type('a@example.org');
      await chat.tap('Go on');
      const stored = (await chat.store.clients.get('client-1', 'client-1'))!;
      const { client } = stored.document;
      const { address, asked } = client.reminderMail!;
      const letter = { status: 'refused', at: chat.now } as const;
      await chat.store.clients.put(
        'client-1',
        {
          ...stored.document,
          client: { ...client, reminderMail: { asked, address: { ...address!, letter } } },
        },
        stored.etag,
      );
      await chat.type('email');
      expect(last()).to.contain('was not accepted. Please check the address');
    });
  });

  it('can be left for another language, and come back to', async () => {
    await open();
    await chat.type('hello');
    await chat.type('email');
    await chat.type('language');
    await chat.tap('Español');
    expect(last()).to.contain('El correo no es privado');
  });

  it('are left where the client goes on in Teams', async () => {
    await open();
    await meetInTeams();
    await chat.type('hello');
    await chat.type('email');
    await chat.type('hello', teams);
    await chat.type('a@example.org', teams);
    const { client, asked } = await chat.document();
    expect(client.reminderMail).to.equal(undefined);
    expect(asked?.step).not.to.contain('mail');
  });

  it('go on with the check-in where a tap on its old card comes', async () => {
    await open();
    await chat.type('hello');
    const card = chat.said.at(-1)!.taps[3]!;
    await chat.type('email');
    const said = await chat.send({ value: card.data });
    expect(texts(said)).to.contain('from earlier');
    expect((await chat.document()).client.checkIn?.answers).to.deep.equal({});
  });
});
