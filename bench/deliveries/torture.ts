/**
 * Alerts on their way to people through outages, slow answers, refusals and crashes anywhere: a real mail server, a real
 * database file, a Bot Connector on this machine.
 * `npm run torture:alerts -- [--alerts 250] [--seed N] [--deadly 0.01]`. Exit code 1: one was lost, a copy went without an unknown
 * outcome, or something is not shown as what it is.
 */
import { parseArgs } from 'node:util';
import { repeatable } from '../../src/demo/repeatable.ts';
import { openDeliveryRoom } from '../../test/helpers/delivery-room.ts';
import { createOutside } from './outside.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    alerts: { type: 'string', default: '250' },
    seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
    deadly: { type: 'string', default: '0.01' },
  },
});
const random = repeatable(Number(values.seed));
const outside = createOutside(random);
const room = await openDeliveryRoom(outside.smtp, { random, mailWithinMs: 1000 });
outside.hangUp = () => room.box.hangUp();
room.connector.answer = outside.connector;
try {
  console.log(`seed ${values.seed}`);
  const { faults, ...counts } = await simulate({
    room,
    outside,
    alerts: Number(values.alerts),
    workers: 3,
    deadly: Number(values.deadly),
    random,
  });
  console.log({ ...counts, faults: faults.length });
  for (const fault of faults.slice(0, 20)) console.log(fault);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await room.close();
}
