import { expect } from 'chai';
import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { closeEndedWeeks } from '../../src/alerts/close-ended-weeks.ts';
import { clientId } from '../../src/domain/ids.ts';
import { auditor } from '../helpers/auditing.ts';
import { builtIn } from '../helpers/built-in.ts';
import { openChat, type Chat } from '../helpers/chat.ts';

describe('weeks whose clients did not come back', () => {
  let chat: Chat;
  const failures: unknown[] = [];
  afterEach(() => chat.close());

  const close = (now: string) =>
    closeEndedWeeks(
      { store: chat.store, auditor },
      {
        now,
        instrument: builtIn(),
        rules: createAlertRules(),
        failed: (error) => failures.push(error),
        instrumentAt: () => builtIn(),
      },
    );

  it('are closed and looked at without them, once, and their next visit begins anew', async () => {
    chat = await openChat();
    await chat.type('hello');
    for (const text of ['0', '1']) await chat.type(text);
    expect(await close('2026-11-30T17:59:00.000Z')).to.equal(0);
    expect(await close('2026-12-01T09:00:00.000Z')).to.equal(1);
    expect(await close('2026-12-01T09:00:00.000Z')).to.equal(0);
    const { client } = await chat.document();
    expect(client.recent.map(({ id, status }) => [id, status])).to.deep.equal([['2026-11-23', 'missed']]);
    expect(client.alerts).to.have.length(1);
    expect((await chat.store.checkIns.get('client-1', '2026-11-23'))?.document.answers).to.have.property(
      'goals-same',
    );
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.missedInARow).to.equal(1);
    chat.now = '2026-12-01T10:00:00.000Z';
    const said = await chat.tap('8');
    expect(said.map(({ text }) => text).join('\n')).to.contain('from earlier');
    expect((await chat.document()).client.checkIn).to.deep.include({ id: '2026-11-30', answers: {} });
    await chat.tap('8');
    expect(Object.values((await chat.document()).client.checkIn?.answers ?? {})).to.have.length(1);
  });

  it('are closed for all others when one document cannot be read', async () => {
    chat = await openChat();
    await chat.type('hello');
    const { therapist } = (await chat.document()).client;
    const line = (await chat.store.caseload.get(therapist, 'client-1'))!.document;
    const newer = { ...(await chat.document()), id: 'a-newer', schema: 99 as never };
    await chat.store.clients.put('a-newer', newer, 'absent');
    await chat.store.caseload.put(therapist, { ...line, id: clientId('a-newer') }, 'absent');
    failures.length = 0;
    expect(await close('2026-12-01T09:00:00.000Z')).to.equal(1);
    expect(failures).to.have.length(1);
  });
});
