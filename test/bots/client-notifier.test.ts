import { assert } from 'chai';
import { createClientNotifier, type ClientMail } from '../../src/bots/client-notifier.ts';
import { ConnectorError } from '../../src/bots/connector-error.ts';
import { checkInId, clientId, therapistId } from '../../src/domain/ids.ts';
import type { ReminderStep } from '../../src/domain/reminder.ts';
import { createTexts } from '../../src/i18n/index.ts';
import type { ClientDocument } from '../../src/state/client-document.ts';
import { StoreError } from '../../src/state/documents.ts';
import type { ConversationPlace } from '../../src/state/conversation-place.ts';
import { auditor } from '../helpers/auditing.ts';
import { aClient, openChat, type Chat, type Said } from '../helpers/chat.ts';

const place: ConversationPlace = {
  channel: 'test',
  serviceUrl: 'urn:test',
  conversation: 'conversation-of-user-1',
  user: 'user-1',
  bot: 'bot',
  at: '2026-11-16T18:00:00.000Z',
};
const client = clientId('client-1');

describe('a reminder to a client', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat(aClient());
    await edit((document) => ({ ...document, place }));
  });
  afterEach(() => chat.close());

  const edit = async (by: (document: ClientDocument) => ClientDocument): Promise<void> => {
    const stored = await chat.store.clients.get(client, client);
    await chat.store.clients.put(client, by(stored!.document), stored!.etag);
  };
  const notifier = (mail?: ClientMail) =>
    createClientNotifier({
      store: chat.store,
      auditor,
      sender: chat.sender,
      texts: createTexts(),
      now: () => chat.now,
      ...(mail && { mail }),
    });
  const remind = (step: ReminderStep = 'reminder', mail?: ClientMail) =>
    notifier(mail).send({ client, language: 'en', week: checkInId('2026-11-23'), step });
  const texts = () => chat.said.map(({ text }) => text);
  const answers = async () => Object.keys((await chat.document()).client.checkIn?.answers ?? {});
  const refuse = (status: number) => {
    chat.deliver = () => {
      throw new ConnectorError(status);
    };
  };

  it('stands in their chat in their language, and says nothing of what it is about', async () => {
    await edit((document) => ({ ...document, client: { ...document.client, language: 'es' } }));
    assert.deepInclude(await remind(), { kind: 'sent' });
    assert.match(texts().join(), /Tu cuestionario de esta semana/);
    const whole = JSON.stringify(chat.said);
    assert.notMatch(whole, /terap|therap|clín|clinic|A\. B\.|Dr Example|ayuda|helpline/i);
  });

  it('is one message in Teams, with its words in the card and in the notification', async () => {
    await edit((document) => ({ ...document, place: { ...place, channel: 'msteams' } }));
    await remind();
    const [{ activity, taps }] = chat.said as unknown as [Said];
    assert.notProperty(activity, 'text');
    assert.match(activity.summary ?? '', /Your check-in for this week can start/);
    assert.include(JSON.stringify(activity.attachments), activity.summary!);
    assert.deepEqual(
      taps.map(({ data }) => data),
      [{ command: 'resume' }, { command: 'reminders' }],
    );
  });

  for (const word of ['hi', '7', 'yes'])
    it(`leads into the check-in with "${word}", which answers nothing`, async () => {
      await remind();
      const [intro, question] = await chat.type(word);
      assert.match(intro!.text, /weekly check-in/);
      assert.isNotEmpty(question!.taps);
      assert.deepEqual(await answers(), []);
    });

  it('leads into the check-in with a tap', async () => {
    await remind();
    const said = await chat.tap('Start');
    assert.match(said[0]!.text, /weekly check-in/);
    assert.equal(said.length, 2);
  });

  it('keeps a number that comes after it from the question that stood before it', async () => {
    await chat.type('hello');
    const question = texts().at(-1);
    await remind('nudge');
    await chat.type('7');
    assert.deepEqual(await answers(), []);
    assert.equal(texts().at(-1), question);
    await chat.type('7');
    assert.equal((await answers()).length, 1);
  });

  it('keeps words that come after it out of the comment on the week that has ended', async () => {
    await chat.type('hello');
    await edit((document) => ({ ...document, asked: { ...document.asked!, step: 'summary' } }));
    chat.now = '2026-11-30T18:00:05.000Z';
    await remind();
    await chat.type('hi there');
    const kept = await chat.store.checkIns.get(client, '2026-11-23');
    assert.equal(kept?.document.comment, undefined);
  });

  it('is followed by no word about the last week when its button is tapped in the new one', async () => {
    await chat.type('hello');
    chat.now = '2026-11-30T18:00:05.000Z';
    await remind();
    const said = await chat.tap('Start');
    assert.match(said[0]!.text, /weekly check-in/);
  });

  it('is answered by "stop" with what can be chosen of reminders, and no check-in begins', async () => {
    await remind();
    const [menu, ...more] = await chat.type('Stop.');
    assert.include(menu!.text, 'Reminders are on');
    assert.isEmpty(more);
    assert.equal((await chat.document()).client.checkIn, undefined);
  });

  it('is answered by "help" with help, and no check-in begins', async () => {
    await remind();
    const [help, ...more] = await chat.type('help');
    assert.include(help!.text, 'I am a program');
    assert.isEmpty(more);
  });

  it('is one message however often it is tried, on record before it goes', async () => {
    chat.deliver = () => {
      throw new ConnectorError(429, { afterMs: 1000 });
    };
    assert.deepEqual(await remind(), { kind: 'again', status: 429, afterMs: 1000 });
    const before = await chat.document();
    assert.isDefined(before.reminded);
    chat.deliver = () => undefined;
    await remind();
    assert.deepEqual((await chat.document()).audit, before.audit, 'a second attempt changes nothing more');
    assert.equal(chat.said.length, 1);
  });

  it('marks the place as gone when it is refused for good, and asks there no more', async () => {
    refuse(403);
    assert.deepEqual(await remind(), { kind: 'gone' });
    assert.equal((await chat.document()).place?.goneAt, chat.now);
    let asked = 0;
    chat.deliver = () => void (asked += 1);
    assert.deepEqual(await remind(), { kind: 'gone' });
    assert.equal(asked, 0);
  });

  /** Something happens after it was recorded and before the channel has it. */
  const remindWhile = (happens: () => Promise<unknown>) =>
    createClientNotifier({
      store: chat.store,
      auditor,
      sender: {
        appId: '',
        adapter: {
          async continueConversationAsync(...given: unknown[]) {
            await happens();
            const { adapter } = chat.sender;
            return Reflect.apply(adapter.continueConversationAsync, adapter, given);
          },
        },
      },
      texts: createTexts(),
      now: () => chat.now,
    }).send({ client, language: 'en', week: checkInId('2026-11-23'), step: 'reminder' });

  it('does not mark the place of somebody who has written meanwhile', async () => {
    refuse(404);
    await remindWhile(() => edit((document) => ({ ...document, place: { ...place, at: chat.now } })));
    assert.equal((await chat.document()).place?.goneAt, undefined);
  });

  it('was sent, also where the store does not answer after that', async () => {
    let sent = false;
    const { clients } = chat.store;
    const store = {
      ...chat.store,
      clients: {
        ...clients,
        get: (...given: Parameters<typeof clients.get>) =>
          sent
            ? Promise.reject(new StoreError('unavailable', { cause: new Error('away') }))
            : clients.get(...given),
      },
    };
    chat.deliver = () => void (sent = true);
    const notifier = createClientNotifier({
      store,
      auditor,
      sender: chat.sender,
      texts: createTexts(),
      now: () => chat.now,
    });
    const message = { client, week: checkInId('2026-11-23'), step: 'reminder' } as const;
    assert.deepInclude(await notifier.send(message), { kind: 'sent' });
    assert.deepEqual(await notifier.send(message), { kind: 'again', status: 0 });
  });

  it('keeps a number from a question that was asked just before it arrived', async () => {
    await remindWhile(() => chat.type('hello'));
    await chat.type('7');
    assert.deepEqual(await answers(), []);
  });

  it('reaches nobody who has no place, or has withdrawn', async () => {
    await edit(({ place: _none, ...document }) => document);
    assert.deepEqual(await remind(), { kind: 'unreachable' });
    await edit((document) => ({ ...document, place, client: { ...document.client, status: 'withdrawn' } }));
    assert.deepEqual(await remind(), { kind: 'unreachable' });
    assert.isEmpty(chat.said);
  });

  describe('by mail', () => {
    let mailed: number;
    const mail = (reaches = true): ClientMail => ({
      reaches: () => reaches,
      send: () => Promise.resolve({ kind: (mailed += 1) > 0 ? 'sent' : 'unknown' }),
    });
    beforeEach(() => (mailed = 0));

    it('is for those whom no chat takes', async () => {
      await remind('reminder', mail());
      assert.equal(mailed, 0);
      refuse(403);
      assert.deepEqual(await remind('reminder', mail()), { kind: 'sent' });
      assert.deepEqual(await remind('nudge', mail()), { kind: 'sent' });
      assert.equal(mailed, 2);
      assert.deepEqual(await remind('nudge', mail(false)), { kind: 'gone' });
    });

    it('is not sent where the chat may have taken it', async () => {
      refuse(500);
      assert.deepEqual(await remind('reminder', mail()), { kind: 'unknown' });
      assert.equal(mailed, 0);
    });
  });

  describe('that is not heard', () => {
    const tell = (about: 'unanswered' | 'channel-gone') =>
      notifier().tellTherapist({ therapist: therapistId('therapist-1'), client, about });
    const line = async () =>
      (await chat.store.caseload.get('therapist-1', client))?.document.reminderNotice?.about;

    it('is on the caseload, once, until the client comes back', async () => {
      await tell('unanswered');
      const { revision } = await chat.document();
      await tell('unanswered');
      assert.equal((await chat.document()).revision, revision);
      assert.equal(await line(), 'unanswered');
      await chat.type('hi');
      assert.equal(await line(), undefined);
    });

    it('is not told of somebody who is there again', async () => {
      await tell('channel-gone');
      assert.equal(await line(), undefined);
      await edit((document) => ({ ...document, place: { ...place, goneAt: chat.now } }));
      await tell('channel-gone');
      assert.equal(await line(), 'channel-gone');
    });
  });
});
