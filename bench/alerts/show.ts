import { delaysWithin, ratioOf, shareOf, type Share } from './measure.ts';
import { ruptures } from './process.ts';
import { ruleNames, type Measured, type Result, type RuleName } from './run-scenario.ts';

const percent = (value: number, digits = 0): string =>
  Number.isNaN(value) ? '–' : (100 * value).toFixed(digits);
const rate = ({ value, low, high }: Share): string =>
  `${percent(value, 2)} (${percent(low, 2)}–${percent(high, 2)})`;
const keys = Object.keys(ruleNames).filter((key): key is RuleName => key in ruleNames);
const foundShare = ({ delays }: Measured, within: number): Share => shareOf(delaysWithin(delays, within));

/** Of the ruptures found within six weeks. */
function medianDelay({ delays }: Measured): string {
  const found = delays.filter((delay) => delay !== undefined).sort((a, b) => a - b);
  return String(found[Math.floor(found.length / 2)] ?? '–');
}

/** One scenario for the screen: each rule on a line. */
export function showResult({
  scenario,
  clients,
  rules,
  floorRate,
  floored,
  standing,
  smoothedOnce,
}: Result): string {
  const shapes = clients.flatMap(({ rupture }) => rupture?.shape ?? []);
  const byShape = ({ delays }: Measured): string =>
    ruptures
      .map((shape) => {
        const own = delays.filter((_, at) => shapes[at] === shape);
        return `${percent(shareOf(delaysWithin(own, 3)).value)}/${percent(shareOf(delaysWithin(own, 6)).value)}`.padStart(
          7,
        );
      })
      .join(' ');
  const lines = keys.map((key) => {
    const rule = rules[key];
    const [in3, in6] = [foundShare(rule, 3), foundShare(rule, 6)];
    const beside = ratioOf(delaysWithin(rule.delays, 6), delaysWithin(rules.learning.delays, 6));
    return [
      ruleNames[key].padEnd(31),
      rate(rule.falseAlarms).padStart(18),
      percent(in3.value).padStart(4),
      `${percent(in6.value)} (${percent(in6.low)}–${percent(in6.high)})`.padStart(13),
      medianDelay(rule).padStart(6),
      percent(beside.value).padStart(7),
      ` ${byShape(rule)}`,
    ].join(' ');
  });
  const low = floored
    ? `; of clients low from the start it finds ${percent(floored.low)} %, of others ${percent(floored.others)} %`
    : '';
  return [
    `== ${scenario.name}: ${clients.length} clients, ${shapes.length} ruptures`,
    `${'rule'.padEnd(31)} ${'false alarms %'.padStart(18)}  ≤3w      ≤6w (95%)  delay  /bound   ${ruptures.map((shape) => shape.padStart(7)).join(' ')}`,
    ...lines,
    `our floor: raised in ${percent(floorRate.value, 2)} % of stable answered weeks${low}; the competitor stands in ${percent(standing.published)} % of them; the EWMA set once to 2 % in the usual scenario: ${rate(smoothedOnce)}`,
  ].join('\n');
}

/** The tables of docs/alert-rule.md. */
export function showTables(families: Readonly<Record<string, readonly Result[]>>): string {
  return Object.entries(families)
    .flatMap(([family, results]) => [
      `### ${family}: as shipped`,
      ownTable(results),
      `### ${family}: every rule at the same false-alarm rate`,
      allTable(results),
      `### ${family}: by the rupture's shape, all its scenarios together`,
      shapeTable(results),
    ])
    .join('\n\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

function ownTable(results: readonly Result[]): string {
  const rows = results.map(({ scenario, rules, floorRate, smoothedOnce }) => {
    const { ours, learning, cutOff } = rules;
    const own = delaysWithin(ours.delays, 6);
    const bound = ratioOf(own, delaysWithin(learning.delays, 6));
    const plain = ratioOf(own, delaysWithin(cutOff.delays, 6));
    const none = own.length === 0;
    return [
      scenario.name,
      rate(ours.falseAlarms),
      percent(smoothedOnce.value, 2),
      percent(floorRate.value, 2),
      percent(foundShare(ours, 3).value),
      percent(foundShare(ours, 6).value),
      medianDelay(ours),
      none ? '–' : `${percent(bound.value)} ± ${percent(bound.off)}`,
      none ? '–' : `${plain.value.toFixed(1)} ×`,
    ];
  });
  return table(
    [
      'scenario',
      'false alarms, % of weeks (95 %)',
      'of an EWMA set once, %',
      'floors, %',
      'found ≤ 3 weeks, %',
      '≤ 6 weeks, %',
      'median delay, weeks',
      'of the learning bound, %',
      'beside the cut-off',
    ],
    rows,
  );
}

const compared = [
  'cutOff',
  'last',
  'ownMean',
  'smoothed',
  'oursTuned',
  'oursRight',
  'learning',
  'oracle',
] as const;

function allTable(results: readonly Result[]): string {
  return table(
    ['found ≤ 3 / ≤ 6 weeks, %', ...compared.map((key) => ruleNames[key]), 'ours of the bound, %'],
    results
      .filter(({ rules }) => rules.ours.delays.length > 0)
      .map(({ scenario, rules }) => {
        const beside = ratioOf(
          delaysWithin(rules.oursTuned.delays, 6),
          delaysWithin(rules.learning.delays, 6),
        );
        return [
          scenario.name,
          ...compared.map(
            (key) =>
              `${percent(foundShare(rules[key], 3).value)} / ${percent(foundShare(rules[key], 6).value)}`,
          ),
          `${percent(beside.value)} ± ${percent(beside.off)}`,
        ];
      }),
  );
}

function shapeTable(results: readonly Result[]): string {
  const names = { acute: 'three weeks', slide: 'slide over six weeks', one: 'one domain', v: 'one week' };
  return table(
    ['found ≤ 3 / ≤ 6 weeks, %', ...compared.map((key) => ruleNames[key])],
    ruptures.map((shape) => [
      names[shape],
      ...compared.map((key) => {
        const delays = results.flatMap(({ clients, rules }) => {
          const shapes = clients.flatMap(({ rupture }) => rupture?.shape ?? []);
          return rules[key].delays.filter((_, at) => shapes[at] === shape);
        });
        return `${percent(shareOf(delaysWithin(delays, 3)).value)} / ${percent(shareOf(delaysWithin(delays, 6)).value)}`;
      }),
    ]),
  );
}
