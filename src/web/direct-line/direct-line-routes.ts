import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { refusedName } from '../../bots/read-activity.ts';
import type { TurnChannel } from '../../bots/turn-channel.ts';
import type { ClientId } from '../../domain/ids.ts';
import type { Log } from '../../log.ts';
import type { ClientDocument, TranscriptEntry } from '../../state/client-document.ts';
import { json, type Reply } from '../http/reply.ts';
import type { HttpRequest, Routes } from '../http/routes.ts';
import type { Live } from './live.ts';
import { createReceipts } from './receipts.ts';
import { readPosted, toActivity, wordsIn } from './posted-activity.ts';
import { checkToken, issueToken, type Holder } from './token.ts';
import { entriesAfter, entryActivity, entryId, readWatermark } from './wire.ts';

const root = '/v3/directline';

/** Bytes: a megabyte of text, and its escapes. What is longer is refused once its beginning was read. */
const largestPost = 2 * 1024 * 1024;

/** Why a request is turned away, as the public service says it: 403 makes the client fetch a token, 404 ends the chat. */
const refusals = {
  missing: json(401, { error: { code: 'MissingToken', message: 'A token is needed' } }),
  invalid: json(403, { error: { code: 'BadToken', message: 'The token is not valid here' } }),
  expired: json(403, { error: { code: 'TokenExpired', message: 'Token has expired' } }),
  gone: json(404, { error: { code: 'ConversationNotFound', message: 'There is no such conversation' } }),
  failed: json(502, { error: { code: 'BotError', message: 'It could not be taken; please send it again' } }),
} as const;

interface Parts {
  readonly log: Log;
  readonly secret: Uint8Array;
  readonly now: () => number;
  readonly live: Live;
  readonly transcriptOf: (client: ClientId) => Promise<ClientDocument['transcript'] | undefined>;
  readonly receive: (activity: Activity, channel: TurnChannel) => Promise<'done' | 'failed'>;
  readonly session: (request: HttpRequest) => Promise<Holder | undefined>;
}

