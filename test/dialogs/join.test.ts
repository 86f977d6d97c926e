import { expect } from 'chai';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';
import type { Client } from '../../src/domain/client.ts';

const invited = (): Client => {
  const {
    language: _language,
    country: _country,
    consent: _consent,
    due: _due,
    ...rest
  } = aClient({ status: 'invited' });
  return rest;
};

describe('joining', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat(invited());
  });
  afterEach(() => chat.close());

  const start = () => chat.send({ type: 'event', name: 'start', localTimezone: 'Europe/Madrid' });

  it('asks language, country, consent, day and time, by taps, and goes on to the check-in', async () => {
    await start();
    await chat.tap('English');
    await chat.tap('United Kingdom');
    expect(chat.said.at(-1)?.text).to.contain('this program shows it to Dr Example');
    await chat.tap('I agree');
    await chat.tap('Monday');
    const said = await chat.tap('18:00');
    const { client } = await chat.document();
    expect(client).to.deep.include({ status: 'joined', language: 'en', country: 'GB' });
    expect(client.consent).to.include({ version: '2', language: 'en' });
    expect(client.consent?.givenAt.slice(0, 19)).to.equal(chat.now.slice(0, 19));
    expect(client.due).to.include({ weekday: 1, hour: 18, minute: 0 });
    expect(said.map(({ text }) => text).join('\n')).to.contain('I am a program, not a person');
    expect(client.checkIn?.status).to.equal('open');
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.status).to.equal('joined');
  });

  it('does it typed and in Spanish, in the time zone of the device', async () => {
    const zone = { localTimezone: 'Europe/Madrid' };
    await start();
    for (const text of ['español', 'España', 'estoy de acuerdo', 'martes', '19:45'])
      await chat.type(text, zone);
    const { client } = await chat.document();
    expect(client).to.include({ status: 'joined', language: 'es', country: 'ES' });
    expect(client.due).to.deep.equal({ weekday: 2, hour: 19, minute: 45, timeZone: 'Europe/Madrid' });
  });

  it('asks nothing about therapy without consent, and lets people change their mind', async () => {
    await start();
    await chat.tap('English');
    await chat.tap('Another country');
    await chat.tap('I do not agree');
    expect((await chat.document()).client).to.include({ status: 'invited', country: 'other' });
    expect((await chat.document()).client.consent).to.equal(undefined);
    expect(chat.said.at(-1)?.taps.map(({ label }) => label)).to.deep.equal(['Read it again']);
    await chat.type('I agree');
    expect((await chat.document()).client.consent?.version).to.equal('2');
  });

  it('asks again for what it does not recognise, and goes back', async () => {
    await start();
    await chat.tap('English');
    const said = await chat.type('somewhere nice');
    expect(said[0]?.text).to.contain('Please choose one of these');
    expect((await chat.document()).client.country).to.equal(undefined);
    await chat.type('back');
    await chat.tap('Español');
    expect((await chat.document()).client.language).to.equal('es');
  });

  it('tells the way out after the third reply that it cannot read, at a choice and at the time', async () => {
    await start();
    const tellsIt = async (texts: readonly string[]) => {
      const said: boolean[] = [];
      for (const text of texts)
        said.push((await chat.type(text)).some((one) => one.text.includes('you can stop for now')));
      return said;
    };
    expect(await tellsIt(['hm', 'well', 'what'])).to.deep.equal([false, false, true]);
    for (const label of ['English', 'Another country', 'I agree', 'Monday']) await chat.tap(label);
    expect(await tellsIt(['noonish', 'soon', 'later on'])).to.deep.equal([false, false, true]);
  });

  it('says nothing twice when the page is opened again', async () => {
    const first = await start();
    expect(first).not.to.have.length(0);
    expect(await start()).to.have.length(0);
  });

  it('keeps no consent that was taken back before joining', async () => {
    await start();
    for (const label of ['English', 'Another country', 'I agree', 'Back', 'I do not agree'])
      await chat.tap(label);
    expect((await chat.document()).client.consent).to.equal(undefined);
    await chat.tap('Read it again');
    expect(chat.said.at(-1)?.text).to.contain('Do you agree?');
  });

  it('leaves no placeholder open in anything it says', async () => {
    await start();
    for (const text of [
      'english',
      'nowhere',
      'Ireland',
      'help',
      'continue',
      'I do not agree',
      'I agree',
      'Friday',
      'noon?',
      '7pm',
    ])
      await chat.type(text);
    expect(chat.said.filter(({ text }) => text.includes('{{'))).to.deep.equal([]);
  });
});
