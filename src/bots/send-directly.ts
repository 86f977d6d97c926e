import { setTimeout as wait } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import { AppCredentials, type ConnectorClient } from 'botframework-connector';
import { ConnectorError } from './connector-error.ts';
import { postActivity, type Agents, type Posted } from './post-activity.ts';

const usualTries = 4;
/** Milliseconds. A reply is waited for; what asks for longer is given up sooner. */
const longestWaitMs = 5_000;
/** Answers after which the same may yet succeed. */
const passing = new Set([408, 412, 429, 500, 502, 503, 504]);
/** Before anything was sent, or on a kept connection that the other side had just closed. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const unsent = new Set([...neverLeft, 'ECONNRESET', 'EPIPE']);

/**
 * Makes a connector client send and replace messages over plain HTTP, with its own credentials; all else about
 * it stays. The framework leads each message through a serialiser and some twenty policies, which cost as much as
 * the rest of a turn. Tried four times while the service is passing ill, unless `tries` says otherwise; rejects with a
 * `ConnectorError`.
 */
export function sendDirectly(
  client: ConnectorClient,
  { serviceUrl, agents, tries = usualTries }: { serviceUrl: string; agents: Agents; tries?: number },
): ConnectorClient {
  const base = `${serviceUrl.replace(/\/+$/, '')}/v3/conversations`;
  const send = (method: 'POST' | 'PUT') => async (path: readonly string[], activity: Partial<Activity>) => {
    const url = new URL(`${base}/${path.map(encodeURIComponent).join('/')}`);
    const body = Buffer.from(JSON.stringify(activity));
    return again(tries, async () =>
      postActivity(url, { method, body, agents, authorization: await authorizationOf(client) }),
    );
  };
  const [post, put] = [send('POST'), send('PUT')];
  Object.assign(client.conversations, {
    sendToConversation: (conversation: string, activity: Partial<Activity>) =>
      post([conversation, 'activities'], activity),
    replyToActivity: (conversation: string, to: string, activity: Partial<Activity>) =>
      post([conversation, 'activities', to], activity),
    updateActivity: (conversation: string, id: string, activity: Partial<Activity>) =>
      put([conversation, 'activities', id], activity),
  });
  return client;
}

async function again(tries: number, attempt: () => Promise<Posted>): Promise<{ id: string }> {
  for (let tried = 1; ; tried += 1) {
    let waitMs = 100 * 2 ** tried * (1 + Math.random());
    try {
      const { status, id, afterMs } = await attempt();
      if (status >= 200 && status < 300) return { id };
      if (tried === tries || !passing.has(status)) throw new ConnectorError(status, { afterMs });
      waitMs = Math.min(afterMs ?? waitMs, longestWaitMs);
    } catch (cause) {
      if (cause instanceof ConnectorError) throw cause;
      if (tried === tries || !has(unsent, cause))
        throw new ConnectorError(undefined, { cause, unsent: has(neverLeft, cause) });
    }
    await wait(waitMs);
  }
}

const has = (codes: ReadonlySet<string>, cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && codes.has(cause.code);

/** Without an app id, on this machine alone, nobody signs. */
async function authorizationOf({ credentials }: ConnectorClient): Promise<string | undefined> {
  if (!(credentials instanceof AppCredentials) || !credentials.appId) return undefined;
  try {
    return `Bearer ${await credentials.getToken()}`;
  } catch (cause) {
    throw new ConnectorError(undefined, { cause, unsent: true });
  }
}
