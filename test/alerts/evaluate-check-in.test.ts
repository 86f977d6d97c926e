import { expect } from 'chai';
import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { evaluateCheckIn } from '../../src/alerts/evaluate-check-in.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { CheckIn } from '../../src/domain/check-in.ts';
import type { Client } from '../../src/domain/client.ts';
import { pastWeek } from '../../src/domain/past-week.ts';
import { checkInId } from '../../src/domain/ids.ts';
import { builtIn } from '../helpers/built-in.ts';
import { aClient } from '../helpers/chat.ts';

const instrument = builtIn();
const rules = createAlertRules();
const first = Date.parse('2026-06-01T09:00:00.000Z');
const weekMs = 7 * 86_400_000;
const instantOf = (week: number): string => new Date(first + week * weekMs).toISOString();

type Level = number | readonly [number | undefined, number | undefined, number | undefined] | undefined;

function checkInOf(week: number, level: Level, more: Partial<CheckIn> = {}): CheckIn {
  const [goals, tasks, bond] = typeof level === 'object' ? level : [level, level, level];
  const alliance =
    goals !== undefined && tasks !== undefined && bond !== undefined ? (goals + tasks + bond) / 3 : undefined;
  return {
    id: checkInId(instantOf(week).slice(0, 10)),
    client: aClient().id,
    instrument: { id: instrument.id, version: instrument.version },
    status: level === undefined ? 'missed' : 'complete',
    context: { homework: [], goal: [] },
    answers: {},
    score: { goals, tasks, bond, alliance },
    wantsToTalk: false,
    begunAt: instantOf(week),
    endsAt: instantOf(week + 1),
    ...more,
  };
}

/** A client after these weeks, one check-in each. */
const after = (levels: readonly Level[], from: Client = aClient(), firstWeek = 0): Client =>
  levels.reduce(
    (client: Client, level, at) =>
      evaluateCheckIn(client, checkInOf(firstWeek + at, level), {
        rules,
        instrument,
        now: instantOf(firstWeek + at),
      }),
    from,
  );
const steady: readonly Level[] = [8, 8.5, 7.5, 8, 8.5, 8, 7.5, 8];
const of = (alert: Alert | undefined) =>
  alert?.evidence.map((piece) =>
    piece.kind === 'safety' ? '' : `${piece.kind} ${piece.domain} ${piece.checkIn}`,
  );

