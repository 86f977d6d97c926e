import type { TurnContext } from 'botbuilder';
import type { Incoming } from '../dialogs/conversation.ts';
import type { Told } from '../dialogs/safety-reply.ts';
import type { ClientId } from '../domain/ids.ts';
import type { ClientDocument, LedgerEntry } from '../state/client-document.ts';
import { StoreError, type Stored } from '../state/documents.ts';
import { drawDeviceCode } from '../state/draw-device-code.ts';
import { readOwnRecord } from '../state/read-own-record.ts';
import { beginConversation } from './begin-conversation.ts';
import { activityKey, channelUserOf } from './channel-user.ts';
import { createLock } from './client-lock.ts';
import { closeCards } from './close-cards.ts';
import { converse } from './converse.ts';
import { createSeldom } from './create-seldom.ts';
import { createDeadline, within } from './deadline.ts';
import { deliveredAfter } from './delivered-after.ts';
import { finishTurn } from './finish-turn.ts';
import { createLatest } from './latest.ts';
import { nextDocument } from './next-document.ts';
import { createPeople } from './people.ts';
import { isGroup, readActivity } from './read-activity.ts';
import { hasMoved, readPlace } from './read-place.ts';
import type { Found } from './safety-net.ts';
import { sawLastQuestion, type Arrival } from './saw-last-question.ts';
import { sendReplies } from './send-replies.ts';
import { createSettlements } from './settlements.ts';
import { noTherapists } from './therapist/therapist-side.ts';
import { createTries } from '../state/tries.ts';
import type { TurnChannel } from './turn-channel.ts';
import { turnDocuments } from './turn-documents.ts';
import type { TurnParts } from './turn-parts.ts';
import { createTypedAt } from './typed-at.ts';
import { answerGroup, answerStranger, sayUnsaved } from './without-a-client.ts';
import { writeSettled } from './write-settled.ts';

/** `failed`: nothing may have been saved, and the client was told so. */
export type TurnOutcome = 'done' | 'failed';

export interface Turn {
  (context: TurnContext, channel?: TurnChannel): Promise<TurnOutcome>;
  /** Writes what the turns left to be written with the next one. When no more are taken, before the store closes. */
  settle(): Promise<void>;
  /** Something was left to be done in a client's document: it is tried again until it is done. */
  attend(client: ClientId): void;
}

const attempts = 8;
/** A channel waits 15 seconds. */
const usualDeadlines = { commitMs: 8_000, answerMs: 12_500 } as const;
/** The client's next turn waits for it; it is tried again. */
const settlingMs = 3_000;
/** Conversations that are under way; a document is some ten kilobytes. */
const underWay = 200;

/**
 * One turn, in one direction: screen the text → whose conversation → lock → load → dialog → **commit** (one
 * document, under its ETag, with the replies and the audit in it) → **send** → what the commit left to do. A second
 * delivery finds its replies stored and gets them again; a lost race decides anew on what the other wrote.
 */
