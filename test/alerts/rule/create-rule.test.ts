import { expect } from 'chai';
import { createRule, type Finding } from '../../../src/alerts/rule/create-rule.ts';
import { noSignal, type Scores, type Signal } from '../../../src/domain/signal.ts';

const rule = createRule({ floor: { whole: 6, domain: 5 } });

/** What stands after each week; a week that is `undefined` was missed. The first week is 1. */
function standing(weeks: readonly (Scores | undefined)[]): ReadonlyMap<number, readonly Finding[]> {
  let signal: Signal = noSignal;
  const found = new Map<number, readonly Finding[]>();
  weeks.forEach((scores, at) => {
    if (!scores) return;
    const step = rule.step(signal, { week: at + 1, scores });
    ({ signal } = step);
    found.set(at + 1, step.standing);
  });
  return found;
}

const short = ({ kind, domain, severity, since }: Finding): string =>
  `${kind} ${domain} ${severity} since ${since}`;
const told = (weeks: readonly (Scores | undefined)[]): readonly string[] =>
  [...standing(weeks)].flatMap(([week, all]) => all.map((finding) => `${week}: ${short(finding)}`));
const same = (count: number, scores: Scores): readonly Scores[] =>
  Array.from({ length: count }, () => scores);

/** Six ordinary weeks of a client at about 8. */
const ordinary: readonly Scores[] = [
  [8, 7.5, 8],
  [7.5, 8, 8.5],
  [8, 8, 8],
  [8.5, 7.5, 8],
  [8, 8.5, 7.5],
  [7.5, 8, 8],
];

