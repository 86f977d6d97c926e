import { expect } from 'chai';
import { performPending } from '../../src/state/perform-pending.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { openChat, type Chat } from '../helpers/chat.ts';

describe('what a crash left undone', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  it('is done once at the next start', async () => {
    let crash = false;
    chat = await openChat(undefined, {
      wrapStore: (store) => ({
        ...store,
        checkIns: {
          ...store.checkIns,
          get: (...given) =>
            crash ? Promise.reject(new Error('the process ended here')) : store.checkIns.get(...given),
        },
      }),
    });
    await chat.type('hello');
    await chat.store.clients.get('client-1', 'client-1');
    for (const text of ['3', '3', '3', '3', '3', 'done', '3', '3']) await chat.type(text);
    crash = true;
    await chat.type('3').catch(() => undefined);
    expect(await chat.store.checkIns.get('client-1', '2026-11-23')).to.equal(undefined);
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
    // The caseload knows nothing of this client before the first projection; the enrolment made one.
    await chat.store.caseload.put('therapist-1', { id: 'client-1', revision: 0 } as never, 'absent');

    expect(await performPending(chat.store, therapistId('therapist-1'))).to.equal(1);
    expect((await chat.store.checkIns.get('client-1', '2026-11-23'))?.document.status).to.equal('complete');
    expect((await chat.store.alerts.list('client-1')).documents).to.have.length(1);
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.alerts).to.have.length(1);
    expect(await performPending(chat.store, therapistId('therapist-1'))).to.equal(0);
  });
});
