import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { botAccount } from './wire.ts';
import type { Holder } from './token.ts';

export const directLineUrl = 'urn:alliance:directline';

/** Of the words that a tap shows in the chat. */
const longestDisplayText = 5000;
/**
 * Characters of a `value` as JSON, an escaped one counted once. Far beyond any form of ours: a comment that is too
 * long for the dialog still gets through to it, to be told so.
 */
const longestValue = 20_000;

const isBounded = (value: unknown): boolean =>
  JSON.stringify(value).replaceAll(/\\(?:u[\da-f]{4}|.)/g, ' ').length <= longestValue;

const shared = {
  locale: z.string().max(60).optional(),
  localTimezone: z.string().max(100).optional(),
  localTimestamp: z.string().max(60).optional(),
  channelData: z
    .object({
      clientActivityID: z.string().min(1).max(100).optional(),
      postBack: z.boolean().optional(),
      messageBack: z.object({ displayText: z.string().max(longestDisplayText).optional() }).optional(),
    })
    .optional(),
};

/** What a client may post: words, a tap, an event, and that they are typing. `from` is not read. */
const posted = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    text: z.string().optional(),
    textFormat: z.string().max(20).optional(),
    value: z.record(z.string().max(200), z.json()).refine(isBounded).optional(),
    attachments: z
      .array(z.object({ contentType: z.string().max(200), name: z.string().max(300).optional() }))
      .max(20)
      .optional(),
    ...shared,
  }),
  z.object({
    type: z.literal('event'),
    name: z.string().min(1).max(100),
    value: z.json().refine(isBounded).optional(),
    ...shared,
  }),
  z.object({ type: z.literal('typing') }),
]);

export type Posted = z.infer<typeof posted>;

/** A posted body, or the fields that were wrong with it. */
export function readPosted(body: unknown): { ok: true; posted: Posted } | { ok: false; fields: string[] } {
  const read = posted.safeParse(body);
  if (read.success) return { ok: true, posted: read.data };
  const fields = read.error.issues.map((issue) => {
    const [first] = issue.path;
    return typeof first === 'string' && /^\w{1,40}$/.test(first) ? first : 'body';
  });
  return { ok: false, fields: [...new Set(fields)] };
}

/** All words in a body that `readPosted` refuses. */
export const wordsIn = (body: unknown): string =>
  JSON.stringify(body ?? '').replaceAll(/\\[bfnrt]|["{}[\]]/g, ' ');

/** The activity the bot's turn gets, from the user the token is bound to. */
export function toActivity(
  given: Exclude<Posted, { type: 'typing' }>,
  { holder, id, now }: { holder: Holder; id: string; now: number },
): Activity {
  const { localTimestamp, attachments, ...content } = { attachments: undefined, ...given };
  const local = localTimestamp === undefined ? Number.NaN : Date.parse(localTimestamp);
  return {
    ...content,
    ...(attachments && { attachments }),
    ...(!Number.isNaN(local) && { localTimestamp: new Date(local) }),
    id,
    channelId: 'directline',
    serviceUrl: directLineUrl,
    timestamp: new Date(now),
    localTimezone: given.localTimezone ?? '',
    from: { id: holder.userId, name: '' },
    recipient: { id: botAccount.id, name: botAccount.name },
    conversation: { id: holder.client, name: '', isGroup: false, conversationType: 'personal' },
    text: given.type === 'message' ? (given.text ?? '') : '',
    callerId: '',
    label: '',
    valueType: '',
    listenFor: [],
  };
}
