import { expect } from 'chai';
import { homeworkChart } from '../../../src/web/charts/homework-chart.ts';
import { sparkline } from '../../../src/web/charts/sparkline.ts';
import { trendChart, type TrendWeek } from '../../../src/web/charts/trend-chart.ts';

const frame = { id: 'trend-1', width: 720, height: 300, title: 'Trend', description: 'From 8 to 3.5' };
const lines = [
  { line: 'alliance', name: 'Alliance' },
  { line: 'bond', name: 'Bond' },
] as const;
const week = (label: string, value?: number): TrendWeek => ({ label, alliance: value, bond: value });

/** The drawn lines: stroked paths in the colour given. */
const strokes = (svg: string, colour: string): string[] =>
  [...svg.matchAll(/<path d="([^"]+)"[^>]*>/g)]
    .filter(([path]) => path.includes(`stroke="${colour}"`) && path.includes('fill="none"'))
    .map(([, d]) => d!);

const charts = {
  trend: trendChart({
    ...frame,
    lines,
    low: 5,
    weeks: [week('a', 8), week('b'), week('c', 3), week('d', 3.5)],
  }),
  homework: homeworkChart({
    ...frame,
    weeks: [
      { label: 'a', status: 'done', difficulty: 0 },
      { label: 'b' },
      { label: 'c', status: 'not-done', difficulty: 9 },
    ],
    names: { done: 'Done', partly: 'Partly', 'not-done': 'Not done' },
  }),
  sparkline: sparkline({ ...frame, values: [8, null, 3.5] }),
};

for (const [name, svg] of Object.entries(charts)) {
  describe(`the ${name} chart`, () => {
    it('may stand in a page that allows no inline style and no script', () => {
      expect(svg).to.not.match(/ style=|<style|<script| on[a-z]+=|href/);
    });

    it('has a name and a description for those who do not see it', () => {
      expect(svg).to.match(/^<svg [^>]*role="img"[^>]*aria-labelledby="trend-1-title"/);
      expect(svg).to.include('<title id="trend-1-title">Trend</title>');
      expect(svg).to.include('<desc id="trend-1-description">From 8 to 3.5</desc>');
    });

    it('is one well-formed picture', () => {
      const opened = [...svg.matchAll(/<([a-z]+)[^>]*?(\/?)>/gi)].filter(([, , closed]) => !closed).length;
      expect(opened).to.equal([...svg.matchAll(/<\/[a-z]+>/gi)].length);
      expect(svg.endsWith('</svg>')).to.equal(true);
    });
  });
}

describe('trendChart', () => {
  it('leaves a gap where a week was missed, and draws no line to it', () => {
    const withGap = strokes(charts.trend, '#1c2733')[0]!;
    expect(withGap.match(/M/g)).to.have.length(2);
    expect(withGap.match(/L/g)).to.have.length(1);
  });

  it('never draws a missing score as 0', () => {
    const missing = trendChart({ ...frame, lines, weeks: [week('a'), week('b')] });
    expect(strokes(missing, '#1c2733').join('')).to.not.include('L');
  });

  it('tells the lines apart by more than colour', () => {
    expect(charts.trend).to.match(/stroke="#8c3296"[^>]*stroke-dasharray/);
    expect(charts.trend).to.include('>Bond</text>');
  });

  it('shows markup in a name as text', () => {
    const svg = trendChart({
      ...frame,
      title: '<script>"&',
      lines: [{ line: 'bond', name: '<b onclick=x>' }],
      weeks: [week('<img>', 5)],
    });
    expect(svg).to.not.match(/<script|<b |<img/);
  });
});

describe('homeworkChart', () => {
  it('shows a difficulty of 0 where it was given', () => {
    const bars = (svg: string): number => [...svg.matchAll(/fill="#1c6b66"/g)].length;
    const none = homeworkChart({
      ...frame,
      weeks: [{ label: 'a', status: 'done' }],
      names: { done: 'Done', partly: 'Partly', 'not-done': 'Not done' },
    });
    expect(bars(charts.homework)).to.be.greaterThan(bars(none));
  });
});

describe('sparkline', () => {
  it('puts 0 at the bottom, 10 at the top and keeps what lies outside within the picture', () => {
    expect(sparkline({ ...frame, values: [0, 10] })).to.include('M4 28L116 4');
    expect(sparkline({ ...frame, values: [99, -5] })).to.include('4L116 28');
  });

  it('draws nothing for a client without a score', () => {
    expect(sparkline({ ...frame, values: [null, null] })).to.not.include('<circle');
    expect(sparkline({ ...frame, values: [] })).to.not.include('<circle');
  });

  it('marks a week that stands alone', () => {
    expect(sparkline({ ...frame, values: [5, null, 6, 7] }).match(/<circle/g)).to.have.length(2);
  });
});
