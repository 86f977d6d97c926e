import { expect } from 'chai';
import { takeTurns } from '../../src/mail/take-turns.ts';

describe('taking turns', () => {
  it('lets so many work at once, and the others after them in order', async () => {
    const inTurn = takeTurns(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((at) =>
      inTurn(async () => {
        begun.push(at);
        await new Promise<void>((resolve) => (ends[at] = resolve));
        return at;
      }),
    );
    const soon = () => new Promise((resolve) => setImmediate(resolve));
    await soon();
    expect(begun).to.deep.equal([0, 1]);
    ends[1]?.();
    await soon();
    expect(begun).to.deep.equal([0, 1, 2]);
    ends[0]?.();
    ends[2]?.();
    await soon();
    ends[3]?.();
    expect(await Promise.all(all)).to.deep.equal([0, 1, 2, 3]);
  });

  it('gives the place of one that failed to the next', async () => {
    const inTurn = takeTurns(1);
    const failed = inTurn(() => Promise.reject(new Error('no'))).catch(() => 'failed');
    expect(await Promise.all([failed, inTurn(() => Promise.resolve('done'))])).to.deep.equal([
      'failed',
      'done',
    ]);
  });
});
