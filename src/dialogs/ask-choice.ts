import type { Input } from '../domain/typed/parsed.ts';
import { ask, languageOf, say, textsFor, type Conversation } from './conversation.ts';
import type { Choice } from './message.ts';
import { readChoice } from './read-choice.ts';
import { sayWayOut } from './way-out.ts';

export interface Option {
  readonly code: string;
  readonly label: string;
}

/** Asks for one of a few options, one tap each. */
export function askChoice(
  conversation: Conversation,
  {
    step,
    text,
    options,
    retries = 0,
    beside,
  }: {
    readonly step: string;
    readonly text: string;
    readonly options: readonly Option[];
    readonly retries?: number | undefined;
    /** Buttons beside the answers; `nonce` for those that count only as long as this is asked. */
    readonly beside?: (nonce: string) => readonly Choice[];
  },
): void {
  ask(conversation, {
    step,
    retries,
    message: (nonce) => ({
      kind: 'choices',
      text,
      choices: [
        ...options.map(({ code, label }): Choice => ({ label, data: { nonce, answer: code } })),
        ...(beside?.(nonce) ?? []),
      ],
    }),
  });
}

/**
 * The option that a reply names for certain. Where it names none, that is said, in other words the second time and with a
 * way out after the third.
 * @returns the option, or how often it was asked by now.
 */
export function takeChoice<T extends Option>(
  conversation: Conversation,
  input: Input,
  options: readonly T[],
): { readonly chosen: T } | { readonly chosen?: undefined; readonly retries: number } {
  const chosen = readChoice(input, options, languageOf(conversation));
  if (chosen) return { chosen };
  const retries = (conversation.asked?.retries ?? 0) + 1;
  const key = retries === 1 ? 'chat.join.chooseOne' : 'chat.join.chooseOneAgain';
  say(conversation, textsFor(conversation)(key, { example: options[0]?.label ?? '' }));
  // whoever has not joined yet cannot skip what that takes
  sayWayOut(conversation, { retries, required: conversation.client.status !== 'joined' });
  return { retries };
}

/** The way out, as a button. */
export const stopChoice = (conversation: Conversation): Choice => ({
  label: textsFor(conversation)('chat.stop'),
  data: { command: 'stop' },
  role: 'aside',
});

/** The way back, as a button. */
export const backChoice = (conversation: Conversation, nonce: string): Choice => ({
  label: textsFor(conversation)('chat.back'),
  data: { nonce, command: 'back' },
  role: 'aside',
});
