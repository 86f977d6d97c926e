import { carryOver } from '../domain/carry-over.ts';
import type { CheckIn } from '../domain/check-in.ts';
import { asksTheSame, fingerprintAt, fingerprintsOf } from '../domain/fingerprints.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { questionAt } from '../domain/questions/next-question.ts';
import { ownInstrument } from '../domain/own-instrument.ts';
import { say, textsFor, type Conversation } from './conversation.ts';
import { lookAtCheckIn } from './look-at-check-in.ts';

/**
 * Before a reply is read: an open check-in whose version is gone is carried over to the current one, and the client
 * is told if that changes what they are asked. The question that stood open stays open if it is the very same;
 * otherwise nothing is open, and no reply can be an answer until a question was shown.
 * @returns true when the question that stood open is no more
 */
export function followInstrument(conversation: Conversation): boolean {
  const { client, asked, instrument, instrumentAt, now } = conversation;
  const { checkIn } = client;
  if (checkIn?.status !== 'open') return false;
  const own = ownInstrument(checkIn, instrumentAt);
  if (own) {
    if (checkIn.fingerprints) return false;
    conversation.client = { ...client, checkIn: { ...checkIn, fingerprints: fingerprintsOf(own) } };
    return false;
  }
  const carried = carryOver(checkIn, instrument, now);
  conversation.client = { ...client, checkIn: carried };
  lookAtCheckIn(conversation, instrument);
  if (!asksTheSame(checkIn, instrument)) say(conversation, textsFor(conversation)('chat.questionsChanged'));
  if (!asked) return false;
  if (isStillAsked(asked.step, { checkIn, carried, instrument })) return false;
  conversation.asked = undefined;
  return true;
}

function isStillAsked(
  key: string,
  { checkIn, carried, instrument }: { checkIn: CheckIn; carried: CheckIn; instrument: Instrument },
): boolean {
  if (!questionAt(instrument, carried.answers, carried.context, key)) return false;
  const before = fingerprintAt(checkIn.fingerprints ?? {}, key);
  const now = fingerprintAt(fingerprintsOf(instrument), key);
  return before !== undefined && before.fingerprint === now?.fingerprint;
}
