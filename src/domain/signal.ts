import type { Domain } from './instrument/instrument.ts';

/** Goals, tasks and bond of one week, each 0–10; `null` where it was not answered. */
export type Scores = readonly [goals: number | null, tasks: number | null, bond: number | null];

/** Goals, tasks and bond, or whatever stands for them, in this order. */
export type Triple = readonly [number, number, number];

/** `week`: a whole number that grows by 1 from one week to the next. */
export interface SignalWeek {
  readonly week: number;
  readonly scores: Scores;
}

/** What stands against a client's alliance: which kind, where, since which week. */
export interface Standing {
  readonly kind: 'drop' | 'slide' | 'floor';
  readonly domain: Domain | 'whole';
  readonly since: number;
}

/**
 * All that the alert rule remembers of one client. Bounded: at most 12 weeks, and sums of those before them, in which
 * older weeks count less.
 */
export interface Signal {
  readonly schema: 1;
  /** The latest answered weeks, oldest first. */
  readonly weeks: readonly SignalWeek[];
  /** Of the answered weeks before those: how many they count for, and the sum of each domain. */
  readonly settled: { readonly count: number; readonly sum: Triple };
  /** The evidence that was there after the latest week, at most one change and one floor. */
  readonly standing: readonly Standing[];
  /** So many of the latest weeks in a row. */
  readonly runs: { readonly missed: number; readonly straight: number; readonly homework: number };
}

/** Of a client nobody has heard from. */
export const noSignal: Signal = {
  schema: 1,
  weeks: [],
  settled: { count: 0, sum: [0, 0, 0] },
  standing: [],
  runs: { missed: 0, straight: 0, homework: 0 },
};
