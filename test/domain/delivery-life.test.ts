import { expect } from 'chai';
import {
  beginAttempt,
  dueAt,
  endAttempt,
  isDue,
  leave,
  noteSeen,
  withdraw,
} from '../../src/domain/delivery-life.ts';
import type { AlertDelivery } from '../../src/domain/delivery.ts';
import { alertId, clientId, therapistId } from '../../src/domain/ids.ts';

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 23, 12, minutes)).toISOString();
const queued: AlertDelivery = {
  id: 'one',
  schema: 1,
  client: clientId('c1'),
  alert: alertId('a1'),
  step: 'raised',
  round: at(0),
  to: therapistId('ana'),
  channel: 'teams',
  status: 'queued',
  queuedAt: at(0),
  at: at(0),
  token: 0,
  unsure: 0,
};
const begin = (delivery: AlertDelivery, minutes = 0, worker = 'one') =>
  beginAttempt(delivery, { worker, now: at(minutes), leaseMs: 120_000 });
const given = { now: at(1), until: at(24 * 60), random: 0.5 } as const;

describe('the life of a delivery', () => {
  it('is taken under a lease with a token that rises, and is nobody else’s while that lasts', () => {
    const taken = begin(queued);
    expect(taken).to.deep.include({ status: 'sending', token: 1 });
    expect(taken.lease).to.deep.equal({ worker: 'one', token: 1, until: at(2) });
    expect([isDue(taken, at(1)), isDue(taken, at(2))]).to.deep.equal([false, true]);
  });

  it('is taken over when the lease ran out, and counts that the message may have arrived', () => {
    const again = begin(begin(queued), 2, 'two');
    expect(again).to.deep.include({ status: 'sending', token: 2, unsure: 1 });
  });

  it('does not hear who was taken over, nor anybody twice', () => {
    const again = begin(begin(queued), 2, 'two');
    expect(endAttempt(again, { ...given, token: 1, result: { kind: 'sent' } })).to.equal(undefined);
    const sent = endAttempt(again, { ...given, token: 2, result: { kind: 'sent', message: 'm1' } });
    expect(sent).to.include({ status: 'sent', message: 'm1', unsure: 1 });
    expect(sent).to.not.have.property('lease');
    expect(endAttempt(sent!, { ...given, token: 2, result: { kind: 'unknown' } })).to.equal(undefined);
  });

  it('waits with growing pauses and jitter, and as long as the channel asks', () => {
    const pause = (attempts: number, random: number, afterMs?: number): number => {
      let delivery = queued;
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const taken = begin(delivery);
        const result = { kind: 'again', ...(afterMs !== undefined && { afterMs }) } as const;
        delivery = endAttempt(taken, { ...given, token: taken.token, result, random })!;
      }
      return (Date.parse(delivery.notBefore!) - Date.parse(at(1))) / 1000;
    };
    expect([pause(1, 0), pause(1, 0.9), pause(3, 0), pause(12, 0)]).to.deep.equal([15, 28.5, 60, 450]);
    expect(pause(1, 0, 600_000), 'as Retry-After says').to.equal(600);
    expect(pause(1, 0, 86_400_000), 'but an hour at most').to.equal(3600);
  });

  it('fails for good at once where the channel says so', () => {
    const failed = endAttempt(begin(queued), { ...given, token: 1, result: { kind: 'failed', why: 'gone' } });
    expect(failed).to.include({ status: 'failed', why: 'gone' });
  });

  it('is given up in the end: sooner where another channel is left', () => {
    const busy = { ...given, token: 1, result: { kind: 'again' } } as const;
    expect(endAttempt(begin(queued), { ...busy, until: at(1) })).to.include({
      status: 'failed',
      why: 'busy',
    });
    expect(endAttempt(begin(queued), { ...busy, until: undefined })?.status).to.equal('queued');
    const fourth = begin({ ...queued, token: 3 });
    expect(endAttempt(fourth, { ...busy, token: 4, until: undefined })?.status).to.equal('failed');
  });

  it('ends as unknown after too many attempts that may have arrived, and never as failed after one', () => {
    const doubtful = { ...queued, unsure: 5 };
    const lost = endAttempt(begin(doubtful), { ...given, token: 1, result: { kind: 'unknown' } });
    expect(lost).to.include({ status: 'unknown', unsure: 6 });
    expect(begin(begin(doubtful), 5).status).to.equal('unknown');
    const once = endAttempt(begin({ ...queued, unsure: 1 }), {
      ...given,
      until: at(1),
      token: 1,
      result: { kind: 'again' },
    });
    expect(once).to.include({ status: 'unknown', unsure: 1 });
    const gateway = endAttempt(begin(queued), {
      ...given,
      token: 1,
      result: { kind: 'again', unsure: true },
    });
    expect(gateway).to.include({ status: 'queued', unsure: 1 });
  });

  it('is held back until its time', () => {
    const held = { ...queued, notBefore: at(30) };
    expect([isDue(held, at(29)), isDue(held, at(30)), dueAt(held)]).to.deep.equal([false, true, at(30)]);
  });

  it('is withdrawn before it was sent, and perhaps sent after that', () => {
    expect(withdraw(queued, at(1))).to.include({ status: 'failed', why: 'withdrawn' });
    expect(withdraw(begin(queued), at(1))).to.include({ status: 'unknown', unsure: 1 });
    expect(withdraw(begin({ ...queued, unsure: 2 }), at(1))).to.include({ status: 'unknown', unsure: 3 });
    expect(leave(queued, at(1))).to.include({ status: 'unknown', unsure: 1 });
  });

  it('is seen once it was sent, and keeps when', () => {
    const sent = endAttempt(begin(queued), { ...given, token: 1, result: { kind: 'sent' } })!;
    expect(noteSeen(queued, at(2))).to.equal(undefined);
    const seen = noteSeen(sent, at(2))!;
    expect(seen.seenAt).to.equal(at(2));
    expect(noteSeen(seen, at(3))).to.equal(undefined);
  });

  it('goes some weeks after its end, and not before it', () => {
    const sent = endAttempt(begin(queued), { ...given, token: 1, result: { kind: 'sent' } })!;
    expect(queued.expiresAt).to.equal(undefined);
    expect(sent.expiresAt).to.equal(new Date(Date.parse(at(1)) + 90 * 86_400_000).toISOString());
  });
});
