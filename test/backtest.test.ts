import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const header = 'client,week,goals,tasks,bond';
const ordinary = ['8,7.5,8', '7.5,8,8.5', '8,8,8', '8.5,7.5,8', '8,8.5,7.5', '7.5,8,8'];
const weeksOf = (client: string, scores: readonly string[]): string =>
  scores.map((score, at) => `${client},${at + 1},${score}\n`).join('');

describe('backtest, by command', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'backtest-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function run(text: string | undefined, ...more: readonly string[]) {
    const file = join(folder, 'past.csv');
    if (text !== undefined) writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['src/backtest.ts', ...(text === undefined ? [] : [file]), ...more],
      { encoding: 'utf8', env: { PATH: process.env['PATH'] } },
    );
    return { status, stdout, stderr };
  }

  it('prints each alert in the week in which it would have been raised, and nothing else', () => {
    const falls = weeksOf('"Lee, A."', [...ordinary, '4.5,4.5,5', '4,4.5,4.5', '8,8,8', '8,8,8']);
    const { status, stdout } = run(`${header}\n${weeksOf('b', [...ordinary, ...ordinary])}${falls}`);
    expect(stdout).to.match(/^"Lee, A\.",7,drop,whole,(?:moderate|severe)\n$/);
    expect(status).to.equal(0);
  });

  it('prints nothing when one row is bad, names its line, and ends with 1', () => {
    const falls = weeksOf('a', [...ordinary, '4,4,4.5', '4,4.5,4']);
    const { status, stdout, stderr } = run(`${header}\n${falls}b,1,7,8,12\n`);
    expect(stdout).to.equal('');
    expect(stderr).to.include('line 10: its bond');
    expect(status).to.equal(1);
  });

  it('ends with 2 and says how it is used without a file, or with a rate out of range', () => {
    const text = `${header}\n${weeksOf('a', ordinary)}`;
    for (const { status, stdout, stderr } of [
      run(undefined),
      run(text, '--false-alarms', '0.5'),
      run(text, '--false-alarms', 'few'),
    ]) {
      expect(status).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.include('--false-alarms');
    }
  });

  it('ends with 2 where there is no such file', () => {
    const { status, stdout, stderr } = run(undefined, join(folder, 'none.csv'));
    expect([status, stdout]).to.deep.equal([2, '']);
    expect(stderr).to.include('cannot be read');
  });

  it('finds nothing in a past without rows', () => {
    const { status, stdout } = run(`${header}\n`);
    expect([status, stdout]).to.deep.equal([0, '']);
  });
});
