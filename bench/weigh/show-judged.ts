import type { Finding } from '../../src/safety/finding.ts';
import { joinWeighed } from '../../src/safety/join-weighed.ts';
import type { Bars } from '../../src/safety/read-weights.ts';
import type { Judged } from './choose-bars.ts';

const columns = [
  'messages',
  'explicit, as `urgent`',
  'found at all',
  'in the same category',
  '`urgent` on hard negatives',
  'anything on ordinary distress',
  'anything on the harmless',
];

/**
 * A table in Markdown: of messages that their weights were not learned from, what the lists find alone, and what lists
 * and words find together, in percent.
 */
export function showJudged(judged: readonly Judged[], bars: Bars): string {
  const rows = [...Map.groupBy(judged, ({ language }) => language), ['all', judged] as const].map(
    ([language, own]) => {
      const alone = figuresOf(own, ({ found }) => found);
      const both = figuresOf(own, ({ found, weighed }) =>
        joinWeighed(found, weighed, { bars, version: '' }, language),
      );
      return [language, `${own.length}`, ...alone.map((share, nth) => `${share} → ${both[nth] ?? ''}`)];
    },
  );
  return [['', ...columns], columns.map(() => '-').concat('-'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function figuresOf(judged: readonly Judged[], find: (one: Judged) => Finding | undefined): readonly string[] {
  const all = judged.map((each) => ({ ...each.example, got: find(each) }));
  type One = (typeof all)[number];
  const share = (of: (one: One) => boolean, is: (one: One) => boolean): string => {
    const those = all.filter(of);
    return ((100 * those.filter(is).length) / those.length).toFixed(1);
  };
  const isPositive = ({ tier }: One): boolean => tier === 'urgent' || tier === 'concern';
  return [
    share(
      ({ kind }) => kind === 'explicit',
      ({ got }) => got?.tier === 'urgent',
    ),
    share(isPositive, ({ got }) => got !== undefined),
    share(
      (one) => isPositive(one) && one.got !== undefined,
      ({ got, category }) => got?.category === category,
    ),
    share(
      (one) => !isPositive(one),
      ({ got }) => got?.tier === 'urgent',
    ),
    share(
      ({ kind }) => kind === 'distress',
      ({ got }) => got !== undefined,
    ),
    share(
      ({ tier }) => tier === 'none',
      ({ got }) => got !== undefined,
    ),
  ];
}
