import type { Domain } from '../../domain/instrument/instrument.ts';
import type { Triple } from '../../domain/signal.ts';
import type { Place, Shape } from './hypotheses.ts';

/** One answered week, in channels. */
export interface ChannelWeek {
  readonly week: number;
  readonly at: Triple;
}

/** What is known of a client's level before these weeks, in channels. */
export interface Level {
  readonly mean: Triple;
  readonly variance: Triple;
}

export interface Model {
  readonly shapes: readonly Shape[];
  readonly places: readonly Place[];
  /** Of a change, in deviations; alike probable. */
  readonly sizes: readonly number[];
  /** A change began with one of so many latest answered weeks. */
  readonly onsets: number;
  /** And after at least so many. */
  readonly before: number;
  /** A week counts as an onset for itself and those missed before it, at most so many. */
  readonly mostWeeks: number;
  readonly autocorrelation: number;
  /** Degrees of freedom in which this client's spread is taken to be like everybody's; `Infinity`: it is known. */
  readonly alike: number;
}

export interface Weighed {
  /** Natural logarithm of how much likelier the weeks are with a change of one of the shapes than without. */
  readonly log: number;
  /** The likeliest change. */
  readonly kind: Shape['kind'];
  readonly domain: Domain | 'whole';
  /** Place of its first week among the weeks. */
  readonly onset: number;
  /** Its expected size, in deviations of that domain's weeks. */
  readonly size: number;
}

interface Whitened {
  readonly week: number;
  readonly carried: number;
  readonly spread: number;
  readonly constant: number;
  readonly off: Triple;
}

/** Most parts of most weeks are less, and need no logarithm. */
const negligible = -6;

/**
 * A mixture of likelihood ratios over where, when and how a change began. The client's level is integrated out over
 * what is known of it, and so is their own spread; weeks hang together as an autoregression over the calendar, so
 * that missed weeks are no obstacle.
 * @param weeks oldest first, at least one
 * @param room share of a week's variance that the ends of the scale leave this client, see `roomAt`
 */
export function weighChange(
  weeks: readonly ChannelWeek[],
  level: Level,
  model: Model,
  room = 1,
): Weighed | undefined {
  const { shapes, places, sizes, alike } = model;
  const white = whiten(weeks, level.mean, model.autocorrelation);
  let constants = 0;
  let along0 = 0;
  let along1 = 0;
  let along2 = 0;
  let squares = 0;
  for (const { constant, off } of white) {
    constants += constant * constant;
    along0 += constant * off[0];
    along1 += constant * off[1];
    along2 += constant * off[2];
    squares += off[0] * off[0] + off[1] * off[1] + off[2] * off[2];
  }
  const shrink0 = 1 / (room / level.variance[0] + constants);
  const shrink1 = 1 / (room / level.variance[1] + constants);
  const shrink2 = 1 / (room / level.variance[2] + constants);
  squares -= shrink0 * along0 * along0 + shrink1 * along1 * along1 + shrink2 * along2 * along2;
  const known = !Number.isFinite(alike);
  const degrees = alike + 3 * weeks.length;
  const total = alike + squares / room;

  const now = white.at(-1)?.week ?? 0;
  const mixture = new Mixture();
  const first = Math.max(model.before, weeks.length - model.onsets);
  for (let onset = weeks.length - 1; onset >= first; onset -= 1) {
    const begins = white[onset]?.week ?? 0;
    const before = white[onset - 1]?.week ?? begins - 1;
    // the longer nothing was heard, the likelier it began meanwhile
    const likely = Math.min(begins - before, model.mostWeeks);
    for (const shape of shapes) {
      if (shape.at(now - begins) > 0 === (shape.past ?? false)) continue;
      let own = 0;
      let shared = 0;
      let x0 = 0;
      let x1 = 0;
      let x2 = 0;
      let last = 0;
      for (let place = onset; place < white.length; place += 1) {
        const one = white[place];
        if (!one) break;
        const height = shape.at(one.week - begins);
        const rise = (height - one.carried * last) / one.spread;
        last = height;
        own += rise * rise;
        shared += rise * one.constant;
        x0 += rise * one.off[0];
        x1 += rise * one.off[1];
        x2 += rise * one.off[2];
      }
      const pull0 = x0 - shrink0 * shared * along0;
      const pull1 = x1 - shrink1 * shared * along1;
      const pull2 = x2 - shrink2 * shared * along2;
      const hold0 = own - shrink0 * shared * shared;
      const hold1 = own - shrink1 * shared * shared;
      const hold2 = own - shrink2 * shared * shared;
      for (const { domain, weight, unit } of places) {
        const u0 = unit[0];
        const u1 = unit[1];
        const u2 = unit[2];
        const pull = -(u0 * pull0 + u1 * pull1 + u2 * pull2) / room;
        const hold = (u0 * u0 * hold0 + u1 * u1 * hold1 + u2 * u2 * hold2) / room;
        let likelihood = 0;
        let sized = 0;
        for (const size of sizes) {
          const gain = size * (pull - (size * hold) / 2);
          // less than a hundredth of what no change at all is worth
          if (gain < negligible) continue;
          const ratio = Math.exp(known ? gain : -0.5 * degrees * Math.log1p((-2 * gain) / total));
          likelihood += ratio;
          sized += ratio * size;
        }
        const share = (likely * shape.weight * weight) / sizes.length;
        mixture.add(shape.kind, domain, onset, share * likelihood, share * sized);
      }
    }
  }
  return mixture.likeliest();
}

