import type { Instant } from '../domain/ids.ts';
import type { ClientDocument, Delivered } from '../state/client-document.ts';
import type { SentIds } from './send-replies.ts';

/**
 * What a connector channel has delivered once it accepted a turn's replies. `undefined` where that says nothing of the
 * question that is open: it was asked before, and may have been lost.
 */
export function deliveredAfter(
  before: ClientDocument,
  { asked, transcript }: ClientDocument,
  { sent, at }: { readonly sent: SentIds; readonly at: Instant },
): Delivered | undefined {
  const isNew = asked === undefined || asked.sequence > before.transcript.last;
  if (!isNew && before.delivered.last < asked.sequence) return undefined;
  const activity = asked && sent.get(asked.sequence);
  const card = activity && asked ? { sequence: asked.sequence, activity } : before.delivered.card;
  const isOpen = card !== undefined && card.sequence === asked?.sequence;
  return { last: transcript.last, at, ...(isOpen && { card }) };
}
