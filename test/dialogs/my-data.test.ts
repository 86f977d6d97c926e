import { expect } from 'chai';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import { records } from '../../src/state/records.ts';
import { auditor } from '../helpers/auditing.ts';
import { aClient, openChat, type Chat, type Said } from '../helpers/chat.ts';

const last = (said: readonly Said[]): string => said.at(-1)?.text ?? '';
const all = (said: readonly Said[]): string => said.map(({ text }) => text).join('\n');
const usualWeek = ['8', '9', '7', '8', '8', 'done', '3', '9', '10'];

describe('what a client is told of their data', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat();
  });
  afterEach(() => chat.close());
  const client = async () => (await chat.document()).client;
  const looks = (at: string, id = 'therapist-1') =>
    records(
      { store: chat.store, auditor, now: () => at },
      { id: therapistId(id), roles: ['therapist'] },
    ).open(clientId('client-1'));

  it('is what is kept, with counts', async () => {
    for (const text of ['hello', ...usualWeek, 'A comment', 'send']) await chat.type(text);
    const said = all(await chat.type('my data'));
    for (const line of [
      'Check-ins with answers: 1. With a comment of yours: 1.',
      'Agreed goals: 1. Homework: 1.',
      'needs attention: 0',
      'Your consent, given on Sunday 1 November',
      'Nobody has opened your record so far.',
    ])
      expect(said).to.contain(line);
  });

  it('counts weeks of the history and alerts that are closed', async () => {
    for (const text of ['hello', '0', '0', '0', '0', '0', 'done', '3', '0', '0', 'send'])
      await chat.type(text);
    chat.now = '2026-12-01T09:00:00.000Z';
    await chat.type('hello');
    const said = all(await chat.type('my data'));
    expect(said).to.contain('Check-ins with answers: 1.').and.to.contain('needs attention: 1');
  });

  it('says who opened the record and when, by name, one line for looks close together', async () => {
    for (const minute of ['00', '05', '10']) await looks(`2026-11-20T10:${minute}:00.000Z`);
    await looks('2026-11-22T15:30:00.000Z');
    const said = all(await chat.type('who looked at it'));
    expect(said).to.contain(
      '• Dr Example (therapist), Sunday 22 November at 15:30\n• Dr Example (therapist), Friday 20 November at 10:10\n',
    );
    expect(said).not.to.contain('10:05').and.not.to.contain('therapist-1');
  });

  it('names no look that was refused, nor their own', async () => {
    await looks('2026-11-20T10:00:00.000Z', 'somebody-else');
    await chat.type('my data');
    await chat.type('continue');
    expect(all(await chat.type('my data'))).to.contain('Nobody has opened your record');
  });

  it('shows the latest ten looks and counts the others', async () => {
    for (let day = 1; day <= 12; day += 1)
      await looks(`2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`);
    const said = all(await chat.type('my data'));
    expect(said.match(/Dr Example \(therapist\)/gu)).to.have.length(10);
    expect(said).to.contain('times before that: 2').and.not.to.contain(' 2 November');
  });

  it("is itself in the audit, as the client's own look", async () => {
    await chat.type('my data');
    expect((await chat.document()).audit.unfiled.at(-1)).to.deep.include({
      actor: { role: 'client', id: 'client-1' },
      action: 'read',
      record: 'client',
    });
  });

  it('is no file in a chat whose app keeps copies, but the way to one', async () => {
    const said = all(await chat.type('download my data'));
    expect(said).to.contain('https://clinic.example/chat').and.to.contain('copies would stay in this app');
    expect((await chat.document()).takeaway).to.equal(undefined);
  });

  it('asks before deletion is asked for, says who decides, and takes the request back', async () => {
    expect(last(await chat.type('delete my data')))
      .to.contain('the clinic decides')
      .and.to.contain('law');
    expect((await client()).erasureAskedAt).to.equal(undefined);
    expect(all(await chat.tap('Yes, ask for it'))).to.contain('Your request is on record');
    expect((await client()).erasureAskedAt?.slice(0, 16)).to.equal('2026-11-23T19:00');
    const line = async () => (await chat.store.caseload.get('therapist-1', 'client-1'))?.document;
    expect((await line())?.erasureAskedAt).to.equal((await client()).erasureAskedAt);
    expect(all(await chat.type('my data'))).to.contain('you asked for deletion on Monday 23 November');
    await chat.tap('Take the request back');
    await chat.tap('Take the request back');
    expect((await client()).erasureAskedAt).to.equal(undefined);
    expect((await line())?.erasureAskedAt).to.equal(undefined);
  });

  it('deletes nothing by the request alone', async () => {
    for (const text of ['hello', '8', 'delete my data', 'Yes, ask for it']) await chat.type(text);
    expect(Object.keys((await client()).checkIn?.answers ?? {})).to.have.length(1);
    expect((await client()).status).to.equal('joined');
  });
});

