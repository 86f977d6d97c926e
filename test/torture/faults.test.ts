import { assert } from 'chai';
import { faults } from '../../bench/torture/faults.ts';

describe('a crowd while requests to Cosmos DB fail', () => {
  it('has every answer saved, or is told, and every delivery is answered in time', async function () {
    this.timeout(200_000);
    const lines: string[] = [];
    const report = await faults({
      rate: 0.2,
      outageEvery: 40,
      instances: 2,
      activities: 40,
      seats: 6,
      pace: 0.4,
      seed: 11,
      print: (line) => lines.push(line),
    });
    assert.deepEqual(report.faults, { lost: 0, misplaced: 0, doubled: 0, other: 0 }, lines.join('\n'));
    assert.equal(report.complete, report.people);
    assert.isAbove(report.checked, 30);
    assert.isAbove(report.said.toldNotSaved + report.said.toldNotConfirmed, 0);
    for (const kind of ['answered 429', 'answered 449', 'executed 503', 'lost', 'reset'])
      assert.isAbove(report.injected.get(kind) ?? 0, 0, kind);
  });
});