/** The weeks' deviations from the level, with what each carries over from the one before taken out. */
function whiten(weeks: readonly ChannelWeek[], mean: Triple, autocorrelation: number): readonly Whitened[] {
  let before: ChannelWeek | undefined;
  return weeks.map((one) => {
    const carried = before ? autocorrelation ** (one.week - before.week) : 0;
    const spread = Math.sqrt(1 - carried * carried);
    const earlier = before?.at ?? mean;
    const { week, at } = one;
    before = one;
    return {
      week,
      carried,
      spread,
      constant: (1 - carried) / spread,
      off: [
        (at[0] - mean[0] - carried * (earlier[0] - mean[0])) / spread,
        (at[1] - mean[1] - carried * (earlier[1] - mean[1])) / spread,
        (at[2] - mean[2] - carried * (earlier[2] - mean[2])) / spread,
      ],
    };
  });
}

/** The likelihoods of its parts, summed as they come. */
class Mixture {
  private all = 0;
  private readonly kinds = { drop: 0, slide: 0 };
  private readonly domains = { whole: 0, goals: 0, tasks: 0, bond: 0 };
  private readonly sizes = { whole: 0, goals: 0, tasks: 0, bond: 0 };
  private best = 0;
  private current = { onset: -1, sum: 0 };
  private bestOnset = 0;

  /** All parts of one onset come after each other. */
  add(kind: Shape['kind'], domain: Place['domain'], onset: number, part: number, sized: number): void {
    this.all += part;
    this.kinds[kind] += part;
    this.domains[domain] += part;
    this.sizes[domain] += sized;
    if (onset !== this.current.onset) this.current = { onset, sum: 0 };
    this.current.sum += part;
    if (this.current.sum > this.best) {
      this.best = this.current.sum;
      this.bestOnset = onset;
    }
  }

  likeliest(): Weighed | undefined {
    if (this.all === 0) return undefined;
    const { kinds, domains, sizes } = this;
    let domain: Place['domain'] = 'whole';
    for (const one of ['goals', 'tasks', 'bond'] as const) if (domains[one] > domains[domain]) domain = one;
    return {
      log: Math.log(this.all),
      kind: kinds.slide > kinds.drop ? 'slide' : 'drop',
      domain,
      onset: this.bestOnset,
      size: sizes[domain] / domains[domain],
    };
  }
}
