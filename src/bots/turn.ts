import type { TurnContext } from 'botbuilder';
import type { Conversation, Incoming, Surroundings } from '../dialogs/conversation.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import type { Log } from '../log.ts';
import type { Finding } from '../safety/finding.ts';
import type { ClientDocument } from '../state/client-document.ts';
import { StoreError, type ETag, type Stored } from '../state/documents.ts';
import { project } from '../state/project.ts';
import type { Store } from '../state/store.ts';
import { activityKey, channelUserOf } from './channel-user.ts';
import { createLock } from './client-lock.ts';
import { converse } from './converse.ts';
import { createDeliveries } from './deliveries.ts';
import { known } from './known.ts';
import { createLatest } from './latest.ts';
import { nextDocument } from './next-document.ts';
import { readActivity, textsIn } from './read-activity.ts';
import { sendReplies } from './send-replies.ts';
import { answerStranger, sayUnsaved } from './without-a-client.ts';
import type { TurnChannel } from './turn-channel.ts';

export interface TurnParts {
  readonly store: Store;
  readonly screen: (text: string) => Finding | undefined;
  readonly surroundings: Omit<Surroundings, 'therapistName'>;
  readonly now: () => Instant;
  readonly log: Log;
}

/** `failed`: nothing may have been saved, and the client was told so. */
export type TurnOutcome = 'done' | 'failed';

export interface Turn {
  (context: TurnContext, channel?: TurnChannel): Promise<TurnOutcome>;
  /** Writes what the turns left to be written with the next one. When no more are taken, before the store closes. */
  settle(): Promise<void>;
}

const attempts = 8;
/** A channel that takes longer to accept the replies gets them with the redelivery; the client's next turn need not wait. */
const sendDeadlineMs = 10_000;
/** Conversations that are under way; a document is some ten kilobytes. */
const underWay = 200;

/**
 * One turn, in one direction: screen the text → whose conversation → lock → load → dialog → **commit** (one
 * document, under its ETag, with the replies in it) → **send** → what the commit left to do. A second delivery
 * finds its replies stored and gets them again; a lost race decides anew on what the other wrote.
 */
export function createTurn({ store, screen, surroundings, now, log }: TurnParts): Turn {
  const lock = createLock();
  const latest = createLatest<Stored<ClientDocument>>(underWay);
  const deliveries = createDeliveries(store, {
    failed: (error) => log.warn('delivery-not-noted', { error }),
  });
  const clientOf = known(async (user) => (await store.channelUsers.get(user, user))?.document.client);
  const therapistName = known(async (id) => (await store.therapists.get(id, id))?.document.name, {
    forMs: 60_000,
  });

  const turn = async (context: TurnContext, channel?: TurnChannel): Promise<TurnOutcome> => {
    const incoming = readActivity(context.activity);
    if (!incoming) return 'done';
    const words = textsIn(context.activity).join('\n');
    const finding = screen(words);
    let document: ClientDocument | undefined;
    try {
      const client = await clientOf(channelUserOf(context.activity));
      if (client === undefined) {
        const joined = await answerStranger(context, {
          store,
          incoming,
          finding,
          texts: surroundings.texts,
          now: now(),
        });
        if (joined === undefined) return 'done';
        return await lock(joined, () => take(joined, { kind: 'opened' }));
      }
      return await lock(client, () => take(client, incoming));
    } catch (error) {
      const code = error instanceof StoreError ? error.code : 'unknown';
      if (!finding && !(error instanceof StoreError)) throw error;
      log.error(finding ? 'safety-alert-not-saved' : 'turn-not-saved', { error });
      await sayUnsaved(context, {
        texts: surroundings.texts,
        client: document?.client,
        finding,
        code,
      });
      return 'failed';
    }

    async function take(client: ClientId, came: Incoming): Promise<TurnOutcome> {
      const key = activityKey(context.activity);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const stored = latest.take(client) ?? (await store.clients.get(client, client));
        if (!stored) return 'done';
        const reached = Math.max(stored.document.delivered, deliveries.reached(client));
        document = { ...stored.document, delivered: reached };
        const delivered = document.ledger.find((entry) => entry.activity === key);
        if (delivered) {
          await replay(context, document, { entries: delivered.entries, channel });
          return 'done';
        }
        const conversation = begin(document, came, (await therapistName(document.client.therapist)) ?? '');
        const dialogs = await converse(context, conversation, { stack: document.dialogs, finding, words });
        if (conversation.outgoing.length === 0 && came.kind === 'opened') return 'done';
        const decided = nextDocument(document, conversation, { activity: context.activity, key, dialogs });
        const put = await store.clients.put(client, decided.document, stored.etag);
        if (!put.ok) continue;
        if (decided.echo) channel?.stored(decided.echo);
        const [sent] = await Promise.allSettled([
          within(sendDeadlineMs, sendReplies(context, decided.sends, channel)),
        ]);
        const left = await finish(decided.document, put.etag, sent.status === 'fulfilled');
        if (left) latest.keep(client, left);
        if (sent.status === 'rejected') throw sent.reason;
        return 'done';
      }
      throw new StoreError('unavailable', { cause: new Error('a client document kept changing') });
    }

    function begin(before: ClientDocument, came: Incoming, therapist: string): Conversation {
      const { asked } = before;
      const seen = channel ? channel.seen() : before.delivered;
      const { locale, localTimezone } = context.activity;
      return {
        ...surroundings,
        therapistName: therapist,
        now: now(),
        incoming: came,
        device: { ...(localTimezone && { timeZone: localTimezone }), ...(locale && { locale }) },
        sawLastQuestion: asked === undefined || seen >= asked.sequence,
        client: before.client,
        asked,
        answered: before.answered,
        outgoing: [],
        changedCheckIns: new Set(),
        changedAlerts: new Set(),
        forgetTranscript: false,
      };
    }

    /**
     * What the commit left to do, and that its replies went out; a crash before this costs a repeat, never a loss.
     * @returns the document as it stands then, if that is known
     */
    async function finish(
      committed: ClientDocument,
      etag: ETag,
      sent: boolean,
    ): Promise<Stored<ClientDocument> | undefined> {
      const left =
        committed.pending.length === 0 ? { document: committed, etag } : await perform(committed, etag);
      if (!channel && sent)
        await deliveries.note(committed.client.id, committed.transcript.last).catch(forgotten);
      return left;
    }
  };

  async function perform(committed: ClientDocument, etag: ETag): Promise<Stored<ClientDocument> | undefined> {
    try {
      await project(store, committed);
      const document = { ...committed, pending: [] };
      const put = await store.clients.put(committed.id, document, etag);
      return put.ok ? { document, etag: put.etag } : undefined;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn('effects-left-pending', { error });
      return undefined;
    }
  }

  function forgotten(error: unknown): void {
    if (!(error instanceof StoreError)) throw error;
    log.warn('delivery-not-noted', { error });
  }

  return Object.assign(turn, { settle: () => deliveries.settle() });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the channel did not take the replies in time')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same activity again: what it brought about is sent again, nothing is done again. */
async function replay(
  context: TurnContext,
  { transcript }: ClientDocument,
  { entries, channel }: { entries: readonly number[]; channel: TurnChannel | undefined },
): Promise<void> {
  const again = transcript.entries.filter((entry) => entries.includes(entry.sequence));
  for (const entry of again) if (entry.from === 'client') channel?.stored(entry);
  await sendReplies(
    context,
    again.filter((entry) => entry.from === 'bot'),
    channel,
  );
}
