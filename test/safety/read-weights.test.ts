import { expect } from 'chai';
import { loadWeights } from '../../src/safety/load-lists.ts';
import { learnedFrom } from './corpus/learned-from.ts';
import { columns, readWeights } from '../../src/safety/read-weights.ts';

const bars = 'concern\t100\nheard\t-100\nurgent\t200\nraised\t0\nkept\t-200';
const row = (cue: string, ...cells: (number | string)[]): string => [cue, ...cells].join('\t');
const start = row('^', ...columns.map(() => -50));

describe('the weights of words', () => {
  it('are read from their file: a version, bars, what a text begins with, and a row for each cue', () => {
    const text = ['# remark', 'version\t7', bars, start, row('to die', 1, 2, 3, 4, 5, 6, 7, 8), ''].join(
      '\n',
    );
    const weights = readWeights(text);
    expect(weights.version).to.equal('7');
    expect(weights.bars).to.deep.equal({ concern: 100, heard: -100, urgent: 200, raised: 0, kept: -200 });
    expect(weights.start).to.deep.equal(columns.map(() => -50));
    expect([...weights.rows]).to.deep.equal([['to die', [1, 2, 3, 4, 5, 6, 7, 8]]]);
  });

  for (const [what, text, said] of [
    ['a row that is short', ['version\t1', bars, start, row('die', 1, 2)].join('\n'), 'line 8'],
    [
      'a cell that is no whole number',
      ['version\t1', bars, row('die', 1, 2, 3, 4, 5, 6, 7, 'x')].join('\n'),
      'line 7',
    ],
    ['no version', [bars, start].join('\n'), 'version'],
    ['nothing to begin with', ['version\t1', bars].join('\n'), 'start'],
    ['a bar too few', ['version\t1', bars.replace('heard\t-100\n', ''), start].join('\n'), 'heard'],
  ] as const)
    it(`stop the start with ${what}`, () => {
      expect(() => readWeights(text)).to.throw(SyntaxError, said);
    });

  it('that are shipped were learned from the corpus as it is: run npm run weigh', () => {
    expect(loadWeights().version).to.equal(learnedFrom());
  });

  it('that are shipped can be read', () => {
    const { rows, bars: shipped } = loadWeights();
    expect(rows.size).to.be.greaterThan(10_000);
    expect(shipped.kept).to.be.lessThan(shipped.raised);
    expect(shipped.raised).to.be.lessThan(shipped.urgent);
    expect(shipped.heard).to.be.lessThan(shipped.concern);
  });
});
