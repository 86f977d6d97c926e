import { say, textsFor, type Conversation } from './conversation.ts';

/** After how many unclear replies in a row the way out is offered. */
const patience = 3;

/** After the third reply in a row that was not understood, says how to get on without an answer. */
export function sayWayOut(
  conversation: Conversation,
  { retries, required }: { readonly retries: number; readonly required: boolean },
): void {
  if (retries < patience) return;
  say(conversation, textsFor(conversation)(required ? 'chat.wayOutRequired' : 'chat.wayOut'));
}
