import { evaluateCheckIn } from '../alerts/evaluate-check-in.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Conversation } from './conversation.ts';

/** Looks for what a therapist must see, once a check-in is complete and whenever it is corrected after that. */
export function lookAtCheckIn(conversation: Conversation, instrument: Instrument): void {
  const { client, now, rules } = conversation;
  if (client.checkIn?.status !== 'complete') return;
  conversation.client = evaluateCheckIn(client, client.checkIn, { rules, instrument, now });
}
