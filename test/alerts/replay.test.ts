import { expect } from 'chai';
import { replay, type Replayed } from '../../src/alerts/replay.ts';
import type { SignalWeek } from '../../src/domain/signal.ts';
import { createRandom } from '../../bench/alerts/random.ts';
import { usual } from '../../bench/alerts/process.ts';
import { simulateClinics } from '../../bench/alerts/simulate.ts';

const floor = { whole: 6, domain: 5 };
const [clinic = []] = simulateClinics({ ...usual, weeks: 24 }, 60, createRandom(3));
type Past = ReadonlyMap<string, readonly SignalWeek[]>;
const past: Past = new Map(clinic.map(({ id, weeks }) => [id, weeks]));
const sorted = (all: readonly Replayed[]): readonly string[] => all.map((one) => JSON.stringify(one)).sort();
const until = (all: readonly Replayed[], week: number): readonly Replayed[] =>
  all.filter((one) => one.week <= week);

describe('replay', () => {
  const raised = replay(past, { floor });

  it('finds something in a clinic where three clients in ten have a rupture', () => {
    const kinds = new Set(raised.map(({ finding }) => finding.kind));
    expect([...kinds]).to.include.members(['drop', 'slide']);
  });

  it('does not depend on the order of clients and weeks', () => {
    const turned: Past = new Map(
      [...past].reverse().map(([client, weeks]) => [client, [...weeks].reverse()]),
    );
    const again = replay(turned, { floor });
    // sums in another order differ in their last digits
    const short = (all: readonly Replayed[]): readonly string[] =>
      all
        .map(
          ({ client, week, finding }) =>
            `${client} ${week} ${finding.kind} ${finding.domain} ${finding.severity}`,
        )
        .sort();
    expect(short(again)).to.deep.equal(short(raised));
  });

  it('says of a week what it would have said then, whatever came later', () => {
    const changed: Past = new Map(
      [...past].map(([client, weeks]) => [
        client,
        weeks.map((week): SignalWeek => (week.week > 14 ? { week: week.week, scores: [0, 10, 0] } : week)),
      ]),
    );
    expect(sorted(until(replay(changed, { floor }), 14))).to.deep.equal(sorted(until(raised, 14)));
    expect(until(raised, 14)).to.not.be.empty;
  });

  it('goes by the weeks in order, then by the clients', () => {
    const weeks = raised.map(({ week }) => week);
    expect(weeks).to.deep.equal([...weeks].sort((a, b) => a - b));
  });

  it('learns what is ordinary in a clinic: where everybody swings, a swing is no alert', () => {
    const [unsteady = []] = simulateClinics(
      { ...usual, ruptured: 0, within: { deviation: [1.8, 1.8, 1.8], correlation: 0.5 } },
      100,
      createRandom(4),
    );
    const all = new Map(unsteady.map(({ id, weeks }) => [id, weeks]));
    const changes = replay(all, { floor }).filter(({ finding }) => finding.kind !== 'floor');
    const late = changes.filter(({ week }) => week >= 8).length;
    const weeks = unsteady.flatMap(({ weeks }) => weeks).filter(({ week }) => week >= 8).length;
    expect(late / weeks).to.be.below(0.03);
  });

  it('raises more where a clinic accepts more false alarms', () => {
    const count = (falseAlarms: number): number => replay(past, { floor, falseAlarms }).length;
    expect(count(0.005)).to.be.below(count(0.02));
    expect(count(0.02)).to.be.below(count(0.1));
  });

  it('has nothing to say of nobody', () => {
    expect(replay(new Map(), { floor })).to.deep.equal([]);
  });
});
