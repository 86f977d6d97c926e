import type { Command } from '../domain/typed/lexicon.ts';
import { parseCommand } from '../domain/typed/parse-command.ts';
import { lexicons } from '../i18n/index.ts';
import { answerAgain, sameConversationMs } from './answer-finding.ts';
import type { Conversation } from './conversation.ts';
import { readReply } from './read-reply.ts';

/** Commands that may be said out of the danger: they do not lead away from it. */
const stays: ReadonlySet<Command> = new Set(['help', 'helplines', 'enough', 'startOver', 'erase']);

/**
 * After an urgent danger was answered, words that say neither that nor where to go on are no answer to the check-in's
 * question: they are answered with the numbers again, until the client goes on.
 * @returns whether they were.
 */
export function staysWithDanger(conversation: Conversation): boolean {
  const { danger, incoming, now } = conversation;
  if (!danger || incoming.kind === 'opened' || incoming.kind === 'unsupported') return false;
  const isOver = Date.parse(now) - Date.parse(danger.at) > sameConversationMs;
  const command = incoming.kind === 'typed' ? parseCommand(incoming.text, lexicons) : undefined;
  const goesOn =
    incoming.kind === 'typed'
      ? command !== undefined && !stays.has(command)
      : incoming.kind === 'tapped' && !isIdle(conversation);
  if (isOver || goesOn) {
    conversation.danger = undefined;
    return false;
  }
  if (incoming.kind === 'tapped' || danger.tier !== 'urgent') return false;
  answerAgain(conversation, danger);
  return true;
}

/** A tap that asks for the numbers, or on a card that takes none any more, as one that comes twice, leads nowhere. */
function isIdle(conversation: Conversation): boolean {
  const reply = readReply(conversation);
  if (reply.kind === 'command') return reply.command === 'helplines';
  return reply.kind === 'double' || reply.kind === 'stale';
}
