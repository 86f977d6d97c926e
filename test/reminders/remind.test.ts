import { assert } from 'chai';
import { reminded } from '../../bench/reminders/plan-clients.ts';
import type { Client } from '../../src/domain/client.ts';
import { checkInId } from '../../src/domain/ids.ts';
import type { ReminderWeek } from '../../src/domain/reminder.ts';
import { usualCalendar } from '../../src/reminders/clinic-calendar.ts';
import { enlistClient } from '../../src/reminders/enlist-client.ts';
import type { ReminderMessage, SendResult } from '../../src/reminders/notifier.ts';
import { tick, type TickParts } from '../../src/reminders/tick.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import type { Store } from '../../src/state/store.ts';
import { temporaryStore } from '../state/temporary-store.ts';

const due = { weekday: 1, hour: 18, minute: 0, timeZone: 'Europe/London' } as const;
const week = checkInId('2026-11-23');
const enrolled = '2026-11-20T00:00:00.000Z';
const dueAt = '2026-11-23T18:00:00.000Z';
const nudgeAt = '2026-11-25T18:00:00.000Z';

describe('reminders of one client', () => {
  let store: Store;
  let now: string;
  let says: SendResult | Error;
  let sent: ReminderMessage[];
  let told: string[];
  let before: (() => Promise<unknown>) | undefined;
  const client = (overrides: Partial<Client> = {}): Client => ({
    ...reminded('c', due, enrolled),
    ...overrides,
  });

  beforeEach(async () => {
    store = await temporaryStore();
    [now, says, sent, told, before] = [enrolled, { kind: 'sent' }, [], [], undefined];
    await store.clients.put('c', newClientDocument(client()), 'absent');
    await enlistClient(store, client(), now);
  });
  afterEach(() => store.close());

  const run = (at: string, overrides: Partial<TickParts> = {}): Promise<number> => {
    now = at;
    return tick({
      store,
      notifier: {
        async send(message) {
          await before?.();
          sent.push(message);
          if (says instanceof Error) throw says;
          return says;
        },
        async tellTherapist({ about }) {
          told.push(about);
        },
      },
      limiter: { take: () => Promise.resolve() },
      wait: () => Promise.resolve(),
      random: () => 0,
      calendar: usualCalendar,
      now: () => now,
      leaseMs: 60_000,
      concurrency: 4,
      failed(error) {
        throw error;
      },
      ...overrides,
    });
  };
  const stored = async (id = week): Promise<ReminderWeek | undefined> =>
    (await store.reminders.get('c', id))?.document;
  const change = async (overrides: Partial<Client>): Promise<void> => {
    const current = await store.clients.get('c', 'c');
    if (current) await store.clients.put('c', newClientDocument(client(overrides)), current.etag);
  };
  const steps = (): string[] => sent.map(({ week: id, step }) => `${id} ${step}`);

  it('are sent when due, not before, and recorded as sent', async () => {
    await run('2026-11-23T17:59:59.999Z');
    assert.deepEqual(steps(), []);
    await run(dueAt);
    await run(dueAt);
    assert.deepEqual<unknown>(sent, [{ client: 'c', language: 'en', week, step: 'reminder' }]);
    assert.deepEqual<unknown>(await stored(), {
      id: week,
      schema: 1,
      client: 'c',
      reminder: { status: 'sent', at: dueAt },
      nudge: { status: 'scheduled', at: nudgeAt },
    });
  });

  it('are recorded before they are handed over', async () => {
    let recorded: unknown;
    before = async () => (recorded = (await stored())?.reminder.status);
    await run(dueAt);
    assert.equal(recorded, 'sending');
  });

  it('go on with a nudge and with the next week', async () => {
    for (const at of [dueAt, nudgeAt, '2026-11-30T18:00:00.000Z']) await run(at);
    assert.deepEqual(steps(), ['2026-11-23 reminder', '2026-11-23 nudge', '2026-11-30 reminder']);
  });

  it('need no nudge once the check-in is done, and that is noted', async () => {
    await run(dueAt);
    const completedAt = '2026-11-24T10:00:00.000Z';
    await change({
      recent: [
        {
          id: week,
          instrument: { id: 'i', version: '1' },
          status: 'complete',
          score: { alliance: undefined, bond: undefined, goals: undefined, tasks: undefined },
          wantsToTalk: false,
          endsAt: '2026-11-30T18:00:00.000Z',
          completedAt,
        },
      ],
    });
    await run(nudgeAt);
    assert.deepEqual((await stored())?.nudge, { status: 'skipped', at: nudgeAt, why: 'answered' });
    await run('2026-11-30T18:00:00.000Z');
    assert.equal((await stored())?.answeredAt, completedAt);
    assert.deepEqual(steps(), ['2026-11-23 reminder', '2026-11-30 reminder']);
  });

  it('stop after three weeks without an answer, and the therapist is told once', async () => {
    for (let day = 0; day < 42; day += 1)
      await run(new Date(Date.parse(dueAt) + day * 86_400_000).toISOString());
    assert.equal(sent.length, 6);
    assert.deepEqual(told, ['unanswered']);
  });

  it('stop when the channel is gone, and the therapist is told once', async () => {
    says = { kind: 'gone' };
    for (let day = 0; day < 21; day += 1)
      await run(new Date(Date.parse(dueAt) + day * 86_400_000).toISOString());
    assert.deepEqual(steps(), ['2026-11-23 reminder']);
    assert.deepEqual(told, ['channel-gone']);
  });

  it('are shown as unknown when the channel gave no answer, and followed by the nudge alone', async () => {
    says = new Error('reset');
    await run(dueAt);
    assert.equal((await stored())?.reminder.status, 'unknown');
    await run('2026-11-23T19:00:00.000Z');
    assert.equal(sent.length, 1);
    await run(nudgeAt);
    assert.deepEqual(steps(), ['2026-11-23 reminder', '2026-11-23 nudge']);
  });

  it('are tried again when the channel did not take them, and not for ever', async () => {
    says = { kind: 'again', status: 429 };
    before = async () => {
      if (sent.length === 2) says = { kind: 'sent' };
    };
    await run(dueAt);
    assert.equal(sent.length, 3);
    assert.equal((await stored())?.reminder.status, 'sent');

    before = undefined;
    says = { kind: 'again', status: 412 };
    await run(nudgeAt);
    assert.equal(sent.length, 8);
    assert.deepEqual((await stored())?.nudge, { status: 'failed', at: nudgeAt, why: 'busy' });
  });

  it('are sent by one of three that run at once', async () => {
    await Promise.all([run(dueAt), run(dueAt), run(dueAt)]);
    assert.equal(sent.length, 1);
  });

  it('are left for later, with nothing on record, where the program stops while they wait for their turn', async () => {
    const stopping = new AbortController();
    const take = () => Promise.resolve(stopping.abort());
    await run(dueAt, { signal: stopping.signal, limiter: { take } });
    assert.deepEqual([steps(), await stored()], [[], undefined]);
    await run('2026-11-23T18:01:00.000Z');
    assert.deepEqual(steps(), ['2026-11-23 reminder']);
  });

  it('go to nobody who withdrew, and by the new day of one who moved theirs', async () => {
    await change({ due: { ...due, weekday: 3 } });
    await run(dueAt);
    assert.deepEqual(steps(), []);
    await run('2026-11-25T18:00:00.000Z');
    assert.deepEqual(steps(), ['2026-11-25 reminder']);
    await change({ status: 'withdrawn' });
    await run('2026-12-02T18:00:00.000Z');
    assert.equal(sent.length, 1);
  });
});
