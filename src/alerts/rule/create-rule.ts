import type { Domain, Scoring } from '../../domain/instrument.ts';
import type { Scores, Signal, SignalWeek, Standing, Triple } from '../../domain/signal.ts';
import { channelsOf } from './channels.ts';
import { completeScores } from './complete-scores.ts';
import { createFloor, type LowLevel } from './create-floor.ts';
import { dipsBefore, pastDips, placesOf, shapes, sizes } from './hypotheses.ts';
import { applied, mapped } from './matrix.ts';
import { assumedNorms, deviationOf, type Norms } from './norms.ts';
import { roomAt } from './room.ts';
import { thresholdFor } from './threshold.ts';
import { usualScores } from './usual-scores.ts';
import { weighChange, type ChannelWeek, type Model, type Weighed } from './weigh-change.ts';

/** Chosen by the benchmark; it hardly tells them from their neighbours. */
const latestWeeks = 12;
const onsets = 6;
/** A change needs a check-in before it: who is low from the start is the floor's to find. */
const before = 1;
/** Degrees of freedom in which a client's spread is taken to be like everybody's. */
const alike = 20;
/** What a settled week still counts for after another one. */
const kept = 0.98;
/** Near the ends of the scale scores are skewed, and more is asked of the evidence. */
const askedAtTheEnds = 2;
/** Evidence goes on until it has fallen so far under the threshold. */
const slack = 0.4;

/** Answered weeks. */
const fewestOfSlide = 3;

export type Severity = 'mild' | 'moderate' | 'severe';

/** Something that stands against a client's alliance after a week. */
export interface Finding {
  readonly kind: 'drop' | 'slide' | 'floor';
  readonly domain: Domain | 'whole';
  readonly severity: Severity;
  /** The week in which it began. */
  readonly since: number;
  /** Answered weeks from then on. */
  readonly over: number;
  /** 0–10: the mean of that domain in those weeks; for a floor the level now. */
  readonly value: number;
  /** 0–10: the client's usual level; for a floor, the floor. */
  readonly reference: number;
  /** 0–10: where four weeks in five of theirs lie; a floor has none. */
  readonly usual?: { readonly low: number; readonly high: number };
}

export interface Step {
  readonly signal: Signal;
  /** What stands now. */
  readonly standing: readonly Finding[];
  /** What of it did not stand before: a change where none was, a floor where nothing was. */
  readonly raised: readonly Finding[];
}

export interface AlertRule {
  /** One answered week after those that the signal remembers. */
  step(signal: Signal, week: SignalWeek): Step;
}

export interface RuleSettings {
  readonly norms?: Norms;
  readonly floor: Scoring['floor'];
  /** That the clinic accepts, of raised drops and slides in each answered client-week: 0.001 to 0.2. */
  readonly falseAlarms?: number;
  /** Instead of them: what the logarithm of the likelihood ratio must pass. */
  readonly threshold?: number;
}

/**
 * The alert rule: what one more week says about a client whose earlier weeks are in the signal. Pure; its time and
 * what it remembers do not grow with the history.
 */
