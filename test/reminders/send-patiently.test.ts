import { assert } from 'chai';
import { checkInId, clientId } from '../../src/domain/ids.ts';
import { readStatus } from '../../src/reminders/read-status.ts';
import { sendPatiently } from '../../src/reminders/send-patiently.ts';
import { createTokenBucket } from '../../src/reminders/token-bucket.ts';

const message = { client: clientId('c'), week: checkInId('2026-11-23'), step: 'reminder' } as const;

async function send(statuses: readonly (number | undefined)[], retryAfterMs?: number) {
  const waits: number[] = [];
  let attempts = 0;
  let taken = 0;
  const end = await sendPatiently(
    {
      notifier: {
        send: () =>
          Promise.resolve(readStatus(statuses[Math.min(attempts++, statuses.length - 1)], retryAfterMs)),
      },
      limiter: { take: () => Promise.resolve(void (taken += 1)) },
      wait: (ms) => Promise.resolve(void waits.push(ms)),
      random: () => 0.5,
    },
    message,
  );
  return { end, attempts, waits, taken };
}

describe('handing a message to the channel', () => {
  for (const [statuses, end, attempts] of [
    [[201], { status: 'sent' }, 1],
    [[412, 429, 502, 504, 200], { status: 'sent' }, 5],
    [[429], { status: 'failed', why: 'busy' }, 5],
    [[504], { status: 'unknown' }, 5],
    [[403], { status: 'failed', why: 'channel-gone' }, 1],
    [[429, 404], { status: 'failed', why: 'channel-gone' }, 2],
    [[400], { status: 'failed', why: 'refused' }, 1],
    [[500], { status: 'unknown' }, 1],
    [[undefined], { status: 'unknown' }, 1],
  ] as const) {
    it(`that answers ${statuses.join(', ') || 'nothing'} ends as ${JSON.stringify(end)}`, async () => {
      const found = await send(statuses);
      assert.deepEqual<unknown>([found.end, found.attempts], [end, attempts]);
      assert.equal(found.taken, attempts - 1);
    });
  }

  it('pauses longer each time, and as long as it was asked to', async () => {
    const { waits } = await send([429]);
    assert.deepEqual(waits, [750, 1500, 3000, 6000]);
    const asked = await send([429, 200], 20_000);
    assert.isAtLeast(asked.waits[0] ?? 0, 20_000);
  });
});

describe('handing a message over while the program stops', () => {
  for (const [status, end] of [
    [429, { status: 'failed', why: 'busy' }],
    [504, { status: 'unknown' }],
  ] as const)
    it(`is not tried again after ${status}, and ends as what is known of it`, async () => {
      const stopping = new AbortController();
      let attempts = 0;
      const parts = {
        notifier: { send: () => Promise.resolve(readStatus((attempts += 1) > 0 ? status : 201)) },
        limiter: { take: () => Promise.resolve() },
        wait: () => Promise.resolve(stopping.abort()),
        random: () => 0.5,
        signal: stopping.signal,
      };
      assert.deepEqual<unknown>(await sendPatiently(parts, message), end);
      assert.equal(attempts, 1);
    });
});

describe('a token bucket', () => {
  it('lets through so many a second, after a burst, however many ask', async () => {
    let now = 1000;
    const waits: number[] = [];
    const bucket = createTokenBucket({
      perSecond: 50,
      burst: 3,
      now: () => now,
      wait: (ms) => Promise.resolve(void waits.push(ms)),
    });
    for (let count = 0; count < 6; count += 1) await bucket.take();
    assert.deepEqual(waits, [20, 40, 60]);
    // unused time is saved up to the burst and no further
    now += 10_000;
    for (let count = 0; count < 4; count += 1) await bucket.take();
    assert.deepEqual(waits.slice(3), [20]);
  });
});
