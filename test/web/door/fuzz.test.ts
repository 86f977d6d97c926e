import { expect } from 'chai';
import { fuzzMessages } from '../../helpers/fuzz-messages.ts';

describe('activities of every wrong form', () => {
  it('are answered, with no failure of ours, and nothing is kept of strangers', async () => {
    const outcome = await fuzzMessages({ count: 2000, seed: 20261123 });
    expect(outcome).to.deep.include({ broken: [], unhandled: 0, stored: 0 });
    expect(outcome.statuses['200']).to.be.above(100);
    expect(outcome.statuses['401']).to.equal(200);
    expect(outcome.statuses['400']).to.be.above(20);
  }).timeout(120_000);
});