describe('withdrawing consent', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat();
  });
  afterEach(() => chat.close());
  const client = async () => (await chat.document()).client;
  const withdraw = async () => {
    await chat.type('withdraw consent');
    return chat.tap('Yes, withdraw it');
  };

  it('is asked about first, and undone by no word that is not certain', async () => {
    expect(last(await chat.type('revoke my consent'))).to.contain('I ask no more check-ins');
    for (const text of ['perhaps', 'No, leave it as it is']) await chat.type(text);
    expect((await client()).status).to.equal('joined');
  });

  it('ends the check-ins at once, and what was not finished is seen by nobody', async () => {
    for (const text of ['hello', '1', '0']) await chat.type(text);
    const said = await withdraw();
    expect(last(said)).to.contain('You withdrew your consent on Monday 23 November');
    const { status, consent, checkIn, recent, alerts } = await client();
    expect({ status, checkIn, recent, alerts }).to.deep.equal({
      status: 'withdrawn',
      checkIn: undefined,
      recent: [],
      alerts: [],
    });
    expect(consent?.withdrawnAt?.slice(0, 16)).to.equal('2026-11-23T19:00');
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.status).to.equal('withdrawn');
    expect((await chat.document()).audit.unfiled.at(-1)).to.include({ record: 'consent' });
  });

  it('leaves what was complete on record', async () => {
    for (const text of ['hello', ...usualWeek, 'send']) await chat.type(text);
    await withdraw();
    expect((await client()).checkIn?.status).to.equal('complete');
    chat.now = '2026-12-20T10:00:00.000Z';
    await chat.type('hello');
    expect((await client()).recent.map(({ id, status }) => `${id} ${status}`)).to.deep.equal([
      '2026-11-23 complete',
    ]);
    const line = await chat.store.caseload.get('therapist-1', 'client-1');
    expect(line?.document.weekEndsAt).to.equal(undefined);
  });

  it('leaves the helplines, the own data and the screen as they are', async () => {
    await withdraw();
    expect(all(await chat.type('helplines'))).to.contain('116 123');
    expect(all(await chat.type('my data'))).to.contain('you withdrew your consent on Monday');
    await chat.type('continue');
    expect(all(await chat.type('I want to kill myself'))).to.contain('116 123');
    expect((await client()).alerts.map(({ kind }) => kind)).to.deep.equal(['safety']);
  });

  it('asks nothing, whatever is written', async () => {
    await withdraw();
    for (const text of ['hello', '8', 'start over', 'continue', 'pause 2 weeks', 'skip', 'back'])
      expect(last(await chat.type(text)), text).to.contain('I ask no check-ins');
    expect((await client()).checkIn).to.equal(undefined);
  });

  it('is followed by a new consent here, which keeps the old one on record', async () => {
    await withdraw();
    chat.now = '2027-01-12T10:00:00.000Z';
    await chat.tap('Read it again');
    expect(last(chat.said)).to.contain('Do you agree?');
    await chat.tap('I agree');
    const { status, consent, formerConsents, checkIn, recent, due } = await client();
    expect({ status, recent }).to.deep.equal({ status: 'joined', recent: [] });
    expect(consent?.givenAt.slice(0, 10)).to.equal('2027-01-12');
    expect(consent?.withdrawnAt).to.equal(undefined);
    expect(formerConsents?.map(({ withdrawnAt }) => withdrawnAt?.slice(0, 10))).to.deep.equal(['2026-11-23']);
    expect(due).to.deep.equal(aClient().due);
    expect(checkIn?.id).to.equal('2027-01-11');
  });

  it('counts no week as missed in between', async () => {
    for (const text of ['hello', ...usualWeek, 'send']) await chat.type(text);
    await withdraw();
    chat.now = '2027-01-12T10:00:00.000Z';
    await chat.tap('Read it again');
    await chat.tap('I agree');
    chat.now = '2027-01-20T10:00:00.000Z';
    await chat.type('hello');
    expect((await client()).recent.map(({ id, status }) => `${id} ${status}`)).to.deep.equal([
      '2026-11-23 complete',
      '2027-01-11 missed',
    ]);
  });

  it('stays as it is for who reads the text again and does not agree', async () => {
    await withdraw();
    await chat.tap('Read it again');
    expect(last(await chat.tap('I do not agree'))).to.contain('I ask no check-ins');
    expect((await client()).status).to.equal('withdrawn');
  });

  it('leaves no answer of a check-in that was not complete in the chat either', async () => {
    await chat.type('hello');
    await chat.type('3');
    await withdraw();
    const { transcript } = await chat.document();
    const shown = transcript.entries.map(({ activity }) => JSON.stringify(activity['text'] ?? ''));
    expect(shown.join('\n')).to.not.match(/\b3\b/);
    expect(shown.some((text) => text.includes('✓ Yes, withdraw it'))).to.equal(true);
  });

  it('leaves no day and no reminders to be set', async () => {
    await chat.type('hello');
    await withdraw();
    for (const words of ['settings', 'change day']) {
      const [menu] = await chat.type(words);
      expect(menu?.text)
        .to.contain('Language: English')
        .and.to.not.match(/Monday|Reminders/);
      expect(menu?.taps.map(({ label }) => label)).to.not.include.members(['Reminders']);
      expect(menu?.taps.map(({ label }) => label)).to.not.include.members(['Day and time']);
    }
  });

  it('says so where there is nothing to withdraw', async () => {
    await withdraw();
    expect(all(await chat.type('withdraw consent'))).to.contain('no consent of yours to withdraw');
  });
});
