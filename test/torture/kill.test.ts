import { assert } from 'chai';
import { turnPoints } from '../../src/bots/turn-points.ts';
import { kill } from '../../bench/torture/kill.ts';

describe('a server killed in the middle of check-ins', () => {
  it('loses no answer it acknowledged, at whatever point of a turn it ended, files none under another question and doubles none', async function () {
    this.timeout(400_000);
    const lines: string[] = [];
    const report = await kill({ rounds: 20, seed: 11, clients: 4, print: (line) => lines.push(line) });
    assert.deepEqual(report.faults, { lost: 0, misplaced: 0, doubled: 0, other: 0 }, lines.join('\n'));
    assert.equal(report.kills, 20);
    for (const point of turnPoints) assert.isAbove(report.points[point], 0, point);
    assert.isAbove(report.checked, 10);
    assert.isAbove(report.complete, 0);
    assert.isAbove(report.alerts, 0);
  });
});
