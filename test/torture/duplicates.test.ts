import { assert } from 'chai';
import { duplicates } from '../../bench/torture/duplicates.ts';

describe('a crowd whose every word is delivered in copies and out of order, to two servers over one Cosmos DB', () => {
  it('finds each answer once, under the question they had seen, and one alert for whoever is low', async function () {
    this.timeout(120_000);
    const lines: string[] = [];
    const report = await duplicates({
      activities: 180,
      seats: 16,
      pace: 0.25,
      seed: 11,
      print: (line) => lines.push(line),
    });
    assert.deepEqual(report.faults, { lost: 0, misplaced: 0, doubled: 0, other: 0 }, lines.join('\n'));
    assert.equal(report.complete, report.people);
    assert.isAbove(report.checked, 100);
    assert.isAbove(report.alerts, 0);
    assert.isAbove(report.said.repeated, 0);
    assert.isAbove(report.delivered.posts, report.said.activities);
  });
});
