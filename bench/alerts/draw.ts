import { delaysWithin, shareOf } from './measure.ts';
import { ruleNames, type Result, type RuleName } from './run-scenario.ts';

const drawn: readonly {
  readonly rule: RuleName;
  readonly colour: string;
  readonly mark: 'dot' | 'ring' | 'bar';
}[] = [
  { rule: 'cutOff', colour: '#9a6b00', mark: 'ring' },
  { rule: 'last', colour: '#8a8a8a', mark: 'ring' },
  { rule: 'ownMean', colour: '#7a5aa6', mark: 'ring' },
  { rule: 'smoothed', colour: '#2a7f8e', mark: 'ring' },
  { rule: 'oursTuned', colour: '#b3261e', mark: 'dot' },
  { rule: 'learning', colour: '#1a1a1a', mark: 'bar' },
];
const [left, right, top, step] = [300, 40, 74, 22];
const width = 900;

/** Detection within six weeks at one false-alarm rate: a row for each scenario, a mark for each rule. As SVG. */
export function draw(results: readonly Result[]): string {
  const shown = results.filter(({ rules }) => rules.ours.delays.length > 0);
  const height = top + shown.length * step + 44;
  const x = (share: number): string => (left + share * (width - left - right)).toFixed(1);
  const bottom = top + shown.length * step;
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      `<line x1="${x(share)}" x2="${x(share)}" y1="${top - 6}" y2="${bottom}" stroke="#ddd"/>` +
      `<text x="${x(share)}" y="${bottom + 16}" text-anchor="middle">${100 * share} %</text>`,
  );
  const legend = drawn.map(({ rule, colour, mark }, at) => {
    const [legendX, legendY] = [20 + (at % 3) * 290, 38 + Math.floor(at / 3) * 18];
    return `${markAt(legendX, legendY, colour, mark)}<text x="${legendX + 12}" y="${legendY + 4}">${ruleNames[rule]}</text>`;
  });
  const rows = shown.map(({ scenario, rules }, at) => {
    const y = top + at * step + 8;
    const marks = drawn.map(({ rule, colour, mark }) => {
      const { value } = shareOf(delaysWithin(rules[rule].delays, 6));
      return markAt(Number(x(value)), y, colour, mark);
    });
    return `<text x="${left - 14}" y="${y + 4}" text-anchor="end">${scenario.name}</text>${marks.join('')}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#1a1a1a" role="img">`,
    '<title>Ruptures found within six weeks, by scenario and rule, at the same false-alarm rate (simulated)</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    '<text x="20" y="20" font-size="14" font-weight="bold">Ruptures found within six weeks, every rule at the same false-alarm rate (simulated)</text>',
    ...legend,
    ...grid,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function markAt(x: number, y: number, colour: string, mark: 'dot' | 'ring' | 'bar'): string {
  switch (mark) {
    case 'dot':
      return `<circle cx="${x}" cy="${y}" r="5" fill="${colour}"/>`;
    case 'ring':
      return `<circle cx="${x}" cy="${y}" r="4" fill="none" stroke="${colour}" stroke-width="2"/>`;
    case 'bar':
      return `<rect x="${(x - 1.5).toFixed(1)}" y="${y - 8}" width="3" height="16" fill="${colour}"/>`;
  }
}
