import { expect } from 'chai';
import { runRandomly } from './run.ts';

const runs = 500;

describe('random conversations in all languages', () => {
  const from = 1 + (Date.now() % 1_000_000_000);

  it(`${runs}: no dead end, no question twice without a reason, always a way out, nothing stored that was not given (from ${from})`, async function () {
    this.timeout(600_000);
    const { failure, turns } = await runRandomly({ runs, from });
    if (failure)
      expect.fail(
        `npm run conversations -- --runs 1 --from ${failure.run}\n${failure.error instanceof Error ? failure.error.message : String(failure.error)}`,
      );
    expect(turns).to.be.greaterThan(runs);
  });
});
