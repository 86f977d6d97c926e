import { expect } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { createSeenPositions } from '../../../src/web/direct-line/seen-positions.ts';

const device = (userId: string, client = 'client-1') => ({ userId, client: clientId(client) });

describe('how far each device has read', () => {
  it('only grows, and is 0 for one that nothing is known of', () => {
    const seen = createSeenPositions();
    seen.confirm(device('one'), 5);
    seen.confirm(device('one'), 3);
    expect(seen.of(device('one'))).to.equal(5);
    expect(seen.of(device('two'))).to.equal(0);
    expect(seen.of(device('one', 'client-2'))).to.equal(0);
  });

  it('is forgotten of the device that was longest unused, beyond a limit', () => {
    const seen = createSeenPositions({ limit: 3 });
    for (const [at, name] of ['one', 'two', 'three'].entries()) seen.confirm(device(name), at + 1);
    seen.of(device('one'));
    seen.confirm(device('two'), 1);
    seen.confirm(device('four'), 4);
    seen.of(device('five'));
    const known = ['one', 'two', 'three', 'four'].map((name) => seen.of(device(name)));
    expect(known).to.deep.equal([1, 2, 0, 4]);
  });
});
