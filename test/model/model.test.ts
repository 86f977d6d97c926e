import { expect } from 'chai';
import { failureText, runModel } from './run.ts';

const runs = 1000;

describe('random conversations, with restarts, faults, second deliveries and deployments between turns', () => {
  const seed = 1 + (Date.now() % 1_000_000);

  it(`agree with the model in ${runs} of ${runs}, and none comes to a dead end (seed ${seed})`, async function () {
    this.timeout(600_000);
    const { failure, turns } = await runModel({ runs, seed });
    if (failure) expect.fail(failureText(failure));
    console.log(`  model: ${runs} conversations, ${turns} turns, seed ${seed}`);
  });
});
