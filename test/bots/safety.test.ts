import { expect } from 'chai';
import type { Activity } from 'botbuilder';
import type { Alert, SafetyEvidence } from '../../src/domain/alert.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import type { InstrumentShelf } from '../../src/domain/instrument/instrument-shelf.ts';
import { createLog } from '../../src/log.ts';
import { StoreError } from '../../src/state/documents.ts';
import type { Store } from '../../src/state/store.ts';
import { entriesAfter } from '../../src/web/direct-line/wire.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';
import { builtIn } from '../helpers/built-in.ts';

/** In each language that is screened: words that wish for death, and what only a reply in it says. */
const wishes = {
  en: ['I want to die', 'nobody reads this chat live'],
  es: ['Quiero morir', 'nadie lee este chat en vivo'],
  fr: ['Je veux mourir', 'personne ne lit cette conversation'],
  de: ['Ich will sterben', 'niemand liest diesen Chat'],
  'pt-BR': ['Eu quero morrer', 'ninguém lê este chat ao vivo'],
  ar: ['أريد أن أموت', 'ولا أحد يقرأ هذه المحادثة'],
  'zh-Hans': ['我想死', '没有人在实时阅读'],
} as const;

/** A store that can be switched off. */
function switchable() {
  let off = false;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return guard(value);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown =>
          off
            ? Promise.reject(new StoreError('unavailable', { cause: new Error('switched off') }))
            : Reflect.apply(value, target, given);
      },
    });
  return {
    wrapStore: (store: Store) => guard(store),
    off: () => (off = true),
    on: () => (off = false),
  };
}

const evidenceOf = (alerts: readonly Alert[]): SafetyEvidence[] =>
  alerts.flatMap(({ evidence }) => evidence).filter((piece) => piece.kind === 'safety');

