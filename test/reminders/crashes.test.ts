import { assert } from 'chai';
import { simulate } from '../../bench/reminders/simulate.ts';
import { repeatable } from '../../src/demo/repeatable.ts';
import { temporaryStore } from '../state/temporary-store.ts';

const month = { from: '2026-03-08T00:00:00.000Z', days: 28, schedulers: 3 } as const;
const zones = Intl.supportedValuesOf('timeZone');

describe('a month of reminders in every zone', () => {
  it('has none twice and none missing but those a crash fell on, with three schedulers that crash at random', async () => {
    const store = await temporaryStore();
    try {
      const found = await simulate({ ...month, store, zones, deadly: 0.01, random: repeatable(7) });
      assert.deepEqual([found.twice, found.missing, found.hidden], [[], [], []]);
      assert.isAbove(found.weeks, zones.length * 3.5);
      assert.isAbove(found.deaths, 50);
    } finally {
      await store.close();
    }
  }).timeout(120_000);

  it('has one reminder and one nudge for every week, without a crash', async () => {
    const store = await temporaryStore();
    try {
      const found = await simulate({
        ...month,
        store,
        zones: zones.slice(0, 60),
        deadly: 0,
        random: repeatable(8),
      });
      assert.deepEqual([found.twice, found.missing, found.hidden, found.deaths], [[], [], [], 0]);
      assert.isAtLeast(found.sent - found.nudges, found.weeks);
      assert.isAbove(found.nudges, found.weeks * 0.9);
    } finally {
      await store.close();
    }
  }).timeout(120_000);
});
