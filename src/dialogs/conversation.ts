import type { AlertRules } from '../alerts/alert-rules.ts';
import type { TurnContext } from 'botbuilder';
import type { SafetyEvidence } from '../domain/alert.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Instant } from '../domain/ids.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client } from '../domain/client.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Language, Texts, Translate } from '../i18n/index.ts';
import { localeIn } from '../i18n/languages.ts';
import type { Finding } from '../safety/finding.ts';
import type { Asked, Danger, DeviceCode, Takeaway } from '../state/client-document.ts';
import type { DrawnDeviceCode } from '../state/draw-device-code.ts';
import type { OwnRecord } from '../state/read-own-record.ts';
import type { Message, Picture } from './message.ts';

/** What came in, after the channel's form was taken off. */
export type Incoming =
  | { readonly kind: 'typed'; readonly text: string }
  /** A button or card: `data` is what it sent, untrusted. */
  | { readonly kind: 'tapped'; readonly data: Readonly<Record<string, unknown>> }
  /** The client opened the chat, or the channel started it. */
  | { readonly kind: 'opened' }
  /** Words beside the conversation, such as an edited message: they answer nothing. */
  | { readonly kind: 'aside' }
  /** A picture, a file, a voice message: nothing that can be an answer. */
  | { readonly kind: 'unsupported' };

/** What the dialogs know of the installation. */
export interface Surroundings {
  readonly instrument: Instrument;
  /** The version a running check-in began with, when it is not the current one. */
  readonly instrumentAt: (id: string, version: string) => Instrument | undefined;
  /** When to alert. */
  readonly rules: AlertRules;
  readonly texts: Texts;
  readonly therapistName: string;
  /** IANA zone for a client whose own is not known. */
  readonly clinicTimeZone: string;
  /** ISO 3166-1 alpha-2 codes that a client may choose from at joining, in this order; absent: all with helplines. */
  readonly countries?: readonly string[];
  readonly newNonce: () => string;
  /** Reminders by e-mail are to be had: a mail server is set, and nothing can be pushed to this channel. */
  readonly reminderMail?: boolean;
  /** How the clinic is reached, in its own words; absent: as the client usually does. */
  readonly clinicContact?: readonly string[];
  /** A picture of the alliance over the latest check-ins (0–10, oldest first, `null` for a missed week). */
  readonly trendPicture: (trend: readonly (number | null)[], description: string) => Picture;
}

export type Outgoing =
  | { readonly kind: 'say'; readonly message: Message; readonly nonce?: string }
  /** Takes the place of the message at this transcript position. */
  | { readonly kind: 'replace'; readonly sequence: number; readonly message: Message };

/**
 * One turn as the dialogs see it: what came in, the client as they stand, and what is to be said. Nothing
 * here touches the store or the channel: the turn commits it and sends it afterwards, or does it all again
 * on a fresh client when somebody else wrote first.
 */
export interface Conversation extends Surroundings {
  readonly now: Instant;
  readonly incoming: Incoming;
  /** IANA zone and language the client's device says, if any. */
  readonly device: { readonly timeZone?: string; readonly locale?: string };
  /** Who the client is on this channel. */
  readonly user: string;
  /** Addresses of ours: the chat in a browser, and, where this is one, the page that gives out what is kept of them. */
  readonly pages?: { readonly chat: string; readonly data?: string };
  /** What there is on record about them. Throws a `StoreError`. */
  readonly ownRecord: () => Promise<OwnRecord>;
  /** A new code for another device. It opens nothing unless `deviceCode` is kept in this turn. Throws a `StoreError`. */
  readonly drawDeviceCode: () => Promise<DrawnDeviceCode>;
  /** A reminder is the last that was said to the client, whatever was asked before. */
  readonly reminded: boolean;
  /** False when the last question may not have reached the client: a typed text then answers nothing. */
  readonly sawLastQuestion: boolean;
  client: Client;
  asked: Asked | undefined;
  answered: { readonly nonce: string; readonly value: unknown } | undefined;
  /** What was answered last as an urgent danger, until the client goes on. */
  danger: Danger | undefined;
  readonly outgoing: Outgoing[];
  /** Check-ins whose week has ended, on their way into the history. */
  readonly closed: CheckIn[];
  /** Answers given in this turn that the instrument calls disclosures. */
  readonly disclosed: Concern[];
  /** What is said in this turn is about abuse: it must not stand in the chat when it is opened again. */
  veiled: boolean;
  /** What else happened in this turn, for the audit. */
  readonly happened: Pick<AuditEvent, 'action' | 'record'>[];
  /** The one code that adds a device, from this turn on. */
  deviceCode: DeviceCode | undefined;
  /** What may be taken away as files, from this turn on. */
  takeaway: Takeaway | undefined;
  /** A new conversation: what was shown before goes. */
  forgetTranscript: boolean;
}

/** What was found in words or an answer, and what it is in an alert. */
export interface Concern {
  readonly finding: Finding;
  readonly evidence: SafetyEvidence;
}

const key = Symbol('conversation');

export const bindConversation = (context: TurnContext, conversation: Conversation): void => {
  context.turnState.set(key, conversation);
};

/** The conversation of this turn. */
export function conversationOf(context: TurnContext): Conversation {
  const conversation: unknown = context.turnState.get(key);
  if (!isConversation(conversation)) throw new Error('a dialog ran outside a turn');
  return conversation;
}

const isConversation = (value: unknown): value is Conversation =>
  typeof value === 'object' && value !== null && 'outgoing' in value;

/** The texts in the client's language; before they chose one, in their device's. */
export const textsFor = (conversation: Conversation): Translate =>
  conversation.texts(languageOf(conversation));

export const languageOf = ({
  client,
  device,
  texts,
}: Pick<Conversation, 'client' | 'device' | 'texts'>): Language =>
  texts.nearest(client.language, device.locale);

/** The language as it is written where the client lives. */
export const localeOf = (conversation: Conversation): string =>
  localeIn(languageOf(conversation), conversation.client.country);

export function say(conversation: Conversation, text: string, picture?: Picture): void {
  conversation.outgoing.push({ kind: 'say', message: { kind: 'text', text, ...(picture && { picture }) } });
}

/**
 * Asks: from here on this is the question a reply belongs to. The transcript position is filled in when the
 * turn commits.
 */
export function ask(
  conversation: Conversation,
  { step, retries = 0, message }: { step: string; retries?: number; message: (nonce: string) => Message },
): void {
  const nonce = conversation.newNonce();
  conversation.asked = { nonce, step, sequence: 0, retries };
  conversation.outgoing.push({ kind: 'say', message: message(nonce), nonce });
}

/** The open question was answered: its card shows the choice and takes no more taps. */
export function settle(
  conversation: Conversation,
  { text, choice, value }: { text: string; choice: string; value: unknown },
): void {
  const { asked } = conversation;
  if (!asked) return;
  conversation.answered = { nonce: asked.nonce, value };
  conversation.asked = undefined;
  if (asked.sequence > 0) {
    conversation.outgoing.push({
      kind: 'replace',
      sequence: asked.sequence,
      message: { kind: 'settled', text, choice },
    });
  }
}
