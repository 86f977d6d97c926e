import type { Activity } from 'botbuilder';
import { createLog } from '../../../src/log.ts';
import { createDoor, type Door } from '../../../src/web/door/create-door.ts';
import type { MessageLimits } from '../../../src/web/door/create-message-limits.ts';
import { messageRoutes } from '../../../src/web/messages.ts';
import { createServer } from '../../../src/web/server.ts';
import {
  genuineClaims,
  makeKey,
  openTokenAuthority,
  signToken,
  type AuthorityKey,
  type TokenAuthority,
} from '../../helpers/token-authority.ts';

export const appId = '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70';
export const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
export const serviceUrl = 'https://smba.trafficmanager.net/emea/';

/** A message as Teams sends it. */
export const teamsMessage = (more: Partial<Activity> = {}): Record<string, unknown> => ({
  type: 'message',
  id: '1700000000000',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:person', aadObjectId: 'c0ffee00-0000-4000-8000-000000000001' },
  recipient: { id: `28:${appId}` },
  conversation: { id: 'a:one', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  text: 'hello',
  ...more,
});

export interface OpenDoor {
  readonly authority: TokenAuthority;
  readonly key: AuthorityKey;
  readonly door: Door;
  /** What the bot got. */
  readonly received: Activity[];
  readonly port: number;
  readonly logged: string[];
  readonly now: () => number;
  pass(milliseconds: number): void;
  /** The claims of a genuine token, and some in their place. */
  claims(more?: Record<string, unknown>): Record<string, unknown>;
  /** A genuine token, or one with these claims and header signed by the authority. */
  token(more?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  post(activity: unknown, authorization?: string): Promise<Response>;
  close(): Promise<void>;
}

let first: Promise<AuthorityKey> | undefined;
/** Made once: it takes long. */
const firstKey = (): Promise<AuthorityKey> => (first ??= makeKey('first', ['msteams', 'webchat']));

/** `/api/messages` behind a locked door, an authority that signs for Teams, and a bot that notes what it gets. */
export async function openDoor({
  limits = { take: () => 0 },
  answerMs,
  bodyMs,
  receive = async () => undefined,
}: {
  readonly limits?: MessageLimits;
  readonly answerMs?: number;
  readonly bodyMs?: number;
  readonly receive?: (activity: Activity) => Promise<undefined>;
} = {}): Promise<OpenDoor> {
  const key = await firstKey();
  const authority = await openTokenAuthority(key);
  let now = Date.UTC(2026, 10, 23, 7);
  const door = createDoor({
    appId,
    tenants: [tenantId.toUpperCase()],
    channels: ['msteams', 'slack'],
    serviceUrlHosts: ['smba.trafficmanager.net', '*.botframework.com'],
    openIdMetadataUrl: authority.openIdMetadataUrl,
    clock: () => now,
  });
  const received: Activity[] = [];
  const logged: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
  const server = createServer({ log, ready: () => true });
  messageRoutes(server.routes, {
    door,
    log,
    limits,
    ...(answerMs !== undefined && { answerMs }),
    ...(bodyMs !== undefined && { bodyMs }),
    receive: (activity) => {
      received.push(activity);
      return receive(activity);
    },
  });
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
  const claims = (more = {}) => ({ ...genuineClaims({ appId, serviceUrl, now }), ...more });
  return {
    authority,
    key,
    door,
    received,
    port,
    logged,
    now: () => now,
    pass: (milliseconds) => void (now += milliseconds),
    claims,
    token: (more, header) => signToken(key, claims(more), header),
    post: (activity, authorization) =>
      fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify(activity),
      }),
    async close() {
      await server.close();
      await authority.close();
    },
  };
}
