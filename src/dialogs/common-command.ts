import type { Command } from '../domain/lexicon.ts';
import { say, textsFor, type Conversation } from './conversation.ts';
import { helplineText } from './helpline-text.ts';

/**
 * What works the same wherever the client is: help, the helplines, stop. The open question stays as it is.
 * @returns false when the command is none of these.
 */
export function commonCommand(conversation: Conversation, command: Command): boolean {
  const t = textsFor(conversation);
  switch (command) {
    case 'help':
      offer(conversation, t('chat.help', { therapist: conversation.therapistName }));
      return true;
    case 'helplines':
      offer(conversation, helplineText(t, conversation.client.country));
      return true;
    case 'stop':
      say(conversation, t('chat.stopped'));
      interrupt(conversation);
      return true;
    case 'resume':
    case 'back':
    case 'skip':
    case 'send':
    case 'correct':
    case 'language':
      return false;
  }
}

/** Says something in between and offers the way on; a text typed next does not count for the question before it. */
export function offer(conversation: Conversation, text: string): void {
  const t = textsFor(conversation);
  conversation.outgoing.push({
    kind: 'say',
    message: {
      kind: 'choices',
      text,
      choices: [
        { label: t('chat.goOn'), data: { command: 'resume' } },
        { label: t('chat.showHelplines'), data: { command: 'helplines' }, role: 'aside' },
        { label: t('chat.stop'), data: { command: 'stop' }, role: 'aside' },
      ],
    },
  });
  interrupt(conversation);
}

export function interrupt(conversation: Conversation): void {
  if (conversation.asked) conversation.asked = { ...conversation.asked, interrupted: true };
}
