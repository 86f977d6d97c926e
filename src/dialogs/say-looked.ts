import { textsFor, type Conversation } from './conversation.ts';

/**
 * Tells the client, before anything else and once, that their therapist has looked at what they sent: when they open
 * the chat, or a check-in begins. The same words whatever it was that was looked at.
 * @param begun a check-in began in this turn
 */
export function sayLooked(conversation: Conversation, { begun }: { readonly begun: boolean }): void {
  const { client, incoming, danger } = conversation;
  const { looked } = client;
  if (!looked || looked.told || client.status !== 'joined' || danger) return;
  if (!begun && incoming.kind !== 'opened') return;
  conversation.client = { ...client, looked: { ...looked, told: true } };
  conversation.outgoing.unshift({
    kind: 'say',
    message: { kind: 'text', text: textsFor(conversation)('chat.looked') },
  });
}
