import { expect } from 'chai';
import { beginCheckIn, recordAnswer, rollOver, weeksKept } from '../../src/domain/check-in-life.ts';
import type { CheckIn } from '../../src/domain/check-in.ts';
import type { Client } from '../../src/domain/client.ts';
import { questions } from '../../src/domain/questions/questions.ts';
import { aClient } from '../helpers/chat.ts';
import { builtIn as loadBuiltIn } from '../helpers/built-in.ts';

const builtIn = loadBuiltIn();

// Due on Mondays at 18:00 in London; 23 November 2026 is a Monday.
const monday = '2026-11-23T18:00:00.000Z';
const begun = (client: Client, now: string): CheckIn => {
  const { checkIn } = beginCheckIn(client, builtIn, now);
  if (!checkIn) throw new Error('no check-in was begun');
  return checkIn;
};
const answered = (client: Client, now: string): Client => {
  let checkIn = begun(client, now);
  for (const { key } of questions(builtIn, {}, checkIn.context)) {
    checkIn = recordAnswer(checkIn, { instrument: builtIn, key, answer: { kind: 'skipped' }, now });
  }
  return { ...client, checkIn };
};

describe('the life of a check-in', () => {
  it('begins in the week that runs, with the homework and the goal as they stand', () => {
    const checkIn = begun(
      aClient({
        homework: [...aClient().homework, { id: 'old', title: 'Over', setAt: monday, endedAt: monday }],
      }),
      monday,
    );
    expect(checkIn).to.include({ id: '2026-11-23', status: 'open', endsAt: '2026-11-30T18:00:00.000Z' });
    expect(checkIn.context).to.deep.equal({
      homework: [{ id: 'h1', title: 'Ten minutes of walking' }],
      goal: [{ id: 'g1', title: 'Call a friend each week' }],
    });
  });

  it('counts a first one just before the due day for that day, so that it is not asked again in no time', () => {
    expect(begun(aClient(), '2026-11-22T20:00:00.000Z')).to.include({
      id: '2026-11-23',
      endsAt: '2026-11-30T18:00:00.000Z',
    });
    expect(begun(aClient(), '2026-11-19T20:00:00.000Z')).to.include({
      id: '2026-11-16',
      endsAt: '2026-11-23T18:00:00.000Z',
    });
  });

  it('is complete with the answer after which no question is left, and stays so when corrected', () => {
    const { checkIn } = answered(aClient(), monday);
    expect(checkIn).to.include({ status: 'complete', completedAt: monday });
    if (!checkIn) return;
    const corrected = recordAnswer(checkIn, {
      instrument: builtIn,
      key: 'bond-care',
      answer: { kind: 'number', value: 3 },
      now: '2026-11-24T10:00:00.000Z',
    });
    expect(corrected).to.deep.include({ status: 'complete', completedAt: monday });
    expect(corrected.score.bond).to.equal(3);
  });

  it('stays while its week runs, and closes when it has ended', () => {
    const client = answered(aClient(), monday);
    expect(rollOver(client, '2026-11-30T17:59:59.999Z')).to.deep.equal({ client, closed: [] });
    const rolled = rollOver(client, '2026-11-30T18:00:00.000Z');
    expect(rolled.client.checkIn).to.equal(undefined);
    expect(rolled.closed.map(({ id, status }) => [id, status])).to.deep.equal([['2026-11-23', 'complete']]);
  });

  it('keeps the weeks in which nobody came as missed, and no more than there is room for', () => {
    const rolled = rollOver(answered(aClient(), monday), '2026-12-22T09:00:00.000Z');
    expect(rolled.client.recent.map(({ id, status }) => [id, status])).to.deep.equal([
      ['2026-11-23', 'complete'],
      ['2026-11-30', 'missed'],
      ['2026-12-07', 'missed'],
      ['2026-12-14', 'missed'],
    ]);
    expect(rollOver(rolled.client, '2026-12-22T09:00:00.000Z').closed).to.deep.equal([]);
    expect(rollOver(rolled.client, '2028-12-22T09:00:00.000Z').client.recent).to.have.length(weeksKept);
  });
});
