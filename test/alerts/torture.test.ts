import { expect } from 'chai';
import { createOutside } from '../../bench/deliveries/outside.ts';
import { simulate } from '../../bench/deliveries/simulate.ts';
import { repeatable } from '../../src/demo/repeatable.ts';
import { openDeliveryRoom } from '../helpers/delivery-room.ts';

describe('alerts through outages, refusals and crashes anywhere', () => {
  it('all reach somebody or are shown as lost, with a second copy only after an unknown outcome', async () => {
    const random = repeatable(11);
    const outside = createOutside(random);
    const room = await openDeliveryRoom(outside.smtp, { random, mailWithinMs: 200 });
    outside.hangUp = () => room.box.hangUp();
    room.connector.answer = outside.connector;
    try {
      const report = await simulate({ room, outside, alerts: 8, workers: 3, deadly: 0.02, random });
      expect(report.faults).to.deep.equal([]);
      expect(report.deaths + report.troubles).to.be.greaterThan(50);
      expect([report.sent, report.escalated]).to.satisfy((counts: number[]) =>
        counts.every((one) => one > 0),
      );
    } finally {
      await room.close();
    }
  }).timeout(60_000);
});
