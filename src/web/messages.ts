import type { Activity, InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { json } from './http/reply.ts';
import type { Routes } from './http/routes.ts';

const account = z.looseObject({ id: z.string().min(1).max(300), name: z.string().max(300).optional() });

/** What the bot needs of an activity; the rest of it passes as it came. */
const activity = z.looseObject({
  type: z.string().min(1).max(60),
  id: z.string().min(1).max(300).optional(),
  channelId: z
    .string()
    .min(1)
    .max(60)
    .refine((id) => id !== 'directline', 'has a way in of its own'),
  serviceUrl: z.string().min(1).max(2000),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id: z.string().min(1).max(500) }),
  // what is odd with the rest of it is left out: the words must get through
  text: z.string().optional().catch(undefined),
  textFormat: z.string().optional().catch(undefined),
  locale: z.string().max(60).optional().catch(undefined),
  localTimezone: z.string().max(100).optional().catch(undefined),
  membersAdded: z.array(account).max(100).optional().catch(undefined),
  attachments: z
    .array(z.looseObject({ contentType: z.string().max(200) }))
    .max(20)
    .optional()
    .catch(undefined),
});

/** Bytes: a megabyte of text, and its escapes. */
const largestMessage = 2 * 1024 * 1024;

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where channels of the Bot Framework post. Until senders are checked this serves this machine alone: replies
 * go to a service URL on loopback or nowhere.
 */
export function messageRoutes(
  routes: Routes,
  { receive }: { receive: (activity: Activity) => Promise<InvokeResponse | undefined> },
): void {
  routes.post(
    '/api/messages',
    'messages',
    async (_request, body) => {
      const parsed = activity.safeParse(body);
      if (!parsed.success) {
        const fields = [
          ...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'body')),
        ].sort();
        return json(400, { error: { code: 'bad-activity', fields } });
      }
      if (!isOnThisMachine(parsed.data.serviceUrl)) return json(403, { error: { code: 'service-url' } });
      // The framework's type names fields that no channel sends; the schema above checked those that are read.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const response = await receive(parsed.data as unknown as Activity);
      return json(response?.status ?? 200, response?.body ?? {});
    },
    { limit: largestMessage },
  );
}

function isOnThisMachine(serviceUrl: string): boolean {
  const url = URL.parse(serviceUrl);
  return (
    url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && thisMachine.has(url.hostname)
  );
}
