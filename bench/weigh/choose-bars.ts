import type { Finding, Tier } from '../../src/safety/finding.ts';
import { fewest } from '../../src/safety/join-weighed.ts';
import type { Bars } from '../../src/safety/read-weights.ts';
import type { Weighed } from '../../src/safety/weigh.ts';
import type { Example } from '../../test/safety/corpus/read-corpus.ts';

/** A message that its weights were not learned from. */
export interface Judged {
  readonly example: Example;
  readonly language: string;
  readonly found: Finding | undefined;
  readonly weighed: Weighed;
}

/** What is accepted of messages that their weights were not learned from, by lists and words together. */
const accepted = {
  /** Ordinary distress taken for anything. */
  distress: 0.035,
  /** Hard negatives taken for `urgent`. */
  urgentOnNegatives: 0.015,
  /** Explicit messages that a list finds `urgent`, lowered by their words. */
  lowered: 0.005,
};

/** What a message counts for when it stands over a bar, and beside it the price of an alarm. */
interface Count {
  readonly gain: number;
  readonly isAlarm: boolean;
}

const isNegative = ({ example: { tier } }: Judged): boolean => tier === 'none' || tier === 'not-urgent';
const isDistress = ({ example: { kind } }: Judged): boolean => kind === 'distress';

/** The height of what is not asked for its weight. */
const overAllBars = 1_000_000;

/** Until they are chosen. */
export const noBars: Bars = { concern: 0, heard: 0, urgent: 0, raised: 0, kept: 0 };

/** The bars that find most with what is accepted. */
export function chooseBars(judged: readonly Judged[]): Bars {
  const listed = (tier?: Tier) => judged.filter(({ found }) => found?.tier === tier);
  const kept = keptBar(listed('urgent'));
  const isKept = ({ weighed }: Judged): boolean => weighed.words < fewest || weighed.danger >= kept;
  const woken = listed('urgent').filter((each) => isNegative(each) && isKept(each)).length;
  const [raised = 0, urgent = 0] = barsWithin(
    [listed('concern'), listed()],
    ({ weighed }) => weighed.urgent,
    ({ example: { tier } }, price) => {
      if (tier === 'urgent') return { gain: 1, isAlarm: false };
      // a therapist is woken for what could have waited
      return { gain: tier === 'concern' ? -price / 10 : -price, isAlarm: tier !== 'concern' };
    },
    accepted.urgentOnNegatives * judged.filter(isNegative).length - woken,
  );
  const loud = judged.filter((each) => isDistress(each) && each.found?.tier === 'urgent').length;
  const [heard = 0, concern = 0] = barsWithin(
    [listed('concern'), listed()],
    ({ found, weighed }) => (found && weighed.words < fewest ? overAllBars : weighed.danger),
    (each, price) => {
      if (isDistress(each)) return { gain: -price, isAlarm: true };
      if (!isNegative(each)) return { gain: 1, isAlarm: false };
      return { gain: each.example.tier === 'none' ? -price / 4 : 0, isAlarm: false };
    },
    accepted.distress * judged.filter(isDistress).length - loud,
  );
  return { concern, heard, urgent, raised, kept };
}

/** The bar over which nearly all stand who say it outright. */
function keptBar(judged: readonly Judged[]): number {
  const outright = judged.filter(
    ({ example, weighed }) => example.kind === 'explicit' && weighed.words >= fewest,
  );
  const heights = outright.map(({ weighed }) => weighed.danger).sort((a, b) => a - b);
  return heights[Math.floor(accepted.lowered * heights.length)] ?? 0;
}

/** A bar for each group, at the lowest price for an alarm, the same for all, at which there are at most so many. */
function barsWithin(
  groups: readonly (readonly Judged[])[],
  heightOf: (one: Judged) => number,
  countOf: (one: Judged, price: number) => Count,
  most: number,
): readonly number[] {
  for (let price = 0.5; ; price *= 1.03) {
    const bars = groups.map((group) => bestBar(group, heightOf, (one) => countOf(one, price)));
    if (bars.reduce((sum, { alarms }) => sum + alarms, 0) <= most) return bars.map(({ bar }) => bar);
  }
}

/** The bar over which most is gained. */
function bestBar(
  judged: readonly Judged[],
  heightOf: (one: Judged) => number,
  countOf: (one: Judged) => Count,
): { readonly bar: number; readonly alarms: number } {
  const sorted = judged.toSorted((a, b) => heightOf(b) - heightOf(a));
  const [highest] = sorted;
  let best = { bar: highest ? heightOf(highest) + 1 : 0, alarms: 0 };
  let [gain, most, alarms] = [0, 0, 0];
  for (const [nth, one] of sorted.entries()) {
    const count = countOf(one);
    gain += count.gain;
    if (count.isAlarm) alarms += 1;
    const next = sorted[nth + 1];
    const isLast = !next || heightOf(next) !== heightOf(one);
    if (isLast && gain > most) [most, best] = [gain, { bar: heightOf(one), alarms }];
  }
  return best;
}