describe('words of danger in a chat', () => {
  let chat: Chat;
  afterEach(() => chat.close());
  const safety = async (): Promise<SafetyEvidence[]> => evidenceOf((await chat.document()).client.alerts);
  const strangers = async () =>
    (await chat.store.caseload.list('therapist-1', { limit: 10 })).documents
      .map(({ document }) => document)
      .filter(({ status }) => status === 'stranger');
  const answers = async () => Object.keys((await chat.document()).client.checkIn?.answers ?? {});
  const group: Partial<Activity> = {
    conversation: { id: 'g', isGroup: true, conversationType: 'groupChat', name: '' },
  };

  for (const [language, [words, said]] of Object.entries(wishes))
    it(`${language}: are answered in it, the check-in goes on, one alert holds them, and no log line does`, async () => {
      const lines: string[] = [];
      const destination = { write: (line: string) => void lines.push(line) };
      chat = await openChat(aClient(), { log: createLog({ level: 'debug', destination }) });
      await chat.type('hello');
      await chat.type('8');
      const before = await answers();
      const [reply, ...more] = await chat.type(words);
      expect(reply?.text).to.contain(said).and.to.contain('116 123').and.to.contain('Dr Example');
      expect(more).to.deep.equal([]);
      expect(await answers()).to.deep.equal(before);
      expect(await safety()).to.have.length(1);
      expect((await safety())[0]).to.include({ tier: 'urgent', category: 'suicide', words });
      expect((await safety())[0]?.lists?.join()).to.contain(`${language} `);
      const [goOn] = reply?.taps ?? [];
      const [question] = await chat.tap(goOn?.label ?? '');
      expect(question?.taps.map(({ label }) => label)).to.include('10');
      await chat.type('7');
      expect(await answers()).to.have.length(before.length + 1);
      expect(await chat.spool.waiting()).to.deep.equal({ entries: [], unreadable: 0 });
      expect(lines.join('\n')).to.not.contain(words);
    });

  it('are one piece of evidence however often the channel brings them', async () => {
    chat = await openChat();
    await chat.type('hello');
    for (let n = 0; n < 3; n += 1) await chat.type('I want to die', { id: 'the-same' });
    expect(await safety()).to.have.length(1);
  });

  it('are answered in other words the next time, and in full when the danger is another', async () => {
    chat = await openChat();
    await chat.type('hello');
    const texts: string[] = [];
    for (let n = 0; n < 4; n += 1) texts.push((await chat.type('I want to die'))[0]?.text ?? '');
    texts.forEach((text, at) => expect(text).to.not.equal(texts[at - 1]));
    expect(await safety()).to.have.length(4);
    expect((await chat.document()).client.alerts).to.have.length(1);
  });

  it('are screened in an edited message, a form and an invoke, which answer nothing', async () => {
    chat = await openChat();
    await chat.type('hello');
    for (const activity of [
      { type: 'messageUpdate', text: 'I want to die' },
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { note: 'I want to die' } } } },
      { value: { nonce: 'old', something: 'I want to die' } },
      { value: { nonce: 'old', answer: 'I want to die' } },
    ]) {
      const [reply] = await chat.send(activity);
      expect(reply?.text, JSON.stringify(activity)).to.contain('116 123');
    }
    expect(await safety()).to.have.length(4);
    expect(await answers()).to.deep.equal([]);
    expect(await chat.send({ type: 'messageUpdate', text: '9' })).to.deep.equal([]);
    expect(await answers()).to.deep.equal([]);
  });

  it('are found in each edit of a message, which keeps the id of the first', async () => {
    chat = await openChat();
    await chat.type('hello');
    await chat.type('8', { id: 'm1' });
    const [reply] = await chat.send({ type: 'messageUpdate', id: 'm1', text: 'I want to die' });
    expect(reply?.text).to.contain('116 123');
    await chat.send({ type: 'messageUpdate', id: 'm1', text: 'I took all my pills' });
    expect((await safety()).map(({ words }) => words)).to.deep.equal([
      'I want to die',
      'I took all my pills',
    ]);
  });

  it('come first in a chat and leave its buttons alive', async () => {
    for (const [label, said] of [
      ['Helplines', '116 123'],
      ['Stop for now', ''],
      ['Go on', ''],
    ] as const) {
      if (chat !== undefined) await chat.close().catch(() => undefined);
      chat = await openChat();
      await chat.type('I want to die');
      const [reply] = await chat.tap(label);
      expect(reply?.text, label).to.contain(said).and.to.not.contain('from earlier');
    }
  });

  it('are not followed by the question while the person goes on writing', async () => {
    chat = await openChat();
    await chat.type('hello');
    await chat.type('I took all my pills');
    for (const words of ['it was forty', 'ok', 'help']) {
      const said = await chat.type(words);
      expect(said).to.have.length(1);
      expect(said[0]?.text, words).to.contain('999');
    }
    expect(await safety()).to.have.length(1);
    await chat.type('I relapsed on Friday');
    expect((await chat.type('that is all'))[0]?.text).to.contain('999');
    expect((await chat.tap('Go on'))[0]?.taps.map(({ label }) => label)).to.include('10');
  });

  it('stay answered when a tap comes twice, or on a card from before', async () => {
    chat = await openChat();
    const [, question] = await chat.type('hello');
    await chat.tap('7');
    const twice = { ...question?.taps.find(({ label }) => label === '7')?.data };
    await chat.type('I took all my pills');
    for (const value of [twice, { ...twice, answer: 3 }]) {
      await chat.send({ type: 'message', value });
      expect((await chat.type('it was forty'))[0]?.text).to.contain('999');
    }
  });

  it('in a comment are answered once, and every answer can still be changed', async () => {
    chat = await openChat();
    for (const text of ['hello', '8', '8', '8', '8', '8', 'done', '2', '9', '9']) await chat.type(text);
    await chat.tap('Change', { comment: 'I want to die' });
    expect(await safety()).to.have.length(1);
    await chat.tap('Go on');
    const [question] = await chat.tap('Change', { comment: 'I want to die' });
    expect(question?.taps.map(({ label }) => label)).to.include('10');
    expect(await safety()).to.have.length(1);
  });

  it('say nothing private to a group, whatever fails', async () => {
    chat = await openChat(aClient({ language: 'es', country: 'ES' }));
    await chat.type('hola');
    const before = chat.said.length;
    let failed = false;
    chat.deliver = () => {
      if (failed) return;
      failed = true;
      throw new Error('not delivered');
    };
    await chat.type('Quiero morir', group).catch(() => undefined);
    for (const { text } of chat.said.slice(before)) expect(text).to.not.match(/Dr Example|024|transmitir/u);
    expect(await safety()).to.have.length(1);
  });

  it('about abuse do not stand in the chat when it is opened again', async () => {
    chat = await openChat();
    await chat.type('hello');
    const [reply] = await chat.type('my husband beats me');
    expect(reply?.text).to.contain('not your fault');
    const { transcript } = await chat.document();
    const shown = JSON.stringify(entriesAfter(transcript, 0).map(({ activity }) => activity['text']));
    expect(shown).to.not.match(/beats|fault|abuse|violence/iu);
    expect(JSON.stringify(entriesAfter(transcript, 1))).to.contain('not your fault');
  });

  it('tell all that was found, and keep the piece of long words that holds it', async () => {
    chat = await openChat();
    await chat.type('hello');
    await chat.type(`${'It was an ordinary week. '.repeat(400)} I took all my pills. My husband beats me.`);
    const [piece] = await safety();
    expect(piece).to.include({ category: 'overdose' });
    expect(piece?.also).to.include('abuse');
    expect(piece?.words).to.contain('I took all my pills').and.to.have.length.at.most(5000);
  });

  it('are an answer, too, when they are those of an option', async () => {
    chat = await openChat();
    for (const text of ['hello', '8', '8', '8', '8', '8', 'partly', '4']) await chat.type(text);
    const [reply] = await chat.type('cravings');
    expect(reply?.taps.map(({ data }) => data['command'])).to.include('resume');
    expect((await chat.document()).client.checkIn?.answers['homework-barriers']).to.deep.equal({
      kind: 'options',
      codes: ['cravings'],
    });
    const [next] = await chat.type('continue');
    expect(next?.text).to.contain('How cared for do you feel');
  });

  it('do not stand in what our own cards send', async () => {
    chat = await openChat();
    await chat.type('hello');
    const [reply] = await chat.send({ value: { nonce: 'old', several: true, group0: 'cravings,felt-low' } });
    expect(reply?.text).to.not.contain('116 123');
    expect(await safety()).to.deep.equal([]);
  });

  it('are answered in a group without a word of who is a client, and still reach the therapist', async () => {
    chat = await openChat();
    await chat.type('hello');
    const said = await chat.type('I want to die', group);
    expect(said).to.have.length(1);
    expect(said[0]?.text).to.contain('findahelpline.com').and.to.not.contain('Dr Example');
    expect(await safety()).to.have.length(1);
    const [other] = await chat.type('8', group);
    expect(other?.text).to.contain('one to one');
    expect(await answers()).to.deep.equal([]);
  });

  it('of somebody who never joined go to the clinic’s rota, once', async () => {
    chat = await openChat();
    const from = { id: 'nobody', name: '' };
    const [reply] = await chat.type('I want to die', { from, id: 'one' });
    expect(reply?.text).to.contain('findahelpline.com').and.to.contain('staff');
    await chat.type('I want to die', { from, id: 'one' });
    await chat.type('no reason to live', { from, id: 'two' });
    const [stranger, ...more] = await strangers();
    expect(more).to.deep.equal([]);
    expect(evidenceOf(stranger?.alerts ?? [])).to.have.length(2);
  });

  for (const status of ['invited', 'withdrawn'] as const)
    it(`are answered and raised for a client who is ${status}`, async () => {
      chat = await openChat(aClient({ status }));
      const [reply] = await chat.type('I want to die');
      expect(reply?.text).to.contain('116 123');
      expect(await safety()).to.have.length(1);
    });

  it('are answered while the store is down, in the client’s language and country if they wrote before, and raised after', async () => {
    const home = switchable();
    chat = await openChat(aClient({ language: 'es', country: 'ES' }), { ...home, sameBot: true });
    await chat.type('hola');
    home.off();
    const [reply] = await chat.type('Quiero morir');
    expect(reply?.text).to.contain('112').and.to.contain('Todavía no he podido transmitirlo');
    expect((await chat.spool.waiting()).entries).to.have.length(1);
    await chat.sweep();
    expect((await chat.spool.waiting()).entries).to.have.length(1);
    home.on();
    await chat.sweep();
    expect((await chat.spool.waiting()).entries).to.have.length(0);
    expect(await safety()).to.have.length(1);
    await chat.sweep();
    expect(await safety()).to.have.length(1);
  });

  it('of somebody not known are raised after the store was down, too', async () => {
    const home = switchable();
    chat = await openChat(aClient(), home);
    home.off();
    const [reply] = await chat.type('I want to die', { from: { id: 'nobody', name: '' } });
    expect(reply?.text).to.contain('findahelpline.com').and.to.contain('could not pass this on yet');
    home.on();
    await chat.sweep();
    expect(await strangers()).to.have.length(1);
  });

  for (const point of ['arrived', 'loaded', 'decided', 'committed', 'sent'] as const)
    it(`are in one alert after a crash at “${point}”, whether or not the channel brings them again`, async () => {
      for (const again of [false, true]) {
        let crash = false;
        if (again) await chat.close();
        chat = await openChat(aClient(), {
          at: (reached) => {
            if (crash && reached === point) {
              crash = false;
              chat.crash();
            }
          },
          sameBot: true,
          crashes: true,
        });
        await chat.type('hello');
        crash = true;
        await chat.type('I want to die', { id: 'before' }).catch(() => undefined);
        if (again) await chat.type('I want to die', { id: 'before' });
        await chat.sweep();
        await chat.sweep();
        expect(await safety()).to.have.length(1);
        expect((await chat.spool.waiting()).entries).to.have.length(0);
      }
    });

  it('are raised where a tapped answer says as much, with the reply before the next question', async () => {
    const instrument: Instrument = builtIn();
    const [linkId = ''] = instrument.scoring.subscales.goals;
    const disclosing: Instrument = {
      ...instrument,
      scoring: {
        ...instrument.scoring,
        safety: [{ linkId, atOrAbove: 9, category: 'suicide', tier: 'urgent' }],
      },
    };
    const shelf: InstrumentShelf = {
      current: () => disclosing,
      exact: () => disclosing,
      all: [disclosing],
    };
    chat = await openChat();
    await chat.deploy(shelf);
    await chat.type('hello');
    const said = await chat.tap('9');
    const texts = said.map(({ text }) => text);
    expect(texts.some((text) => text.includes('116 123'))).to.equal(true);
    expect(said.some(({ taps }) => taps.some(({ label }) => label === '10'))).to.equal(false);
    expect(await answers()).to.have.length(1);
    expect((await safety())[0]).to.include({ tier: 'urgent', category: 'suicide' });
    expect((await safety())[0]?.words).to.match(/9$/u);
    const [question] = await chat.tap('Go on');
    expect(question?.taps.map(({ label }) => label)).to.include('10');
  });
});