export function createRule({
  norms = assumedNorms,
  floor,
  falseAlarms = 0.02,
  threshold = thresholdFor(falseAlarms),
}: RuleSettings): AlertRule {
  const channels = channelsOf(norms);
  const { autocorrelation } = norms;
  const places = placesOf(norms, channels.to);
  const model: Model = { shapes, places, sizes, onsets, before, autocorrelation, alike };
  const findFloor = createFloor(norms, channels, floor);
  /** Weeks of one client that count as one without autocorrelation. */
  const counting = (1 - autocorrelation) / (1 + autocorrelation);

  function step(earlier: Signal, latest: SignalWeek): Step {
    const signal = withWeek(earlier, latest, norms);
    const usual = usualScores(signal, norms);
    const weeks: ChannelWeek[] = [];
    for (const { week, scores } of signal.weeks) {
      const complete = completeScores(scores, usual, norms.within);
      if (complete) weeks.push({ week, at: applied(channels.to, complete) });
    }
    const change = changeIn(signal, weeks, usual);
    const low = findFloor(weeks, earlier.standing.some(isFloor));
    const standing = [
      ...(change ? [describeChange(signal, change, usual)] : []),
      ...(low ? [describeFloor(earlier, latest, low)] : []),
    ];
    return {
      signal: { ...signal, standing: standing.map(({ kind, domain, since }) => ({ kind, domain, since })) },
      standing,
      raised: standing.filter(({ kind }) =>
        kind === 'floor'
          ? standing.length === 1 && earlier.standing.length === 0
          : earlier.standing.every(isFloor),
      ),
    };
  }

  function changeIn(
    { settled, standing }: Signal,
    weeks: readonly ChannelWeek[],
    usual: Triple,
  ): Weighed | undefined {
    const room = roomAt(usual, norms);
    const sums = applied(channels.to, settled.sum);
    const known = counting / room;
    const variance = mapped(channels.between, (between) => 1 / (1 / between + known * settled.count));
    const mean = mapped(
      channels.mean,
      (value, channel) => variance[channel] * (value / channels.between[channel] + known * sums[channel]),
    );
    const sinceWhen = settled.count > 0 ? { ...model, before: 0 } : model;
    const weighed = weighChange(weeks, { mean, variance }, sinceWhen, room);
    if (!weighed) return undefined;
    const asked = threshold + askedAtTheEnds * (1 - room) - (standing.every(isFloor) ? 0 : slack);
    if (weighed.log <= asked) return undefined;
    const past = weighChange(weeks, { mean, variance }, { ...sinceWhen, shapes: pastDips }, room);
    return weighed.log - Math.log1p(dipsBefore * Math.exp(past?.log ?? -Infinity)) > asked
      ? weighed
      : undefined;
  }

  function describeChange(
    signal: Signal,
    { kind: shape, domain, onset, size }: Weighed,
    usual: Triple,
  ): Finding {
    // what has been seen in one or two weeks may be either, and a drop says no more than that
    const kind = signal.weeks.length - onset < fewestOfSlide ? 'drop' : shape;
    const since = signal.weeks.slice(onset);
    const value = meanOf(kind === 'slide' ? since.slice(-1) : since, domain) ?? 0;
    const own = usualScores({ weeks: signal.weeks.slice(0, onset), settled: signal.settled }, norms);
    const reference = Math.max(value, levelOf(own, domain));
    const around = deviationOf(norms, domain) * Math.sqrt(roomAt(usual, norms)) * 1.28;
    return {
      kind,
      domain,
      severity: size < 2 ? 'mild' : size < 3 ? 'moderate' : 'severe',
      since: since[0]?.week ?? 0,
      over: since.length,
      value,
      reference,
      usual: { low: Math.max(0, reference - around), high: Math.min(10, reference + around) },
    };
  }

  function describeFloor(
    { standing, weeks }: Signal,
    latest: SignalWeek,
    { domain, value, floor }: LowLevel,
  ): Finding {
    const since = standing.find(isFloor)?.since ?? latest.week;
    const under = (floor - value) / deviationOf(norms, domain);
    return {
      kind: 'floor',
      domain,
      severity: under < 1 ? 'mild' : under < 2 ? 'moderate' : 'severe',
      since,
      over: 1 + weeks.filter(({ week }) => week >= since).length,
      value: Math.min(10, Math.max(0, value)),
      reference: floor,
    };
  }

  return { step };
}

const isFloor = ({ kind }: Standing): boolean => kind === 'floor';

/** The week is taken in, and the oldest goes where the others before it went. */
function withWeek(signal: Signal, latest: SignalWeek, norms: Norms): Signal {
  const weeks = [...signal.weeks, latest];
  const oldest = weeks.length > latestWeeks ? weeks.shift() : undefined;
  const complete = oldest && completeScores(oldest.scores, usualScores(signal, norms), norms.within);
  if (!complete) return { ...signal, weeks };
  return {
    ...signal,
    weeks,
    settled: {
      count: signal.settled.count * kept + 1,
      sum: mapped(complete, (value, domain) => signal.settled.sum[domain] * kept + value),
    },
  };
}

function meanOf(weeks: readonly SignalWeek[], domain: Domain | 'whole'): number | undefined {
  const values = weeks.flatMap(({ scores }) => valueOf(scores, domain) ?? []);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function valueOf([goals, tasks, bond]: Scores, domain: Domain | 'whole'): number | null {
  if (domain !== 'whole') return { goals, tasks, bond }[domain];
  return goals === null || tasks === null || bond === null ? null : (goals + tasks + bond) / 3;
}

const levelOf = ([goals, tasks, bond]: Triple, domain: Domain | 'whole'): number =>
  domain === 'whole' ? (goals + tasks + bond) / 3 : { goals, tasks, bond }[domain];
