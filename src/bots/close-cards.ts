import type { TurnContext } from 'botbuilder';
import { wordsAsCard } from '../dialogs/form-for-teams.ts';
import type { ClientDocument, TranscriptEntry } from '../state/client-document.ts';
import { within } from './deadline.ts';

/** Milliseconds; whoever is not answered by then keeps a card that can be tapped, and is told that it is old. */
const longestMs = 2_000;

/**
 * In Teams the card of a question that was answered, or is asked anew, becomes one without buttons. That is how it
 * looks and no more, since a tap on an old card changes nothing: it comes after the replies, outside the client's lock,
 * and what fails of it is left. Never rejects.
 * @param before the client's document before the turn, which asked what is closed
 */
export async function closeCards(
  context: TurnContext,
  { before, sends, ms }: { before: ClientDocument; sends: readonly TranscriptEntry[]; ms: number },
): Promise<void> {
  if (context.activity.channelId !== 'msteams') return;
  const closing = sends
    .filter(({ sequence, revision }) => sequence !== revision)
    .map(async ({ sequence, activity }) => {
      const id = cardOf(context, before, sequence);
      if (id) await context.updateActivity({ ...wordsAsCard(activity), id });
    });
  await within(Math.min(ms, longestMs), Promise.allSettled(closing), notInTime).catch(() => undefined);
}

/** What Teams calls the message: as it said when it took it, or as the tap on it says. */
function cardOf(
  { activity: { value, replyToId } }: TurnContext,
  { asked, delivered: { card } }: ClientDocument,
  sequence: number,
): string | undefined {
  if (sequence !== asked?.sequence) return undefined;
  if (card?.sequence === sequence) return card.activity;
  return nonceOf(value) === asked.nonce ? replyToId : undefined;
}

const nonceOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'nonce' in value ? value.nonce : undefined;

const notInTime = (): Error => new Error('the cards were not closed in time');
