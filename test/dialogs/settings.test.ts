import { expect } from 'chai';
import { aClient, openChat, type Chat, type Said } from '../helpers/chat.ts';

const last = (said: readonly Said[]): string => said.at(-1)?.text ?? '';
const zone = { localTimezone: 'America/New_York' };

describe('the settings', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat();
  });
  afterEach(() => chat.close());
  const client = async () => (await chat.document()).client;

  it('show how everything stands, with the day until which reminders are paused', async () => {
    await chat.type('pause 2 weeks');
    const said = last(await chat.type('settings'));
    for (const line of [
      'Language: English',
      'Country: United Kingdom',
      'Monday, 18:00 (time zone Europe/London)',
      'Reminders: paused until Monday 7 December',
    ])
      expect(said).to.contain(line);
  });

  it('move day and time, and leave the check-in that runs its end', async () => {
    await chat.type('hello');
    const before = (await client()).checkIn?.endsAt;
    await chat.type('settings');
    for (const label of ['Day and time', 'Thursday', '20:30']) await chat.tap(label);
    expect(last(chat.said)).to.contain('Thursday, 20:30').and.to.contain('ends on Monday 30 November');
    expect((await client()).due).to.deep.equal({
      weekday: 4,
      hour: 20,
      minute: 30,
      timeZone: 'Europe/London',
    });
    expect((await client()).checkIn?.endsAt).to.equal(before);
  });

  it('ask again for a time that is none', async () => {
    for (const text of ['change day', 'Friday', 'noonish']) await chat.type(text);
    expect(last(chat.said)).to.contain('At what time?');
    await chat.type('7pm');
    expect((await client()).due).to.include({ weekday: 5, hour: 19 });
  });

  it('say how to leave them after the third reply that names nothing, and leave them so', async () => {
    await chat.type('hello');
    const question = last(chat.said);
    await chat.type('settings');
    for (const text of ['hm', 'well', 'what now']) await chat.type(text);
    const said = chat.said.slice(-2).map(({ text }) => text);
    expect(said[0]).to.contain('you can skip this question, or stop for now');
    expect(last(await chat.type('skip'))).to.equal(question);
  });

  it('offer the time zone of the device where it is another one', async () => {
    await chat.type('settings', zone);
    await chat.tap('Use this device’s time zone: America/New York').catch(() => undefined);
    expect((await client()).due?.timeZone).to.equal('Europe/London', 'the device did not say so any more');
    const menu = await chat.type('settings', zone);
    const { data } = menu[0]!.taps.find(({ label }) => label.includes('America/New York'))!;
    await chat.send({ value: data, ...zone });
    expect((await client()).due?.timeZone).to.equal('America/New_York');
    expect(last(await chat.type('settings', zone))).to.contain('time zone America/New York');
    expect(chat.said.at(-1)!.taps.map(({ label }) => label)).not.to.include('Use this device');
  });

  it('change the country, and with it the helplines', async () => {
    await chat.type('settings');
    await chat.tap('Country');
    await chat.tap('Ireland');
    expect((await client()).country).to.equal('IE');
    expect(last(chat.said)).to.contain('Country: Ireland');
  });

  it('do in Spanish what they do in English', async () => {
    await chat.close();
    chat = await openChat(aClient({ language: 'es' }));
    expect(last(await chat.type('ajustes')))
      .to.contain('Idioma: Español')
      .and.to.contain('Lunes, 18:00');
    for (const text of ['Día y hora', 'martes', '9:15']) await chat.type(text);
    expect((await client()).due).to.include({ weekday: 2, hour: 9, minute: 15 });
  });
});

describe('a week after the day was moved', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  it('is not asked for again on the next day, nor missed', async () => {
    chat = await openChat();
    for (const text of ['hello', 'change day', 'Tuesday', '18:00']) await chat.type(text);
    // the old week ended on Monday at 18:00
    chat.now = '2026-11-30T20:00:00.000Z';
    await chat.type('hello');
    const { recent, checkIn } = (await chat.document()).client;
    expect(recent.map(({ id }) => id)).to.deep.equal(['2026-11-23']);
    expect(checkIn).to.include({ id: '2026-12-01', endsAt: '2026-12-08T18:00:00.000Z' });
  });

  it('is the usual one for who comes later', async () => {
    chat = await openChat();
    for (const text of ['hello', 'change day', 'Tuesday', '18:00']) await chat.type(text);
    chat.now = '2026-12-02T09:00:00.000Z';
    await chat.type('hello');
    const { recent, checkIn } = (await chat.document()).client;
    expect(recent.map(({ id }) => id)).to.deep.equal(['2026-11-23']);
    expect(checkIn).to.include({ id: '2026-12-01', endsAt: '2026-12-08T18:00:00.000Z' });
  });
});
