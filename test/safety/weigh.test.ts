import { expect } from 'chai';
import { fold } from '../../src/safety/fold.ts';
import type { Category } from '../../src/safety/finding.ts';
import { columns, type Row } from '../../src/safety/read-weights.ts';
import { readWords } from '../../src/safety/read-words.ts';
import { createWeigh, type Weighed } from '../../src/safety/weigh.ts';

const row = (cells: Partial<Record<Category | 'urgent', number>>): Row =>
  columns.map((column) => cells[column] ?? 0);
const weigh = createWeigh({
  version: '1',
  bars: { concern: 0, heard: 0, urgent: 0, raised: 0, kept: 0 },
  start: row({ suicide: -100, overdose: -100, urgent: -200 }),
  rows: new Map([
    ['pills', row({ overdose: 150, urgent: 20 })],
    ['swal*', row({ overdose: 200, urgent: 300 })],
    ['the bridge', row({ suicide: 250 })],
    ['homework', row({ suicide: -40, overdose: -40, urgent: -40 })],
    ['我想死', row({ suicide: 300, urgent: 300 })],
  ]),
});
const weighed = (text: string): Weighed => weigh(readWords(fold(text)));

describe('weighing a text', () => {
  it('adds what its words say to what a text begins with', () => {
    expect(weighed('swallowed pills')).to.deep.equal({
      category: 'overdose',
      danger: 250,
      urgent: 120,
      words: 2,
    });
    expect(weighed('on the bridge')).to.deep.equal({
      category: 'suicide',
      danger: 150,
      urgent: -200,
      words: 3,
    });
    expect(weighed('我想死了')).to.deep.equal({ category: 'suicide', danger: 200, urgent: 100, words: 2 });
  });

  it('counts what is said again and again once, and what is stretched as if it were not', () => {
    expect(weighed('pills pills PILLS pillls')).to.deep.equal({ ...weighed('pills'), words: 4 });
  });

  it('weighs a sentence by itself, whatever stands around it', () => {
    const around = 'I did my homework. '.repeat(20);
    expect(weighed(`${around}Swallowed pills. ${around}`)).to.deep.equal({
      ...weighed('Swallowed pills.'),
      words: 162,
    });
  });

  it('weighs a sentence together with the one before it, what both say once', () => {
    expect(weighed('Swallowed. Pills.')).to.deep.equal(weighed('Swallowed pills.'));
    expect(weighed('Pills. Pills.')).to.deep.equal({ ...weighed('Pills.'), words: 2 });
    expect(weighed('On the. Bridge.')).to.deep.equal(weighed('On the bridge.'));
  });

  it('weighs a long text without an end of a sentence in pieces', () => {
    const { danger } = weighed(
      `${'and homework '.repeat(200)}swallowed pills ${'and homework '.repeat(200)}`,
    );
    expect(danger).to.equal(250 - 40);
  });

  it('weighs nothing as what a text begins with', () => {
    expect(weighed('')).to.include({ danger: 0, urgent: -200, words: 0 });
  });
});
