import { assert } from 'chai';
import { reminded, storeClients } from '../bench/reminders/plan-clients.ts';
import { createLog } from '../src/log.ts';
import { readReminderSettings } from '../src/read-reminder-settings.ts';
import { enlistClient } from '../src/reminders/enlist-client.ts';
import type { SendResult } from '../src/reminders/notifier.ts';
import { startReminders } from '../src/start-reminders.ts';
import type { Store } from '../src/state/store.ts';
import { temporaryStore } from './state/temporary-store.ts';

const due = { weekday: 1, hour: 18, minute: 0, timeZone: 'Etc/UTC' } as const;
const enrolled = '2026-11-20T00:00:00.000Z';

describe('the look at what is due', () => {
  let store: Store;
  let logged: string[];
  beforeEach(async () => {
    store = await temporaryStore();
    logged = [];
    const client = reminded('c', due, enrolled);
    await storeClients(store, [client]);
    await enlistClient(store, client, enrolled);
  });
  afterEach(() => store.close());

  const start = (given: { store?: Store; send?: () => Promise<SendResult>; restoredAt?: string } = {}) => {
    const settings = readReminderSettings({});
    if (!settings.ok) throw new Error(settings.faults.join());
    const { promise: sent, resolve } = Promise.withResolvers<undefined>();
    const stop = startReminders({
      store,
      notifier: {
        send: () => {
          resolve(undefined);
          return given.send?.() ?? Promise.resolve({ kind: 'sent' });
        },
        tellTherapist: () => Promise.resolve(),
      },
      settings: settings.reminders,
      now: () => '2026-11-23T18:00:00.000Z',
      log: createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
      everyMs: 5,
      ...given,
    });
    return { stop, sent };
  };
  const week = async () => (await store.reminders.get('c', '2026-11-23'))?.document.reminder;

  it('ends when what was under way is on record', async () => {
    const { promise: answer, resolve: answered } = Promise.withResolvers<SendResult>();
    const { stop, sent } = start({ send: () => answer });
    await sent;
    const stopped = stop();
    answered({ kind: 'sent' });
    await stopped;
    assert.equal((await week())?.status, 'sent');
  });

  it('does not wait out the pause before another attempt when it is stopped', async () => {
    const { stop, sent } = start({ send: () => Promise.resolve({ kind: 'again', status: 429 }) });
    await sent;
    await stop();
    assert.deepInclude(await week(), { status: 'failed', why: 'busy' });
  });

  it('goes on after the store did not answer, which is in the log without whom it was about', async () => {
    let away = true;
    const { dueReminders } = store;
    const list: typeof dueReminders.list = (...given) => {
      if (!away) return dueReminders.list(...given);
      away = false;
      return Promise.reject(new Error('away'));
    };
    const shaky = {
      get: dueReminders.get.bind(dueReminders),
      put: dueReminders.put.bind(dueReminders),
      remove: dueReminders.remove.bind(dueReminders),
      list,
    };
    const { stop, sent } = start({ store: { ...store, dueReminders: shaky } });
    await sent;
    await stop();
    assert.equal((await week())?.status, 'sent');
    const events = logged.map((line) => (JSON.parse(line) as { event: string }).event);
    assert.deepEqual(events, ['reminders-not-seen-to']);
    assert.notMatch(logged.join(), /"c"/);
  });

  it('sends nothing that was due before the store was restored', async () => {
    const { stop } = start({ restoredAt: '2026-11-23T18:00:00.001Z' });
    while ((await week()) === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await stop();
    assert.deepInclude(await week(), { status: 'skipped', why: 'restored' });
  });
});
