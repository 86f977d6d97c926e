import type { AuditEvent } from '../domain/audit-event.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import type { ReminderStep } from '../domain/reminder.ts';
import type { Texts } from '../i18n/index.ts';
import type { Notifier, ReminderMessage, SendResult } from '../reminders/notifier.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import { changeDocument, type LeftPending } from '../state/change-document.ts';
import { withClient, type ClientDocument } from '../state/client-document.ts';
import type { ConversationPlace } from '../state/conversation-place.ts';
import { StoreError } from '../state/documents.ts';
import type { Store } from '../state/store.ts';
import { reminderActivity } from './reminder-activity.ts';
import { sendToPlace, type PlaceSender } from './send-to-place.ts';

/** Another way to a client than the chat they write in. */
export interface ClientMail {
  /** Whether there is an address that the client gave, confirmed and agreed to for this. */
  reaches(document: ClientDocument): boolean;
  /** One attempt. */
  send(document: ClientDocument, message: ReminderMessage): Promise<SendResult>;
}

export interface ClientNotifierParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly sender: PlaceSender;
  readonly texts: Texts;
  readonly now: () => Instant;
  readonly mail?: ClientMail;
}

/**
 * Brings reminders to clients: into the chat where they were last met, as long as that takes them, else by mail where
 * there is an address. That the therapist is to know of a silence is kept in the client's document, from where it
 * comes onto the caseload.
 */
export function createClientNotifier(parts: ClientNotifierParts): Notifier {
  const { store, auditor, sender, texts, now, mail } = parts;

  const change = (id: ClientId, next: (current: ClientDocument) => ClientDocument | undefined) =>
    changeDocument(
      store,
      id,
      (current) => {
        const changed = next(current);
        return changed && { ...changed, audit: auditor.append(changed.audit, changedByReminder(now())) };
      },
      parts,
    );

  return {
    async send(message) {
      let document: ClientDocument | undefined;
      try {
        document = await change(message.client, (current) =>
          chatOf(current) ? asReminded(current) : undefined,
        );
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        // nothing was handed to a channel
        return { kind: 'again', status: 0 };
      }
      if (document?.client.status !== 'joined') return { kind: 'unreachable' };
      const chat = chatOf(document);
      if (chat) {
        const result = await writeInChat(chat, document.client, message.step);
        if (result.kind !== 'gone') return result;
      }
      // refused for good there, so it is no second message here
      if (mail?.reaches(document)) return mail.send(document, message);
      return { kind: document.place ? 'gone' : 'unreachable' };
    },

    async tellTherapist({ client: id, about }) {
      await change(id, (current) => {
        const { client, place } = current;
        const isBack = about === 'channel-gone' && place !== undefined && place.goneAt === undefined;
        if (isBack || client.reminderNotice?.about === about) return undefined;
        return withClient(current, { ...client, reminderNotice: { about, at: now() } });
      });
    },
  };

  async function writeInChat(
    chat: ConversationPlace,
    { id, language = 'en' }: Client,
    step: ReminderStep,
  ): Promise<SendResult> {
    const result = await sendToPlace(
      sender,
      chat,
      reminderActivity(step, { t: texts(language), channel: chat.channel }),
    );
    if (result.kind === 'gone') await noteAfter(id, (current) => asGone(current, chat));
    // a turn of theirs may have come between; the reminder stands below what it asked
    if (result.kind === 'sent' || result.kind === 'unknown') await noteAfter(id, asReminded);
    return result;
  }

  /** What the channel said stands, whatever the store says to this. */
  async function noteAfter(...given: Parameters<typeof change>): Promise<void> {
    try {
      await change(...given);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  /** From here on a typed text answers no question that stood before, unless it is shown again. */
  function asReminded(current: ClientDocument): ClientDocument | undefined {
    const { asked, reminded } = current;
    if (reminded !== undefined && (!asked || asked.interrupted)) return undefined;
    return { ...current, reminded: now(), ...(asked && { asked: { ...asked, interrupted: true } }) };
  }

  function asGone(current: ClientDocument, { at }: ConversationPlace): ClientDocument | undefined {
    const { place } = current;
    // who has written since is there
    if (!place || place.at !== at || place.goneAt !== undefined) return undefined;
    return { ...current, place: { ...place, goneAt: now() } };
  }
}

/** Where the client can be written to in their chat. */
const chatOf = ({ client, place }: ClientDocument): ConversationPlace | undefined =>
  client.status === 'joined' && place?.goneAt === undefined ? place : undefined;

const changedByReminder = (at: Instant): AuditEvent => ({
  at,
  actor: { role: 'system', id: 'reminder' },
  action: 'update',
  record: 'client',
  outcome: 'success',
});
