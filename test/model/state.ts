import type { Answer, Score } from '../../src/domain/check-in.ts';
import { isSameQuestion, readVersion, scoreOf, type Asked, type Subjects } from './read-version.ts';
import { versionNamed } from './versions.ts';

/** An answer with the version whose words the client read when they gave it. */
export interface Given {
  readonly key: string;
  readonly linkId: string;
  readonly answer: Answer;
  readonly version: string;
}

export interface ModelCheckIn {
  readonly id: string;
  readonly endsAt: string;
  readonly subjects: Subjects;
  version: string;
  given: readonly Given[];
  status: 'open' | 'complete' | 'missed';
  score: Score;
  comment?: string;
  talk: boolean;
  sent: boolean;
}

/** What a person who had watched the chat would say of it. */
export interface State {
  readonly language: 'en' | 'es';
  checkIn?: ModelCheckIn;
  /** Weeks that have ended, with what was given in each. */
  past: ModelCheckIn[];
  /** The card that the bot waits on: a question's key, `summary` or `done`. */
  open?: { readonly nonce: string; readonly step: string };
  /** Whether the client has read that card; `perhaps` when they have and the bot may not know. */
  seen: 'yes' | 'no' | 'perhaps';
  /** Something else was said since. */
  interrupted: boolean;
}

/** What surrounds a turn. */
export interface World {
  readonly now: string;
  readonly current: string;
  readonly has: (version: string) => boolean;
  /** What a check-in that begins now asks about. */
  readonly subjects: Subjects;
}

/** The answers that count under its version, by the question they were given to. */
export function inForce({ given, version }: ModelCheckIn): Record<string, Answer> {
  const counting = given.filter((one) =>
    isSameQuestion(versionNamed(one.version), versionNamed(version), one.linkId),
  );
  return Object.fromEntries(counting.map(({ key, answer }) => [key, answer]));
}

/** Those that were given to questions which its version does not ask. */
export const left = ({ given, version }: ModelCheckIn): readonly Given[] =>
  given.filter((one) => !isSameQuestion(versionNamed(one.version), versionNamed(version), one.linkId));

/** What is asked now; nothing when its version is gone. */
export const layOut = (checkIn: ModelCheckIn, world: World): readonly Asked[] =>
  world.has(checkIn.version)
    ? readVersion(versionNamed(checkIn.version), inForce(checkIn), checkIn.subjects)
    : [];

export function currentStep(checkIn: ModelCheckIn, world: World): string {
  const answers = inForce(checkIn);
  const open = layOut(checkIn, world).find(({ key }) => answers[key] === undefined);
  return open?.key ?? (checkIn.sent ? 'done' : 'summary');
}

/** The latest answered question before a step, or of all. */
export function stepBefore(checkIn: ModelCheckIn, world: World, step: string | undefined): string {
  const asked = layOut(checkIn, world);
  const answers = inForce(checkIn);
  const at = asked.findIndex(({ key }) => key === step);
  const before = asked.slice(0, at === -1 ? asked.length : at);
  const found = before.findLast(({ key }) => answers[key] !== undefined) ?? asked[at];
  return found?.key ?? currentStep(checkIn, world);
}

/** One answer under one question of the version in force. */
export function give(checkIn: ModelCheckIn, world: World, { key, linkId }: Asked, answer: Answer): void {
  const { version } = checkIn;
  const others = checkIn.given.filter(
    (one) => one.key !== key || !isSameQuestion(versionNamed(one.version), versionNamed(version), linkId),
  );
  checkIn.given = [...others, { key, linkId, answer, version }];
  weigh(checkIn, world);
}

/** Scores it, and sees whether anything is left to ask. */
export function weigh(checkIn: ModelCheckIn, world: World): void {
  const answers = inForce(checkIn);
  checkIn.score = scoreOf(versionNamed(checkIn.version), answers);
  if (layOut(checkIn, world).every(({ key }) => answers[key] !== undefined)) checkIn.status = 'complete';
}

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;
const firstMonday = Date.parse('2026-11-23T18:00:00.000Z');

/** Weeks begin on Mondays at 18:00 UTC; a first one in its last three days counts for the next. */
export function begin(state: State, world: World): void {
  const at = Date.parse(world.now);
  const running = Math.floor((at - firstMonday) / weekMs);
  const close = (running + 1) * weekMs + firstMonday - at < 72 * hourMs;
  const week = running + (state.past.length === 0 && close ? 1 : 0);
  const begins = firstMonday + week * weekMs;
  state.checkIn = {
    id: new Date(begins).toISOString().slice(0, 10),
    endsAt: new Date(begins + weekMs).toISOString(),
    subjects: world.subjects,
    version: world.current,
    given: [],
    status: 'open',
    score: { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined },
    talk: false,
    sent: false,
  };
}

/** The week that is over takes no more answers. */
export function close(state: State): void {
  const { checkIn } = state;
  if (!checkIn) return;
  if (checkIn.status === 'open') checkIn.status = 'missed';
  state.past = [...state.past, checkIn];
  delete state.checkIn;
  delete state.open;
  state.interrupted = false;
}
