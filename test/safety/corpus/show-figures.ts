import type { Figures, Share } from './measure-screen.ts';
import type { Part } from './read-corpus.ts';

/** `98.5 (95.1–99.6)`: percent, with the 95 % interval. */
export const percent = ({ rate, low, high, of }: Share): string =>
  of === 0 ? '–' : `${(100 * rate).toFixed(1)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;

const columns = {
  explicit: 'explicit, as `urgent`',
  recall: 'found at all',
  sameCategory: 'in the same category',
  urgentOnNegatives: '`urgent` on hard negatives',
  distress: 'anything on ordinary distress',
  falseAlarms: 'anything on the harmless',
} as const satisfies Partial<Record<keyof Figures, string>>;
type Column = keyof typeof columns;
const names = Object.keys(columns).filter((name): name is Column => name in columns);

/** One line for each language and half. */
export function figuresTable(
  rows: readonly { readonly language: string; readonly half: Part; readonly figures: Figures }[],
): string {
  const header = ['', 'half', 'positives, negatives', ...names.map((name) => columns[name])];
  const lines = rows.map(({ language, half, figures }) => [
    language,
    half,
    `${figures.positives}, ${figures.negatives}`,
    ...names.map((name) => percent(figures[name])),
  ]);
  return table([header, ...lines]);
}

/** Recall for each category. */
export function categoriesTable(
  rows: readonly { readonly language: string; readonly half: Part; readonly figures: Figures }[],
): string {
  const categories = [...(rows[0]?.figures.recallOf.keys() ?? [])];
  return table([
    ['found at all', 'half', ...categories],
    ...rows.map(({ language, half, figures }) => [
      language,
      half,
      ...categories.map((category) => {
        const share = figures.recallOf.get(category);
        return share ? percent(share) : '–';
      }),
    ]),
  ]);
}

function table([header = [], ...lines]: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(header), row(header.map(() => '---')), ...lines.map(row)].join('\n');
}