/** The HTTP half of Direct Line 3.0. Every request's token is checked against the conversation it names. */
export function directLineRoutes(routes: Routes, parts: Parts): void {
  const { secret, now, live, transcriptOf, receive } = parts;
  const receipts = createReceipts((holder, position) => live.confirm(holder, position));
  const holderOf = async (request: HttpRequest): Promise<Holder | Reply> => {
    const holder = await checkHolder(request, parts);
    if (!('status' in holder)) receipts.asked(request.connection, holder);
    return holder;
  };

  const opened = async (holder: Holder, request: HttpRequest, watermark: string | null) => {
    const issue = (use: 'directline' | 'stream') => issueToken(secret, { holder, use, now: now() });
    const stream = new URL(
      `${root}/conversations/${encodeURIComponent(holder.client)}/stream`,
      request.origin.replace(/^http/, 'ws'),
    );
    stream.searchParams.set('watermark', String(readWatermark(watermark)));
    stream.searchParams.set('t', (await issue('stream')).token);
    const { token, expiresIn } = await issue('directline');
    return {
      conversationId: holder.client,
      token,
      expires_in: expiresIn,
      streamUrl: stream.href,
    };
  };

  routes.post(`${root}/tokens/generate`, 'direct-line-generate', async (request) => {
    const fromCookie = request.sameOrigin ? await parts.session(request) : undefined;
    const holder = fromCookie ?? (await holderOf(request));
    return 'status' in holder ? holder : json(200, await renewed(holder));
  });

  routes.post(`${root}/tokens/refresh`, 'direct-line-refresh', async (request) => {
    const holder = await holderOf(request);
    return 'status' in holder ? holder : json(200, await renewed(holder));
  });

  const renewed = async (holder: Holder) => {
    const { token, expiresIn } = await issueToken(secret, { holder, use: 'directline', now: now() });
    return { conversationId: holder.client, token, expires_in: expiresIn };
  };

  routes.post(`${root}/conversations`, 'direct-line-start', async (request, body) => {
    const holder = await holderOf(request);
    if ('status' in holder) return holder;
    const { data } = z.object({ locale: z.string().max(60).optional() }).safeParse(body);
    const start = { type: 'event', name: 'start', ...(data?.locale && { locale: data.locale }) } as const;
    // Whatever the greeting came to, the chat opens: a client must be able to write.
    try {
      await receive(toActivity(start, { holder, id: randomUUID(), now: now() }), channelOf(holder));
    } catch (error) {
      parts.log.error('greeting-failed', { error });
    }
    return json(201, await opened(holder, request, null));
  });

  routes.get(`${root}/conversations/:conversation`, 'direct-line-reconnect', async (request) => {
    const holder = await holderOf(request);
    if ('status' in holder) return holder;
    const transcript = await transcriptOf(holder.client).catch(() => 'unknown');
    if (!transcript) return refusals.gone;
    return json(200, await opened(holder, request, request.query.get('watermark')));
  });

  routes.get(`${root}/conversations/:conversation/activities`, 'direct-line-poll', async (request) => {
    const holder = await holderOf(request);
    if ('status' in holder) return holder;
    const transcript = await transcriptOf(holder.client);
    if (!transcript) return refusals.gone;
    const watermark = readWatermark(request.query.get('watermark'));
    // Whoever names a watermark has received what stands before it; the answer to this may still get lost.
    if (watermark <= transcript.last) live.confirm(holder, watermark);
    receipts.answered(request.connection, { holder, position: transcript.last });
    const reply = json(200, {
      activities: entriesAfter(transcript, watermark).map((entry) => entryActivity(entry, holder)),
      watermark: String(transcript.last),
    });
    return { ...reply, clientCloses: true };
  });

  routes.post(
    `${root}/conversations/:conversation/activities`,
    'direct-line-post',
    async (request, body) => {
      const holder = await holderOf(request);
      if ('status' in holder) return holder;
      const read = readPosted(body);
      if (!read.ok) {
        await readAnyway(holder, wordsIn(body));
        const message = `Not understood: ${read.fields.join(', ')}`;
        return json(400, { error: { code: 'BadArgument', message } });
      }
      const id = randomUUID();
      if (read.posted.type === 'typing') return json(200, { id });
      let own: TranscriptEntry | undefined;
      const channel = channelOf(holder, (entry) => {
        own ??= entry;
      });
      const outcome = await receive(toActivity(read.posted, { holder, id, now: now() }), channel);
      if (outcome === 'failed') return refusals.failed;
      return json(200, { id: own ? entryId(holder.client, own.sequence) : id });
    },
    {
      limit: largestPost,
      async refused(request, words) {
        const holder = await holderOf(request);
        if (!('status' in holder)) await readAnyway(holder, words);
      },
    },
  );

  /** The form is refused; what a person wrote in it goes through the safety screen all the same. */
  async function readAnyway(holder: Holder, words: string): Promise<void> {
    try {
      const activity = toActivity({ type: 'message', text: words }, { holder, id: randomUUID(), now: now() });
      await receive({ ...activity, name: refusedName }, channelOf(holder));
    } catch (error) {
      parts.log.error('refused-words-not-read', { error });
    }
  }

  const channelOf = (holder: Holder, noted?: (entry: TranscriptEntry) => void): TurnChannel => ({
    stored(entry) {
      noted?.(entry);
      live.push(holder.client, entry);
    },
    seen: () => live.seen(holder),
  });
}

/** Who holds this request's token, if it opens the conversation in the path; otherwise the answer. */
async function checkHolder(request: HttpRequest, { secret, now }: Parts): Promise<Holder | Reply> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return refusals.missing;
  const checked = await checkToken(secret, { token, use: 'directline', now: now() });
  if (!checked.ok) return refusals[checked.reason];
  const conversation = request.params['conversation'];
  if (conversation !== undefined && conversation !== checked.holder.client) return refusals.invalid;
  return checked.holder;
}
