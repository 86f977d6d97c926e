import type { Activity } from 'botbuilder';
import { expect } from 'chai';
import { createTypedAt } from '../../src/bots/typed-at.ts';

const second = (n: number) => new Date(Date.UTC(2026, 10, 23, 19, 0, n)).toISOString();
const sentAt = (timestamp: string | Date | undefined, channelId = 'msteams') =>
  ({ channelId, timestamp }) as Activity;

describe('when a message was typed', () => {
  it('is when it came, where the channel does not say, or says nonsense', () => {
    const typedAt = createTypedAt();
    expect(typedAt(sentAt(undefined), second(5))).to.equal(second(5));
    expect(typedAt(sentAt('yesterday'), second(5))).to.equal(second(5));
    expect(typedAt(sentAt(second(9)), second(5))).to.equal(second(5));
  });

  it('is earlier for one that the channel brought late', () => {
    const typedAt = createTypedAt();
    expect(typedAt(sentAt(new Date(second(1))), second(1))).to.equal(second(1));
    expect(typedAt(sentAt(second(2)), second(8))).to.equal(second(2));
    expect(typedAt(sentAt(second(9)), second(9))).to.equal(second(9));
    expect(typedAt(sentAt(second(3)), second(3)), 'the first of all').to.equal(second(3));
  });

  it('takes a clock that is wrong for what it is, after one message', () => {
    const typedAt = createTypedAt();
    typedAt(sentAt(second(0)), second(40));
    expect(typedAt(sentAt(second(10)), second(50))).to.equal(second(50));
    expect(typedAt(sentAt(second(11)), second(58)), 'seven seconds late').to.equal(second(51));
    expect(typedAt(sentAt(second(20), 'line'), second(20))).to.equal(second(20));
  });

  it('lets no single message from the future or the past make others late', () => {
    const typedAt = createTypedAt();
    typedAt(sentAt(second(0)), second(0));
    for (const odd of ['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', second(59)]) {
      expect(Date.parse(typedAt(sentAt(odd), second(5)))).to.be.above(Date.parse(second(5)) - 86_400_001);
      expect(typedAt(sentAt(second(5)), second(5)), odd).to.equal(second(5));
    }
  });

  it('believes a clock that was put right', () => {
    const typedAt = createTypedAt();
    typedAt(sentAt(second(10)), second(0));
    for (let n = 0; n < 64; n += 1) typedAt(sentAt(second(n)), second(n));
    expect(typedAt(sentAt(second(30)), second(30))).to.equal(second(30));
  });
});
