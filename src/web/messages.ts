import type { Activity, InvokeResponse } from 'botbuilder';
import { channelUserOf } from '../bots/channel-user.ts';
import { within } from '../bots/deadline.ts';
import { refusedName, textsIn } from '../bots/read-activity.ts';
import type { Log } from '../log.ts';
import { createMessageLimits, type MessageLimits } from './door/create-message-limits.ts';
import type { Checked, Door } from './door/create-door.ts';
import { noteRefusals } from './door/note-refusals.ts';
import { readEnvelope, type Envelope } from './door/read-envelope.ts';
import { json, type Reply } from './http/reply.ts';
import type { HttpRequest, Routes } from './http/routes.ts';

/** Bytes: a megabyte of text, and its escapes. */
const largestMessage = 2 * 1024 * 1024;

/** A channel waits 15 seconds; a turn is over after 12.5. */
const longestMs = 13_500;
/** Channels send a body at once. */
const bodyMs = 5_000;

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface MessageParts {
  /** One turn. With the name `refused`, of the safety screen alone. */
  readonly receive: (activity: Activity) => Promise<InvokeResponse | undefined>;
  /** Absent: nobody's word is checked, and only this machine is served. */
  readonly door?: Door | undefined;
  readonly limits?: MessageLimits;
  readonly log: Log;
  readonly answerMs?: number;
  readonly bodyMs?: number;
}

/**
 * Where channels of the Bot Framework post: its form as JSON, the door, the envelope, the limits, the bot, in this
 * order. What the door refuses leaves no trace but a count in the log. Who is let in and writes too fast is answered
 * 429, after the safety screen has read their words. Whatever comes is answered within 14 seconds.
 *
 * Without a door there is no limit, and replies go to a service URL on loopback or nowhere.
 */
export function messageRoutes(
  routes: Routes,
  {
    receive,
    door,
    limits = createMessageLimits(),
    log,
    answerMs = longestMs,
    bodyMs: withinMs = bodyMs,
  }: MessageParts,
): void {
  const noteRefusal = noteRefusals({ log });

  async function answer(request: HttpRequest, body: unknown): Promise<Reply> {
    const checked = await door?.check(request.headers.authorization, body);
    if (checked?.ok === false) {
      noteRefusal(checked.reason);
      return refusal(checked.status);
    }
    const read = readEnvelope(body);
    if (!read.ok) return json(400, { error: { code: 'bad-activity', fields: read.fields } });
    const wrong = checked ? undefined : refusedUnchecked(read.envelope);
    if (wrong) return wrong;
    const activity = toActivity(read.envelope, checked);
    const sender = {
      address: request.connection.remoteAddress ?? '',
      user: channelUserOf(activity),
      tenant: checked?.tenant ?? '',
    };
    const waitMs = checked ? limits.take(sender) : 0;
    if (waitMs > 0) {
      if (textsIn(activity).length > 0) await receive({ ...activity, name: refusedName, membersAdded: [] });
      return tooFast(waitMs);
    }
    const response = await receive(activity);
    return json(response?.status ?? 200, response?.body ?? {});
  }

  routes.post(
    '/api/messages',
    'messages',
    async (request, body) => {
      const late = new Error('the turn took too long');
      try {
        return await within(answerMs - (Date.now() - request.arrivedAt), answer(request, body), () => late);
      } catch (error) {
        if (error !== late) throw error;
        log.error('message-answered-late');
        return json(503, { error: { code: 'unavailable' } });
      }
    },
    { limit: largestMessage, withinMs },
  );
}

const refusal = (status: 401 | 403): Reply =>
  status === 401
    ? json(401, { error: { code: 'not-signed-in' } }, { headers: { 'www-authenticate': 'Bearer' } })
    : json(403, { error: { code: 'forbidden' } });

const tooFast = (waitMs: number): Reply =>
  json(
    429,
    { error: { code: 'too-many' } },
    { headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) } },
  );

function refusedUnchecked({ channelId, serviceUrl }: Envelope): Reply | undefined {
  // has a way in of its own, which knows who writes
  if (channelId === 'directline')
    return json(400, { error: { code: 'bad-activity', fields: ['channelId'] } });
  return isOnThisMachine(serviceUrl) ? undefined : json(403, { error: { code: 'service-url' } });
}

/** In Teams the directory that was checked is the one that names the person. */
function toActivity(envelope: Envelope, checked: Checked | undefined): Activity {
  const tenantId = checked?.ok === true ? checked.tenant : undefined;
  const conversation = { ...envelope.conversation, ...(tenantId !== undefined && { tenantId }) };
  // The framework's type names fields that no channel sends; the schema checked those that are read.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...envelope, conversation } as unknown as Activity;
}

function isOnThisMachine(serviceUrl: string): boolean {
  const url = URL.parse(serviceUrl);
  return (
    url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && thisMachine.has(url.hostname)
  );
}
