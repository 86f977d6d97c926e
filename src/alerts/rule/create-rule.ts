import type { Domain, Scoring } from '../../domain/instrument/instrument.ts';
import type { Scores, Signal, SignalWeek, Standing, Triple } from '../../domain/signal.ts';
import { channelsOf } from './channels.ts';
import { chosen, type Chosen } from './chosen.ts';
import { completeScores } from './complete-scores.ts';
import { createFloor, levelWeeks, type LowLevel } from './create-floor.ts';
import { pastDips, placesOf, shapes } from './hypotheses.ts';
import { applied, mapped } from './matrix.ts';
import { assumedNorms, deviationOf, type Norms } from './norms.ts';
import { meanDeviation, roomFor } from './room.ts';
import { thresholdFor } from './threshold.ts';
import { usualScores } from './usual-scores.ts';
import { weighChange, type ChannelWeek, type Model, type Weighed } from './weigh-change.ts';

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
  /** 0–10: the mean of that domain in those weeks; for a floor that of the latest three. */
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
  /** The likelihood ratio's logarithm, less what is asked near the scale's ends. Under the threshold: at most. */
  readonly evidence: number;
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
  /** Only for the benchmark. */
  readonly constants?: Chosen;
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
  constants = chosen,
}: RuleSettings): AlertRule {
  const { slack, askedAtTheEnds, dipsBefore } = constants;
  const channels = channelsOf(norms);
  const deviation = meanDeviation(norms);
  const { autocorrelation } = norms;
  const places = placesOf(norms, channels.to, constants);
  const model: Model = { ...constants, shapes, places, autocorrelation };
  const findFloor = createFloor(norms, channels, floor);
  /** Weeks of one client that count as one without autocorrelation. */
  const counting = (1 - autocorrelation) / (1 + autocorrelation);

  function step(earlier: Signal, latest: SignalWeek): Step {
    const signal = withWeek(earlier, latest, norms, constants);
    const usual = usualScores(signal, norms);
    const weeks: ChannelWeek[] = [];
    for (const { week, scores } of signal.weeks) {
      const complete = completeScores(scores, usual, norms.within);
      if (complete) weeks.push({ week, at: applied(channels.to, complete) });
    }
    const { evidence, change } = weighIn(signal, weeks, usual);
    const low = findFloor(weeks, {
      goesOn: earlier.standing.some(isFloor),
      isAnswered: (domain) => meanOf(signal.weeks.slice(-levelWeeks), domain) !== undefined,
    });
    const standing = [
      ...(change ? [describeChange(signal, change, usual)] : []),
      ...(low ? [describeFloor(earlier, latest, low)] : []),
    ];
    return {
      signal: { ...signal, standing: standing.map(({ kind, domain, since }) => ({ kind, domain, since })) },
      standing,
      evidence,
      raised: standing.filter(({ kind }) =>
        kind === 'floor'
          ? standing.length === 1 && earlier.standing.length === 0
          : earlier.standing.every(isFloor),
      ),
    };
  }

  /** What the weeks say of a change, beside dips that are over; these are looked at only where it matters. */
  function weighIn(
    { settled, standing }: Signal,
    weeks: readonly ChannelWeek[],
    usual: Triple,
  ): { readonly evidence: number; readonly change?: Weighed } {
    const room = roomFor(usual, deviation);
    const sums = applied(channels.to, settled.sum);
    const known = counting / room;
    const variance = mapped(channels.between, (between) => 1 / (1 / between + known * settled.count));
    const mean = mapped(
      channels.mean,
      (value, channel) => variance[channel] * (value / channels.between[channel] + known * sums[channel]),
    );
    const sinceWhen = settled.count > 0 ? { ...model, before: 0 } : model;
    const weighed = weighChange(weeks, { mean, variance }, sinceWhen, room);
    if (!weighed) return { evidence: -Infinity };
    const asked = threshold - (standing.every(isFloor) ? 0 : slack);
    const atMost = weighed.log - askedAtTheEnds * (1 - room);
    if (atMost <= asked) return { evidence: atMost };
    const past = weighChange(weeks, { mean, variance }, { ...sinceWhen, shapes: pastDips }, room);
    const evidence = atMost - Math.log1p(dipsBefore * Math.exp(past?.log ?? -Infinity));
    return evidence > asked ? { evidence, change: weighed } : { evidence };
  }

  function describeChange(
    signal: Signal,
    { kind: shape, domain: likeliest, onset, size }: Weighed,
    usual: Triple,
  ): Finding {
    // what has been seen in one or two weeks may be either, and a drop says no more than that
    const kind = signal.weeks.length - onset < fewestOfSlide ? 'drop' : shape;
    const since = signal.weeks.slice(onset);
    const domain = likeliest === 'whole' ? (onlyOne(since) ?? likeliest) : likeliest;
    const shown = kind === 'slide' ? since.slice(-1) : since;
    const value = meanOf(shown, domain) ?? meanOf(completed(shown, usual), domain) ?? 0;
    const own = usualScores({ weeks: signal.weeks.slice(0, onset), settled: signal.settled }, norms);
    const reference = Math.max(value, levelOf(own, domain));
    const around = deviationOf(norms, domain) * Math.sqrt(roomFor(usual, deviation)) * 1.28;
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

  /** Where a domain was left out in every one of them: what it is expected to be beside the others. */
  const completed = (weeks: readonly SignalWeek[], usual: Triple): readonly SignalWeek[] =>
    weeks.map(({ week, scores }) => ({
      week,
      scores: completeScores(scores, usual, norms.within) ?? scores,
    }));

  function describeFloor(
    { standing, weeks }: Signal,
    latest: SignalWeek,
    { domain, value, floor }: LowLevel,
  ): Finding {
    const since = standing.find(isFloor)?.since ?? latest.week;
    const under = (floor - value) / deviationOf(norms, domain);
    const answered = meanOf([...weeks, latest].slice(-levelWeeks), domain);
    return {
      kind: 'floor',
      domain,
      severity: under < 1 ? 'mild' : under < 2 ? 'moderate' : 'severe',
      since,
      over: 1 + weeks.filter(({ week }) => week >= since).length,
      // what was answered, rather than what the level is taken to be, where both lie under the floor
      value: answered !== undefined && answered < floor ? answered : Math.min(10, Math.max(0, value)),
      reference: floor,
    };
  }

  return { step };
}

const isFloor = ({ kind }: Standing): boolean => kind === 'floor';

/** The week is taken in, and the oldest goes where the others before it went. */
function withWeek(signal: Signal, latest: SignalWeek, norms: Norms, { latestWeeks, kept }: Chosen): Signal {
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

/** The domain that alone was answered in these weeks. */
function onlyOne(weeks: readonly SignalWeek[]): Domain | undefined {
  const answered = (['goals', 'tasks', 'bond'] as const).filter((domain) =>
    weeks.some(({ scores }) => valueOf(scores, domain) !== null),
  );
  return answered.length === 1 ? answered[0] : undefined;
}

function valueOf([goals, tasks, bond]: Scores, domain: Domain | 'whole'): number | null {
  if (domain !== 'whole') return { goals, tasks, bond }[domain];
  return goals === null || tasks === null || bond === null ? null : (goals + tasks + bond) / 3;
}

const levelOf = ([goals, tasks, bond]: Triple, domain: Domain | 'whole'): number =>
  domain === 'whole' ? (goals + tasks + bond) / 3 : { goals, tasks, bond }[domain];
