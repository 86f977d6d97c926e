import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Chat } from './chat.ts';

/** What becomes of the replies to one activity. `refused`: for a while, so that they come with its redelivery. */
export type Fate =
  | { readonly kind: 'taken' }
  | { readonly kind: 'slow' | 'refused'; readonly ms: number }
  /** The person has it, but the bot is told that it failed. */
  | { readonly kind: 'unheard' };

export interface ChannelStub {
  readonly serviceUrl: string;
  /** Decides once for each activity that is replied to; by default all goes well. */
  choose: () => Fate;
  readonly counts: Readonly<Record<Fate['kind'], number>>;
  /** What stands in a person's chat; empty before anything came. */
  chat(conversation: string): Chat;
  close(): void;
}

const reply = z.looseObject({
  type: z.string(),
  text: z.string().default(''),
  timestamp: z.string().default(''),
  replyToId: z.string().default(''),
  attachments: z.array(z.looseObject({ content: z.unknown() })).default([]),
});

const path = /^\/v3\/conversations\/([^/]+)\/activities/;

/** Stands where a channel's connector service is, on 127.0.0.1: takes the replies into chats, well or badly. */
export async function startChannelStub(): Promise<ChannelStub> {
  const chats = new Map<string, Chat>();
  const counts = { taken: 0, slow: 0, refused: 0, unheard: 0 };
  const chat = (conversation: string): Chat => {
    let found = chats.get(conversation);
    if (!found) chats.set(conversation, (found = new Chat()));
    return found;
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const conversation = path.exec(request.url ?? '')?.[1];
      if (conversation === undefined) {
        response.statusCode = 404;
        return void response.end();
      }
      void take(chat(decodeURIComponent(conversation)), Buffer.concat(chunks).toString(), response);
    });
  });

  const take = async (to: Chat, body: string, response: ServerResponse): Promise<void> => {
    const { type, text, timestamp, replyToId, attachments } = reply.parse(JSON.parse(body));
    // not in one chain: restify, once loaded, makes every server's `writeHead` return nothing
    const ok = (): void => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"r"}');
    };
    if (type !== 'message') return ok();
    const { fate, refusedUntil } = to.fateOf(replyToId, stub.choose);
    counts[fate.kind] += 1;
    if (fate.kind === 'refused' && performance.now() < refusedUntil) return void response.destroy();
    if (fate.kind === 'slow') await wait(fate.ms);
    to.add({ text, saidAt: timestamp, replyTo: replyToId, cards: attachments.map(({ content }) => content) });
    if (fate.kind !== 'unheard') return ok();
    to.settle(replyToId);
    response.destroy();
  };

  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stub: ChannelStub = {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    choose: () => ({ kind: 'taken' }),
    counts,
    chat,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return stub;
}
