import { z } from 'zod';
import { replyLanguages, safetyReply } from '../../dialogs/safety-reply.ts';
import type { Finding } from '../../safety/finding.ts';
import type { DeviceParts } from '../../state/note-device.ts';
import { createTries } from '../../state/tries.ts';
import type { AzureDirectLine } from '../direct-line/create-azure-direct-line.ts';
import type { DirectLine } from '../direct-line/create-direct-line.ts';
import type { Holder } from '../direct-line/token.ts';
import { json } from '../http/reply.ts';
import type { HttpRequest, Routes } from '../http/routes.ts';
import type { ChatSessions } from './chat-session.ts';
import { letIn } from './let-in.ts';

const asked = z
  .object({
    invite: z.string().min(1).max(100).optional(),
    attempt: z
      .string()
      .regex(/^[\w-]{20,64}$/)
      .optional(),
  })
  .default({});

const statuses = {
  'no-session': 401,
  'invite-unknown': 404,
  'invite-used': 403,
  'invite-expired': 410,
} as const;

/** `POST /api/webchat/token`: an invite, a code from another device, or the cookie of one used before, for what opens the chat. */
export function tokenRoute(
  routes: Routes,
  parts: DeviceParts & {
    directLine: DirectLine;
    /** Where it is given, the chat runs over Azure instead of over the program's own Direct Line. */
    azure?: AzureDirectLine | undefined;
    sessions: ChatSessions;
    /** Looks for danger in what is typed in the place of a code. */
    screen?: ((text: string) => Finding | undefined) | undefined;
    now: () => string;
  },
): void {
  const { store, auditor, leftPending, sessions, screen, now } = parts;
  const devices = { store, auditor, ...(leftPending && { leftPending }), tries: createTries() };
  routes.post('/api/webchat/token', 'webchat-token', async (request, body) => {
    if (!request.sameOrigin) return json(403, { error: { code: 'other-site' } });
    const read = asked.safeParse(body);
    if (!read.success) return json(400, { error: { code: 'bad-request' } });

    const session = await sessions.read(request);
    const { invite, attempt } = read.data;
    const sender = request.connection.remoteAddress ?? '';
    const entry = await letIn(devices, { session, invite, attempt, sender, now: now() });
    if (!entry.ok) {
      const { code } = entry;
      const found = invite === undefined ? undefined : screen?.(invite);
      const said = found && answerUnknown(found, request);
      return json(statuses[code], { error: { code, ...(said !== undefined && { said }) } });
    }

    const { holder, came } = entry;
    if (!(await store.clients.get(holder.client, holder.client))) {
      return json(410, { error: { code: 'conversation-ended' } });
    }
    const cookie = came === 'back' ? sessions.renew(request) : await sessions.begin(request, holder.userId);
    const cookies = cookie === undefined ? [] : [cookie];
    const opened = await open(holder, request, parts);
    // The cookie goes along: who came in by an invite, which is used now, is in when they ask again.
    if (!opened) return json(503, { error: { code: 'chat-unavailable' } }, { cookies });
    const { token, conversationId, origin, expiresIn } = opened;
    return json(
      200,
      {
        token,
        conversationId,
        userId: holder.userId,
        domain: `${origin}/v3/directline`,
        expires_in: expiresIn,
      },
      { cookies },
    );
  });
}

/** Nobody knows who it is, and anybody may write here: they get the helplines, and are told that nobody else reads it. */
const answerUnknown = (finding: Finding, { language }: HttpRequest): string =>
  safetyReply({
    finding,
    languages: replyLanguages(finding, language),
    country: undefined,
    told: { who: 'nobody' },
    before: 0,
  });

/** What opens the conversation, and at which origin; nothing while there is none to be had. */
async function open(
  holder: Holder,
  { origin }: HttpRequest,
  { directLine, azure }: { directLine: DirectLine; azure?: AzureDirectLine | undefined },
) {
  if (!azure) return { ...(await directLine.issueToken(holder)), conversationId: holder.client, origin };
  const issued = await azure.issueToken({ userId: holder.userId, trustedOrigin: origin });
  return issued.ok ? { ...issued, origin: azure.origin } : undefined;
}
