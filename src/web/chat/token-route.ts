import { z } from 'zod';
import type { Store } from '../../state/store.ts';
import type { DirectLine } from '../direct-line/create-direct-line.ts';
import { json } from '../http/reply.ts';
import type { Routes } from '../http/routes.ts';
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

/** `POST /api/webchat/token`: an invite, or the cookie of one used before, for what opens the chat. */
export function tokenRoute(
  routes: Routes,
  parts: { store: Store; directLine: DirectLine; sessions: ChatSessions; now: () => string },
): void {
  const { store, directLine, sessions, now } = parts;
  routes.post('/api/webchat/token', 'webchat-token', async (request, body) => {
    if (!request.sameOrigin) return json(403, { error: { code: 'other-site' } });
    const read = asked.safeParse(body);
    if (!read.success) return json(400, { error: { code: 'bad-request' } });

    const session = await sessions.read(request);
    const { invite, attempt } = read.data;
    const entry = await letIn(store, { session, invite, attempt, now: now() });
    if (!entry.ok) return json(statuses[entry.code], { error: { code: entry.code } });

    const { holder, came } = entry;
    if (!(await store.clients.get(holder.client, holder.client))) {
      return json(410, { error: { code: 'conversation-ended' } });
    }
    const cookie = came === 'back' ? sessions.renew(request) : await sessions.begin(request, holder.userId);
    const { token, expiresIn } = await directLine.issueToken(holder);
    return json(
      200,
      {
        token,
        conversationId: holder.client,
        userId: holder.userId,
        domain: `${request.origin}/v3/directline`,
        expires_in: expiresIn,
      },
      { cookies: cookie === undefined ? [] : [cookie] },
    );
  });
}
