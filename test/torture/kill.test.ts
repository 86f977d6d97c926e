import { assert } from 'chai';
import { kill } from '../../bench/torture/kill.ts';

describe('a server killed in the middle of check-ins', () => {
  it('loses no answer it acknowledged, files none under another question and doubles none', async function () {
    this.timeout(120_000);
    const lines: string[] = [];
    const report = await kill({ rounds: 3, seed: 11, clients: 4, print: (line) => lines.push(line) });
    assert.deepEqual(report.faults, { lost: 0, misplaced: 0, doubled: 0, other: 0 }, lines.join('\n'));
    assert.equal(report.kills, 3);
    assert.isAbove(report.checked, 10);
    assert.isAbove(report.complete, 0);
    assert.isAbove(report.alerts, 0);
  });
});