export function createTurn(parts: TurnParts): Turn {
  const { store, auditor, safety, surroundings, now, log, at = () => undefined } = parts;
  const { therapists = noTherapists } = parts;
  const { commitMs, answerMs } = parts.deadlines ?? usualDeadlines;
  const lock = createLock();
  const typedAt = createTypedAt();
  const latest = createLatest<Stored<ClientDocument>>(underWay);
  const people = createPeople(store);
  const tries = createTries();
  const speaking = { texts: surroundings.texts, seldom: createSeldom() };
  const left = (client: ClientId): void => settlements.note(client, { left: true });
  const documents = turnDocuments({ store, latest, left });
  const writeInTime = (client: ClientId) =>
    within(settlingMs, writeSettled({ store, latest, settlements, at }, client), notInTime);
  const settlements = createSettlements((client) => lock(client, () => writeInTime(client)), {
    failed: (error) => log.warn('settling-failed', { error }),
  });

  const turn = async (context: TurnContext, channel?: TurnChannel): Promise<TurnOutcome> => {
    const { activity } = context;
    const [commit, answer] = [createDeadline(commitMs), createDeadline(answerMs)];
    const found = await safety.look(activity);
    const incoming = readActivity(activity) ?? (found && { kind: 'aside' });
    if (!incoming) return 'done';
    const arrival: Arrival = {
      typedAt: typedAt(activity, now()),
      order: performance.now(),
      seen: channel?.seen(),
    };
    at('arrived');
    let document: ClientDocument | undefined;
    let answered: Pick<Parameters<typeof closeCards>[1], 'before' | 'sends'> | undefined;
    /** What came in is on record, in this turn's commit or in an earlier one's. */
    let saved = false;
    const user = channelUserOf(activity);
    try {
      if (isGroup(activity)) return await inGroup(incoming);
      const who = await commit.keep('unavailable', () => people.whoIs(user));
      const asTherapist = () => therapists.take(context, { incoming, who });
      if (!found && (await commit.keep('unknown', asTherapist))) return 'done';
      const client = who?.client;
      if (client === undefined) {
        const joined = await answerUnknown(incoming);
        if (joined === undefined) return 'done';
        return await inTurn(joined, { kind: 'opened' });
      }
      at('found');
      const outcome = await inTurn(client, incoming);
      if (answered) await closeCards(context, { ...answered, ms: answer.left() });
      return outcome;
    } catch (error) {
      // what is on record is replayed when the channel brings it again
      if (saved || (!found && !(error instanceof StoreError))) throw error;
      log.error('turn-not-saved', { error });
      const code = error instanceof StoreError ? error.code : 'unknown';
      const remembered = people.remembered(user);
      const said = sayUnsaved(context, { ...speaking, document, remembered, found, code });
      await within(answer.left(), said, notInTime);
      return 'failed';
    } finally {
      if (found) await safety.over(found, saved);
    }

    async function raise(it: Found): Promise<Told> {
      const told = await safety.raise(it, commit.left());
      saved = told.who === 'rota';
      return told;
    }

    /** What fails here is said to nobody: others read along. */
    async function inGroup(came: Incoming): Promise<TurnOutcome> {
      const said = answerGroup(context, { incoming: came, found, now: now(), ...speaking });
      await Promise.allSettled([found && raise(found), said, therapists.overheard(came)]);
      return 'done';
    }

    function answerUnknown(came: Incoming): Promise<ClientId | undefined> {
      const devices = { store, auditor, leftPending: left, tries };
      const stranger = { devices, incoming: came, found, raise, now: now(), ...speaking };
      return commit.keep('unknown', () => answerStranger(context, stranger));
    }

    /** Waits for the turn before it as long as there is time; one that was given up then finds none left. */
    async function inTurn(client: ClientId, came: Incoming): Promise<TurnOutcome> {
      const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
      const outcome = lock(client, () => {
        begin(undefined);
        return take(client, came);
      });
      outcome.catch(() => undefined);
      await commit.keep('unavailable', () => begun);
      return outcome;
    }

    async function take(client: ClientId, came: Incoming): Promise<TurnOutcome> {
      const key = activityKey(activity);
      at('locked');
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const isOpened = came.kind === 'opened';
        const stored = await commit.keep('unavailable', () => documents.load(client, isOpened));
        // joined once, and gone
        if (!stored) return answerUnknown({ kind: 'opened' }).then(() => 'done');
        at('loaded');
        document = settlements.takeAlong(stored.document);
        people.remember(user, document.client);
        const before = document.ledger.find((entry) => entry.activity === key);
        if (before) {
          saved = true;
          await replay({ document, etag: stored.etag }, before);
          return 'done';
        }
        const conversation = beginConversation(document, {
          surroundings,
          activity,
          incoming: came,
          now: now(),
          therapistName: await therapistOf(document),
          sawLastQuestion: sawLastQuestion(document, arrival, settlements.deliveredAt(client)),
          ...forDialogs(document),
        });
        const dialogs = await converse(context, conversation, { stack: document.dialogs, found });
        const isQuiet = isOpened && conversation.outgoing.length === 0;
        if (isQuiet && !hasMoved(document.place, readPlace(activity, now()))) return 'done';
        const decided = nextDocument(document, conversation, { activity, key, dialogs, auditor });
        const next = decided.document;
        at('decided');
        const put = await commit.keep('unknown', () => documents.write(client, next, stored.etag));
        if (!put.ok) continue;
        saved = true;
        at('committed');
        latest.keep(client, { document: next, etag: put.etag });
        parts.committed?.(next.client);
        if (decided.echo) channel?.stored(decided.echo);
        const sending = sendReplies(context, decided.sends, channel);
        const [sent] = await Promise.allSettled([within(answer.left(), sending, notInTime)]);
        at('sent');
        if (sent.status === 'fulfilled' && !channel) {
          const delivered = deliveredAfter(document, next, { sent: sent.value, at: now() });
          if (delivered) settlements.note(client, { delivered });
          answered = { before: document, sends: decided.sends };
        }
        const rest = finishTurn({ store, settlements, log, at, enlist: parts.enlist }, document, next);
        await within(answer.left(), rest, notInTime).catch((error) => {
          log.warn('effects-left-pending', { error });
          left(client);
        });
        if (sent.status === 'rejected') throw sent.reason;
        return 'done';
      }
      throw new StoreError('unavailable', { cause: new Error('a client document kept changing') });
    }

    /** What the dialogs may ask the house for, in the time that a turn has. */
    function forDialogs(current: ClientDocument) {
      const draw = () => drawDeviceCode(store, { client: current.client.id, now: now() });
      return {
        user,
        chatPage: parts.chatPage?.(),
        ownRecord: () => commit.keep('unavailable', () => readOwnRecord(store, current)),
        drawDeviceCode: () => commit.keep('unavailable', draw),
      };
    }

    async function therapistOf({ client }: ClientDocument): Promise<string> {
      return (await commit.keep('unavailable', () => people.therapistName(client.therapist))) ?? '';
    }

    /** The same activity again: what it brought about is sent again, nothing is done again. */
    async function replay({ document, etag }: Stored<ClientDocument>, entry: LedgerEntry): Promise<void> {
      const { client, transcript, asked } = document;
      const again = transcript.entries.filter(({ sequence }) => entry.entries.includes(sequence));
      for (const one of again) if (one.from === 'client') channel?.stored(one);
      const replies = again.filter(({ from }) => from === 'bot');
      // something older now stands below the question, which a typed text may be meant for
      const isShown = replies.some(({ sequence, revision }) => sequence === revision);
      if (!channel && asked && isShown && entry !== document.ledger.at(-1)) {
        const interrupted = { ...document, asked: { ...asked, interrupted: true } };
        await commit.keep('unknown', () => store.clients.put(client.id, interrupted, etag));
      }
      await within(answer.left(), sendReplies(context, replies, channel), notInTime);
      if (!channel && asked && replies.some(({ sequence }) => sequence === asked.sequence)) {
        settlements.note(client.id, { delivered: { last: asked.sequence, at: now() } });
      }
    }
  };

  return Object.assign(turn, {
    settle: () => settlements.settle(),
    attend: left,
  });
}

const notInTime = (): Error => new Error('the channel was not answered in time');
