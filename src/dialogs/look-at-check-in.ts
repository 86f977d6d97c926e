import { step } from '../alerts/step.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Conversation } from './conversation.ts';

/** Looks for what a therapist must see, once a check-in is complete and whenever it is corrected after that. */
export function lookAtCheckIn(conversation: Conversation, instrument: Instrument): void {
  const { client, now } = conversation;
  if (client.checkIn?.status !== 'complete') return;
  const evidence = step(client.checkIn, instrument.scoring, now);
  conversation.client = gatherEvidence(client, 'alliance', evidence, now).client;
}
