import type { DoneCode, FoundCode } from '../domain/alert.ts';
import type { Due } from '../domain/client.ts';
import type { Domain } from '../domain/instrument/instrument.ts';

/** Weeks of history each joined demo client has; the first is 0, the latest 15. */
export const weeksTold = 16;

/** A level 0–10 over the weeks: straight between the points, level before the first and after the last. */
export type Line = readonly (readonly [week: number, level: number])[];

/** Agreed on before week `from` (0 when absent), ended before week `until`. */
export interface Agreed {
  readonly title: string;
  readonly from?: number;
  readonly until?: number;
}

/** What one made-up client lived through, as data. */
export interface Story {
  readonly number: number;
  readonly initials: string;
  readonly language: 'en' | 'es';
  readonly country: string;
  readonly due: Due;
  readonly goals: readonly Agreed[];
  readonly homework: readonly Agreed[];
  /** A sign for each week: homework (d)one, (p)artly or (n)ot done; (h)alf answered; `-` missed. */
  readonly weeks: string;
  readonly felt: Readonly<Record<Domain, Line>>;
  /** How far a rating may lie off, 0–10. */
  readonly spread: number;
  readonly difficulty: Line;
  readonly progress: Line;
  /** Codes of what gets in this client's way. */
  readonly barriers: readonly string[];
  readonly comments: Readonly<Record<number, string>>;
  /** Weeks in which they asked to talk about it. */
  readonly wantsToTalk?: readonly number[];
  /** What the therapist did about the alert after the latest low week. */
  readonly followUp?: {
    readonly acknowledged: string;
    readonly discussed: string;
    readonly found: readonly FoundCode[];
    readonly done: readonly DoneCode[];
  };
}

export function levelAt(line: Line, week: number): number {
  const next = line.findIndex(([at]) => at >= week);
  const [, first] = line[0] ?? [0, 0];
  if (next === 0) return first;
  const [from, low] = line.at(next === -1 ? -1 : next - 1) ?? [0, first];
  const [to, high] = line.at(next) ?? [from, low];
  return to === from ? low : low + ((high - low) * (week - from)) / (to - from);
}

/** The same level in every week. */
export const level = (value: number): Line => [[0, value]];

export const due = (weekday: Due['weekday'], hour: number, timeZone: string): Due => ({
  weekday,
  hour,
  minute: 0,
  timeZone,
});
