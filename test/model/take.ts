import type { Answer } from '../../src/domain/check-in.ts';
import { isSameQuestion, type Asked } from './read-version.ts';
import type { ModelCommand } from './scenario.ts';
import {
  begin,
  close,
  currentStep,
  give,
  layOut,
  stepBefore,
  weigh,
  type ModelCheckIn,
  type State,
  type World,
} from './state.ts';
import { understand } from './understand.ts';
import { versionNamed } from './versions.ts';

export type Heard =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'command'; readonly command: ModelCommand }
  | { readonly kind: 'tapped'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'opened' }
  | { readonly kind: 'picture' };

export interface Taken {
  readonly state: State;
  /** What the card asks that the bot shows now, if it shows one. */
  readonly shows: string;
  readonly must: boolean;
}

const changeNothing: readonly string[] = ['help', 'stop', 'resume', 'helplines'];

/**
 * What the chat's promise makes of a message: an answer counts under the question the client saw, and under no
 * other; whatever else is said changes no answer.
 */
export function take(before: State, heard: Heard, world: World): Taken {
  const state = structuredClone(before);
  if (state.checkIn && state.checkIn.endsAt <= world.now) {
    keepLate(state, state.checkIn, heard);
    close(state);
  }
  if (!state.checkIn) {
    const said = commandIn(heard);
    // what may be said at any point begins nothing
    if (said !== undefined && said !== 'resume' && changeNothing.includes(said))
      return { state, shows: '', must: false };
    begin(state, world);
    return { state, shows: currentStep(state.checkIn!, world), must: true };
  }
  const { checkIn } = state;
  const current = (): Taken => ({ state, shows: currentStep(checkIn, world), must: true });
  /** What stood open, as it was. */
  const place = (): string => {
    const step = state.open?.step;
    const stands =
      layOut(checkIn, world).some(({ key }) => key === step) ||
      (step === 'summary' && checkIn.status === 'complete');
    return step !== undefined && stands ? step : currentStep(checkIn, world);
  };
  const shown = (): Taken => ({ state, shows: place(), must: true });
  const nothing = (): Taken => ({ state, shows: place(), must: false });

  const command = commandIn(heard);
  if (command !== undefined && command !== 'resume' && changeNothing.includes(command)) {
    state.interrupted = true;
    return nothing();
  }
  const gone = followDeployment(state, checkIn, world);
  if (heard.kind === 'picture' || command === 'resume') return shown();
  if (gone) return current();
  if (heard.kind === 'opened') return state.open ? nothing() : shown();
  if (heard.kind === 'tapped') {
    if (heard.data['nonce'] !== state.open?.nonce || !state.open) return nothing();
  } else if (state.open && (state.seen === 'no' || state.interrupted)) return shown();

  const { open } = state;
  const question = layOut(checkIn, world).find(({ key }) => key === open?.step);
  const again = (): Taken => ({ state, shows: open?.step ?? '', must: true });
  const answered = (one: Asked, answer: Answer): Taken => {
    give(checkIn, world, one, answer);
    return current();
  };
  const fields = heard.kind === 'tapped' ? heard.data : {};
  if (command !== undefined) {
    const before = (): Taken => ({ state, shows: stepBefore(checkIn, world, open?.step), must: true });
    switch (command) {
      case 'back':
        return before();
      case 'correct':
        return checkIn.status === 'complete' ? { state, shows: 'summary', must: true } : before();
      case 'skip':
        if (!question) return shown();
        return question.item.required ? again() : answered(question, { kind: 'skipped' });
      case 'send':
        if (open?.step !== 'summary') return shown();
        keepFields(checkIn, fields);
        checkIn.sent = true;
        delete state.open;
        return nothing();
      case 'help':
      case 'helplines':
      case 'stop':
        return current();
    }
  }
  if (typeof fields['change'] === 'string') {
    keepFields(checkIn, fields);
    const asked = layOut(checkIn, world).some(({ key }) => key === fields['change']);
    return asked ? { state, shows: fields['change'], must: true } : current();
  }
  if (open?.step === 'summary' && heard.kind === 'typed') {
    keepFields(checkIn, { comment: heard.text });
    return { state, shows: 'summary', must: true };
  }
  if (!question) return current();
  const answer = understand(
    heard.kind === 'typed' ? { text: heard.text } : { data: fields },
    question.item,
    state.language,
  );
  return answer ? answered(question, answer) : again();
}

/** @returns whether the question that stood open is asked no more. */
function followDeployment(state: State, checkIn: ModelCheckIn, world: World): boolean {
  if (checkIn.status !== 'open' || world.has(checkIn.version)) return false;
  const old = versionNamed(checkIn.version);
  checkIn.version = world.current;
  weigh(checkIn, world);
  if (!state.open) return false;
  const asked = layOut(checkIn, world).find(({ key }) => key === state.open?.step);
  if (asked && isSameQuestion(old, versionNamed(world.current), asked.linkId)) return false;
  delete state.open;
  state.interrupted = false;
  return true;
}

/** A comment or the summary itself, sent when its week was just over, belongs to that week. */
function keepLate(state: State, checkIn: ModelCheckIn, heard: Heard): void {
  if (state.open?.step !== 'summary') return;
  const command = commandIn(heard);
  if (heard.kind === 'tapped') {
    if (command !== 'send' || heard.data['nonce'] !== state.open.nonce) return;
    keepFields(checkIn, heard.data);
    checkIn.sent = true;
    return;
  }
  if (state.seen === 'no' || state.interrupted) return;
  if (heard.kind === 'typed') keepFields(checkIn, { comment: heard.text });
}

const commandIn = (heard: Heard): ModelCommand | undefined => {
  if (heard.kind === 'command') return heard.command;
  return heard.kind === 'tapped' ? (heard.data['command'] as ModelCommand | undefined) : undefined;
};

function keepFields(checkIn: ModelCheckIn, fields: Readonly<Record<string, unknown>>): void {
  const { comment, talk } = fields;
  if (typeof comment === 'string') {
    if (comment.trim() === '') delete checkIn.comment;
    else checkIn.comment = comment.trim();
  }
  if (talk !== undefined) checkIn.talk = talk === 'true';
}
