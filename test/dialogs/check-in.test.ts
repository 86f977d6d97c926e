import { expect } from 'chai';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const last = (said: readonly { text: string }[]): string => said.at(-1)?.text ?? '';

/** Types these, one a turn, and returns the last thing the bot said after each. */
async function converse(chat: Chat, lines: readonly string[]): Promise<string[]> {
  const replies: string[] = [];
  for (const line of lines) replies.push(last(await chat.type(line)));
  return replies;
}

const usualWeek = ['8', 'nine', '7', '8', '8/10', 'done', '3', '9', '10'];

describe('the weekly check-in', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat();
  });
  afterEach(() => chat.close());

  it('asks one question after another, typed, and is complete with its last answer', async () => {
    const hello = await chat.type('hello');
    expect(hello[0]?.text).to.contain('I am a program, not a person');
    expect(hello[0]?.text).to.contain('Dr Example can see your answers');
    await converse(chat, usualWeek.slice(0, -1));
    expect((await chat.document()).client.checkIn?.status).to.equal('open');
    const summary = await chat.type('10');
    expect(last(summary)).to.contain('These are your answers');
    const { checkIn } = (await chat.document()).client;
    expect(checkIn?.status).to.equal('complete');
    expect(checkIn?.score).to.deep.equal({ goals: 8.5, tasks: 8, bond: 9.5, alliance: 26 / 3 });
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.latest?.status).to.equal(
      'complete',
    );
  });

  it('takes taps, one for each answer, and ten of them for a usual week', async () => {
    await chat.type('hello');
    let taps = 0;
    for (const label of ['8', '9', '7', '8', '8', 'Done', '3', '9', '10', 'Send my answers']) {
      await chat.tap(
        label,
        label === 'Send my answers' ? { comment: 'Good week <b>all</b> in all', talk: 'true' } : {},
      );
      taps += 1;
    }
    expect(taps).to.equal(10);
    const { checkIn } = (await chat.document()).client;
    expect(checkIn).to.include({
      status: 'complete',
      comment: 'Good week <b>all</b> in all',
      wantsToTalk: true,
    });
    expect(last(chat.said)).to.match(/Your next check-in starts on Monday 30 November.*18:00/);
  });

  it('asks again when it is not sure, in other words the second time and with a way out after the third', async () => {
    await chat.type('hello');
    const first = await chat.type('7 or 8');
    const second = await chat.type('not 10, more like 2');
    const third = await chat.type('a lot');
    expect((await chat.document()).client.checkIn?.answers).to.deep.equal({});
    expect(first[0]?.text).not.to.equal(second[0]?.text);
    expect(third.map(({ text }) => text).join()).to.contain('you can skip this question');
    await chat.type('7');
    expect(Object.values((await chat.document()).client.checkIn?.answers ?? {})).to.deep.equal([
      { kind: 'number', value: 7 },
    ]);
  });

  it('goes back and really changes the stored answer', async () => {
    await converse(chat, ['hello', '8', 'back', '4']);
    expect(Object.values((await chat.document()).client.checkIn?.answers ?? {})).to.deep.equal([
      { kind: 'number', value: 4 },
    ]);
  });

  it('skips, and scores what was answered', async () => {
    await converse(chat, ['hello', 'skip', '6', 'skip', 'skip', 'skip', 'skip', 'skip', '9', '9']);
    const { checkIn } = (await chat.document()).client;
    expect(checkIn?.status).to.equal('complete');
    expect(checkIn?.score).to.deep.equal({ goals: 6, bond: 9 });
  });

  it('stops, and goes on where it was', async () => {
    await converse(chat, ['hello', '8', 'stop']);
    const [again] = (await chat.type('continue')).slice(-1);
    expect(again?.taps.map(({ label }) => label)).to.include('10');
    await chat.type('6');
    expect(Object.values((await chat.document()).client.checkIn?.answers ?? {})).to.have.length(2);
  });

  it('shows the question again instead of taking a text typed after something else was said', async () => {
    await converse(chat, ['hello', 'help', '3']);
    expect((await chat.document()).client.checkIn?.answers).to.deep.equal({});
    await chat.type('3');
    expect(Object.values((await chat.document()).client.checkIn?.answers ?? {})).to.deep.equal([
      { kind: 'number', value: 3 },
    ]);
  });

  it('changes nothing on a second tap, and says so when it is another answer', async () => {
    await chat.type('hello');
    const old = chat.said.at(-1)?.taps ?? [];
    const eight = old.find(({ label }) => label === '8')?.data;
    const two = old.find(({ label }) => label === '2')?.data;
    await chat.send({ value: eight });
    expect(await chat.send({ value: eight })).to.deep.equal([]);
    const refused = await chat.send({ value: two });
    expect(refused[0]?.text).to.contain('from earlier');
    expect(Object.values((await chat.document()).client.checkIn?.answers ?? {})).to.deep.equal([
      { kind: 'number', value: 8 },
    ]);
  });

  for (const [what, value] of [
    ['out of range', { answer: 11 }],
    ['of another type', { answer: { a: 1 } }],
    ['with nothing in it', {}],
    ['of another question', { answer: 'done' }],
  ] as const) {
    it(`refuses a tap ${what}`, async () => {
      await chat.type('hello');
      const nonce = chat.said.at(-1)?.taps[0]?.data['nonce'];
      await chat.send({ value: { nonce, ...value } });
      expect((await chat.document()).client.checkIn?.answers).to.deep.equal({});
    });
  }

  it('takes a correction on the summary', async () => {
    await converse(chat, ['hello', ...usualWeek]);
    await chat.tap('Change');
    await chat.tap('2');
    expect(last(chat.said)).to.contain('These are your answers');
    const { checkIn } = (await chat.document()).client;
    expect(checkIn?.score.goals).to.equal((2 + 9) / 2);
  });

  it('keeps a typed comment of 5,000 characters, and refuses a longer one whole', async () => {
    await converse(chat, ['hello', ...usualWeek]);
    await chat.type('a'.repeat(5000));
    expect((await chat.document()).client.checkIn?.comment).to.have.length(5000);
    await chat.type('b'.repeat(5001));
    expect((await chat.document()).client.checkIn?.comment).to.equal('a'.repeat(5000));
  });

  it('raises one alert when a completed check-in is low, whatever is corrected afterwards', async () => {
    await converse(chat, ['hello', '3', '3', '4', '2', '3', 'done', '3', '2', '3']);
    const [alert] = (await chat.document()).client.alerts;
    expect(alert).to.include({ kind: 'alliance', status: 'open' });
    expect(alert?.evidence.map((piece) => piece.kind === 'floor' && piece.domain)).to.deep.equal(['whole']);
    await chat.tap('Change');
    await chat.tap('9');
    const { alerts } = (await chat.document()).client;
    expect(alerts.map(({ id }) => id)).to.deep.equal([alert?.id]);
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.alerts).to.have.length(1);
  });

  it('raises none for a usual week', async () => {
    await converse(chat, ['hello', ...usualWeek]);
    expect((await chat.document()).client.alerts).to.deep.equal([]);
  });

  it('closes a week that ended half answered, keeping its answers, and begins the next', async () => {
    await converse(chat, ['hello', '8', '7']);
    chat.now = '2026-12-01T09:00:00.000Z';
    const said = await chat.type('hello again');
    expect(said[0]?.text).to.contain('A new week has begun');
    expect(said[1]?.text).to.contain('I am a program');
    const { client } = await chat.document();
    expect(client.recent.map(({ id, status, score }) => ({ id, status, goals: score.goals }))).to.deep.equal([
      { id: '2026-11-23', status: 'missed', goals: 7.5 },
    ]);
    expect(client.checkIn).to.include({ id: '2026-11-30', status: 'open' });
  });

  it('offers a correction, not a second check-in, to someone who comes twice in a week', async () => {
    await converse(chat, ['hello', ...usualWeek, 'send']);
    const again = await chat.type('hello');
    expect(last(again)).to.contain('is done');
    await chat.type('change');
    expect(last(chat.said)).to.contain('These are your answers');
  });

  it('shows the trend once there are three check-ins', async () => {
    for (const week of [0, 7, 14]) {
      chat.now = new Date(Date.UTC(2026, 10, 23 + week, 19)).toISOString();
      await converse(chat, ['hello', ...usualWeek, 'send']);
      expect(last(chat.said).includes('so far')).to.equal(week === 14);
    }
    expect(last(chat.said)).to.match(/from 0 to 10: [\d.]+ · [\d.]+ · [\d.]+$/u);
  });

  it('asks in Spanish and reads Spanish', async () => {
    await chat.close();
    chat = await openChat(aClient({ language: 'es' }));
    await converse(chat, [
      'hola',
      'ocho',
      'siete',
      '8 de 10',
      'nueve',
      'ocho',
      'hecha',
      'tres',
      'diez',
      'nueve',
    ]);
    expect((await chat.document()).client.checkIn?.score).to.deep.include({
      goals: 7.5,
      tasks: 8.5,
      bond: 9.5,
    });
    await chat.type('enviar');
    expect(last(chat.said)).to.contain('Gracias');
  });

  it('keeps what stands in the fields of the summary when an answer is changed', async () => {
    await converse(chat, ['hello', ...usualWeek]);
    await chat.tap('Change', { comment: 'Half a thought', talk: 'true' });
    await chat.tap('2');
    expect((await chat.document()).client.checkIn).to.include({
      comment: 'Half a thought',
      wantsToTalk: true,
    });
  });

  it('takes send from the summary alone', async () => {
    await chat.type('hello');
    const nonce = chat.said.at(-1)?.taps[0]?.data['nonce'];
    await chat.send({ value: { nonce, command: 'send' } });
    expect((await chat.document()).client.checkIn?.sentAt).to.equal(undefined);
  });

  it('keeps a summary that is sent after its week has ended with that week', async () => {
    await converse(chat, ['hello', ...usualWeek]);
    chat.now = '2026-11-30T18:00:01.000Z';
    const said = await chat.tap('Send my answers', { comment: 'Please call', talk: 'true' });
    expect(said[0]?.text).to.contain('I kept this with your answers');
    const { recent } = (await chat.document()).client;
    expect(recent.at(-1)).to.include({ id: '2026-11-23', wantsToTalk: true });
    expect((await chat.store.checkIns.get('client-1', '2026-11-23'))?.document.comment).to.equal(
      'Please call',
    );
  });

  it('says so when an answer comes after its week has ended', async () => {
    await chat.type('hello');
    chat.now = '2026-11-30T18:00:01.000Z';
    const said = await chat.tap('8');
    expect(said[0]?.text).to.contain('did not take this for the last one');
    expect((await chat.document()).client.checkIn).to.deep.include({ id: '2026-11-30', answers: {} });
  });

  it('looks at a week that ended half answered as it stands', async () => {
    await converse(chat, ['hello', '1', '0']);
    chat.now = '2026-12-01T09:00:00.000Z';
    await chat.type('hello again');
    const [alert] = (await chat.document()).client.alerts;
    expect(alert?.evidence.map((piece) => piece.kind === 'floor' && piece.domain)).to.deep.equal(['goals']);
  });

  it('takes the taps off a card that was asked anew', async () => {
    await chat.type('hello');
    await chat.type('a lot');
    const { transcript, asked } = await chat.document();
    const withCards = transcript.entries.filter(({ activity }) => activity['attachments'] !== undefined);
    expect(withCards.map(({ sequence }) => sequence)).to.deep.equal([asked?.sequence]);
  });
});