describe('the alert rule, by hand', () => {
  const cases: readonly (readonly [string, readonly (Scores | undefined)[], readonly string[]])[] = [
    ['a stable client', [...ordinary, ...ordinary], []],
    ['one good week', [...ordinary, [10, 10, 10], ...ordinary], []],
    ['one week a little under', [...ordinary, [7, 7.5, 7], ...ordinary], []],
    ['a break of one week', [...ordinary, [4, 4, 4.5], ...ordinary], ['7: drop whole severe since 7']],
    [
      'a dip of three weeks',
      [...ordinary, [6, 6.5, 6], [6, 6, 6.5], [6, 6, 6], ...ordinary],
      ['7: drop whole moderate since 7', '8: drop whole moderate since 7', '9: drop whole moderate since 7'],
    ],
    [
      'one domain alone',
      [...ordinary, [8, 8, 5.5], [8, 7.5, 5]],
      ['7: drop bond moderate since 7', '8: drop bond moderate since 7'],
    ],
    ['low from the start', same(1, [2, 2, 2]), ['1: floor whole severe since 1']],
    [
      'the second check-in far under the first',
      [
        [8, 8, 8],
        [3, 3, 3],
      ],
      ['2: drop whole severe since 2'],
    ],
    [
      'the third check-in far under two',
      [...same(2, [8, 8, 8]), [4, 4, 4]],
      ['3: drop whole severe since 3'],
    ],
    ['the same answer for months', same(40, [7, 7, 7]), []],
    ['only tens', same(40, [10, 10, 10]), []],
    [
      'the same answer for months, then a fall',
      [...same(40, [8, 8, 8]), [6, 6, 6]],
      ['41: drop whole moderate since 41'],
    ],
    ['a little under after only tens', [...same(8, [10, 10, 10]), [9.5, 9.5, 10]], []],
  ];
  for (const [name, weeks, expected] of cases)
    it(`${name}: ${expected.length === 0 ? 'nothing' : expected.join('; ')}`, () => {
      expect(told(weeks)).to.deep.equal(expected);
    });

  it('finds a slide over six weeks before it is complete, and calls it a slide', () => {
    const slide: readonly Scores[] = [
      [7.5, 8, 7.5],
      [7.5, 7, 7.5],
      [7, 7, 6.5],
      [6.5, 6.5, 6.5],
      [6.5, 6, 6],
      [5.5, 6, 5.5],
    ];
    const first = [...standing([...ordinary, ...slide])].find(([, all]) => all.length > 0);
    expect(first?.[0]).to.be.within(9, 11);
    expect(first?.[1].map(({ kind, domain }) => `${kind} ${domain}`)).to.deep.equal(['slide whole']);
  });

  it('finds a fall from the ceiling in two weeks', () => {
    const first = [...standing([...same(10, [10, 9.5, 10]), [8, 8, 8.5], [8, 7.5, 8]])].find(
      ([, all]) => all.length > 0,
    );
    expect(first?.[0]).to.be.within(11, 12);
    expect(first?.[1].map(short)[0]).to.match(/^drop whole/);
  });

  it('copes with a third of the weeks missing', () => {
    const weeks: readonly (Scores | undefined)[] = [
      [8, 7.5, 8],
      undefined,
      [8, 8, 8],
      [8.5, 7.5, 8],
      undefined,
      [7.5, 8, 8],
      undefined,
      [6, 6, 6.5],
      [6, 6, 6],
    ];
    expect(told(weeks).at(-1)).to.equal('9: drop whole moderate since 8');
  });

  it('says nothing of a client whose level is low for the floor alone to find, and names it once they answer', () => {
    const found = standing(same(6, [4, 4.5, 4]));
    expect([...found.values()].flat().every(({ kind }) => kind === 'floor')).to.equal(true);
    expect(found.get(3)?.map(short)).to.have.length(1);
  });

  it('ends what it found when the client is back', () => {
    const found = standing([...ordinary, [6, 6, 6], [6, 6.5, 6], ...ordinary]);
    expect(found.get(8)).to.have.length(1);
    expect(found.get(10)).to.deep.equal([]);
  });

  it('raises once while a change goes on', () => {
    let signal: Signal = noSignal;
    const raised: number[] = [];
    [...ordinary, ...same(4, [5.5, 5.5, 5.5])].forEach((scores, at) => {
      const step = rule.step(signal, { week: at + 1, scores });
      ({ signal } = step);
      if (step.raised.length > 0) raised.push(at + 1);
    });
    expect(raised).to.deep.equal([7]);
  });

  it('takes no domain that was left out for low', () => {
    expect(told(ordinary.map(([goals, tasks]): Scores => [goals, tasks, null]))).to.deep.equal([]);
    expect(told([...ordinary, [8, null, null], [null, 8, null], [null, null, 8]])).to.deep.equal([]);
  });

  it('gives numbers that were answered where a domain is always left out', () => {
    const found = standing([
      ...ordinary.map(([goals, tasks]): Scores => [goals, tasks, null]),
      [5, 5.5, null],
    ]);
    const [change] = found.get(7) ?? [];
    expect(change?.kind).to.equal('drop');
    expect(change?.value).to.be.within(4.5, 6);
    expect(change?.reference).to.be.within(7.5, 8.2);
  });

  it('names the domain where only one is ever answered', () => {
    const found = standing([
      ...ordinary.map(([, , bond]): Scores => [null, null, bond]),
      [null, null, 4],
      [null, null, 4.5],
    ]);
    expect(found.get(8)?.map(({ kind, domain }) => `${kind} ${domain}`)).to.deep.equal(['drop bond']);
    expect(found.get(8)?.[0]?.value).to.be.within(4, 4.5);
  });

  it('gives the numbers behind a change: from about 8 to about 5, usually 7 to 9', () => {
    const [change] = standing([...ordinary, [8, 8, 5.5], [8, 7.5, 5]]).get(8) ?? [];
    expect(change).to.include({ kind: 'drop', domain: 'bond', since: 7, over: 2, value: 5.25 });
    expect(change?.reference).to.be.closeTo(8, 0.3);
    expect(change?.usual?.low).to.be.within(6, 7.5);
    expect(change?.usual?.high).to.be.within(8.5, 9.5);
  });
});
