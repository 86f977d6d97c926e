import { expect } from 'chai';
import { endsInTime } from '../../../src/domain/instrument/ends-in-time.ts';

describe('what may go round for ever', () => {
  it('is stopped', () => {
    let rounds = 0;
    const forEver = (): void => {
      for (;;) rounds += 1;
    };
    expect(endsInTime(forEver, 20)).to.equal(false);
    expect(rounds).to.be.greaterThan(0);
  });

  it('is run to its end otherwise, and what it throws is thrown', () => {
    let ran = false;
    expect(endsInTime(() => void (ran = true), 5_000)).to.equal(true);
    expect(ran).to.equal(true);
    expect(() =>
      endsInTime(() => {
        throw new Error('its own');
      }, 5_000),
    ).to.throw('its own');
  });
});
