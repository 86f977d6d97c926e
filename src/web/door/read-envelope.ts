import { z } from 'zod';

const account = z.looseObject({
  id: z.string().min(1).max(300),
  name: z.string().max(300).nullish(),
  aadObjectId: z.string().min(1).max(100).nullish(),
});

/** What the bot needs of an activity; the rest of it passes as it came. */
const envelope = z.looseObject({
  type: z.string().min(1).max(60),
  id: z.string().min(1).max(300).optional(),
  channelId: z.string().min(1).max(60),
  serviceUrl: z.string().min(1).max(2000),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1).max(500),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().max(60).nullish(),
    tenantId: z.string().max(100).nullish(),
  }),
  name: z.string().max(200).nullish(),
  // what is odd with the rest of it is left out: the words must get through
  text: z.string().optional().catch(undefined),
  textFormat: z.string().optional().catch(undefined),
  locale: z.string().max(60).optional().catch(undefined),
  localTimezone: z.string().max(100).optional().catch(undefined),
  membersAdded: z.array(account).max(100).optional().catch(undefined),
  membersRemoved: z.array(account).max(100).optional().catch(undefined),
  action: z.string().max(60).optional().catch(undefined),
  replyToId: z.string().max(300).optional().catch(undefined),
  attachments: z
    .array(z.looseObject({ contentType: z.string().max(200) }))
    .max(20)
    .optional()
    .catch(undefined),
});

export type Envelope = z.infer<typeof envelope>;

/** An activity whose form is right, or the names of the fields whose is not. */
export function readEnvelope(
  body: unknown,
):
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly fields: readonly string[] } {
  const read = envelope.safeParse(body);
  if (read.success) return { ok: true, envelope: read.data };
  const fields = read.error.issues.map((issue) => issue.path.join('.') || 'body');
  return { ok: false, fields: [...new Set(fields)].toSorted() };
}