describe('a check-in, looked at', () => {
  it('raises nothing while a client answers as they do', () => {
    expect(after([...steady, ...steady]).alerts).to.be.empty;
  });

  it('raises an alert with the numbers behind it when the alliance breaks', () => {
    const { alerts } = after([...steady, 5]);
    expect(alerts).to.have.length(1);
    expect(alerts[0]).to.include({ kind: 'alliance', status: 'open', raisedAt: instantOf(8) });
    const [piece] = alerts[0]!.evidence;
    expect(piece).to.include({ kind: 'drop', domain: 'whole', value: 5, over: 1, checkIn: '2026-07-27' });
    expect(piece).to.have.nested.property('usual.low').within(6.5, 7.5);
    expect(piece).to.have.property('reference').within(7.5, 8.2);
    expect(piece).to.include({ since: '2026-07-27T00:00:00.000Z' });
  });

  it('says since when, in the weeks of the client', () => {
    const piece = after([...steady, 5.5, 5, 5]).alerts[0]!.evidence.findLast(({ kind }) => kind === 'drop');
    expect(piece).to.include({ since: '2026-07-27T00:00:00.000Z', over: 3, checkIn: '2026-08-10' });
  });

  it('lets one alert grow week by week, without opening it again for more of the same', () => {
    const raised = after([...steady, 5]);
    const seen = {
      ...raised,
      alerts: raised.alerts.map((alert) => ({ ...alert, status: 'acknowledged' as const })),
    };
    const [alert, ...others] = after([5], seen, 9).alerts;
    expect(others).to.be.empty;
    expect(alert).to.include({ status: 'acknowledged' });
    expect(of(alert)).to.have.length(2);
  });

  it('opens it again for something graver', () => {
    const raised = after([...steady, 6]);
    const seen = {
      ...raised,
      alerts: raised.alerts.map((alert) => ({ ...alert, status: 'acknowledged' as const })),
    };
    expect(seen.alerts).to.have.length(1);
    const [alert] = after([1, 1], seen, 9).alerts;
    expect(alert).to.include({ status: 'open' });
    expect(alert?.history.at(-1)).to.include({ status: 'grew', by: 'system' });
  });

  it('closes by itself when the client is back, and says so', () => {
    const [alert] = after([...steady, 5, 8, 8]).alerts;
    expect(alert).to.include({ status: 'closed' });
    expect(alert?.history.at(-1)).to.include({ status: 'closed', by: 'system' });
    expect(of(alert)).to.deep.equal(['drop whole 2026-07-27']);
  });

  it('is looked at again from where the client stood before it, when it is corrected', () => {
    const before = after(steady);
    const corrected = after([8], after([5], before, 8), 8);
    const straight = after([8], before, 8);
    expect(corrected.signal?.now).to.deep.equal(straight.signal?.now);
  });

  it('keeps a raised alert open when the check-in that raised it is corrected upwards', () => {
    const corrected = after([8], after([...steady, 5]), 8);
    expect(corrected.alerts).to.have.length(1);
    expect(corrected.alerts[0]).to.include({ status: 'open' });
    expect(of(corrected.alerts[0])).to.deep.equal(['drop whole 2026-07-27']);
  });

  it('does not raise a second alert for a check-in whose alert was closed meanwhile', () => {
    const raised = after([...steady, 5]);
    expect(after([4.5], { ...raised, alerts: [] }, 8).alerts).to.be.empty;
  });

  it('does not raise again what goes on after its alert was closed, and does when it breaks anew', () => {
    const closed = { ...after([...steady, 5]), alerts: [] };
    expect(after([5, 5], closed, 9).alerts).to.be.empty;
    expect(after([8, 8, 8, 8, 3], closed, 9).alerts.filter(({ status }) => status === 'open')).to.have.length(
      1,
    );
  });

  it('is evaluated on what there is when its week ended half answered', () => {
    const half = evaluateCheckIn(
      after(steady),
      checkInOf(8, [2, undefined, undefined], { status: 'missed' }),
      {
        rules,
        instrument,
        now: instantOf(9),
      },
    );
    expect(half.alerts).to.have.length(1);
    expect(half.signal?.now.runs.missed).to.equal(1);
  });

  it('neither raises nor closes anything by a week without an answer', () => {
    expect(after([...steady, undefined]).alerts).to.be.empty;
    expect(after([...steady, 5, undefined]).alerts[0]).to.include({ status: 'open' });
    expect(after([...steady, undefined, undefined]).signal?.now.runs.missed).to.equal(2);
  });

  it('goes through the weeks on record where nothing is remembered yet', () => {
    const recent = steady.map((level, week) => pastWeek(checkInOf(week, level)));
    const known = after([5], aClient({ recent }), 8);
    expect(known.alerts).to.have.length(1);
    expect(known.signal?.now.weeks).to.have.length(9);
    expect(after([5], aClient(), 8).alerts).to.be.empty;
  });

  it('begins anew where another instrument asks, and keeps the runs', () => {
    const other = { ...instrument, id: 'another' };
    const client = evaluateCheckIn(after([...steady, undefined]), checkInOf(9, 5), {
      rules,
      instrument: other,
      now: instantOf(9),
    });
    expect(client.signal?.now.weeks).to.have.length(1);
    expect(client.alerts).to.be.empty;
  });

  it('counts a week for itself when the client moves their day closer than a week', () => {
    const before = after(steady);
    const { signal } = evaluateCheckIn(
      before,
      { ...checkInOf(8, 5), id: checkInId('2026-07-22') },
      { rules, instrument, now: instantOf(8) },
    );
    const weeks = signal!.now.weeks.map(({ week }) => week);
    expect(weeks).to.deep.equal([...new Set(weeks)].sort((a, b) => a - b));
  });

  it('says nothing of a clinic that has taught nothing, and otherwise goes by what it learned', () => {
    const own = createAlertRules();
    const low = after(steady.map(() => 5)).signal!.now;
    own.learn(Array.from({ length: 60 }, () => ({ instrument: instrument.id, signal: low })));
    const look = (use: typeof own) =>
      [5, 5, 5].reduce(
        (client: Client, level, week) =>
          evaluateCheckIn(client, checkInOf(week, level), { rules: use, instrument, now: instantOf(week) }),
        aClient(),
      ).alerts;
    expect(look(rules)).to.have.length(1);
    expect(look(own)).to.be.empty;
  });
});
