import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { ChannelAdapter, type Connector } from '../../src/bots/adapter.ts';
import { createSafetyNet } from '../../src/bots/safety-net.ts';
import { noteGone } from '../../src/bots/note-gone.ts';
import { TeamsBot } from '../../src/bots/teams-bot.ts';
import { createTurn } from '../../src/bots/turn.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { createLog } from '../../src/log.ts';
import { prepareScreen, screen } from '../../src/safety/screen.ts';
import { openSafetySpool } from '../../src/state/safety-spool.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { createDoor } from '../../src/web/door/create-door.ts';
import { messageRoutes } from '../../src/web/messages.ts';
import { createServer } from '../../src/web/server.ts';
import { auditor } from './auditing.ts';
import { builtIn } from './built-in.ts';
import { genuineClaims, makeKey, openTokenAuthority, signToken } from './token-authority.ts';

const appId = '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70';
const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const now = Date.UTC(2026, 10, 23, 7);

export interface FuzzOutcome {
  /** How many were answered with each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The bodies that were answered 500 and more, the first few of them. */
  readonly broken: readonly unknown[];
  readonly slowestMs: number;
  readonly unhandled: number;
  /** Records of people who never joined, but for what the safety screen found. */
  readonly stored: number;
}

/**
 * Posts so many activities of the wrong form to the whole way in, over HTTP: the door with genuine tokens of a test
 * authority (every tenth is junk), the envelope, the framework and the turn, on a store of its own. Nobody has joined.
 */
export async function fuzzMessages({ count, seed }: { count: number; seed: number }): Promise<FuzzOutcome> {
  prepareScreen();
  const directory = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const store = await openSqliteStore({ directory });
  const log = createLog({ level: 'silent' });
  const at = () => new Date(now).toISOString();
  const therapist = therapistId('therapist-1');
  await store.therapists.put('clinic', { id: therapist, name: 'T', language: 'en', demo: true }, 'absent');
  const safety = createSafetyNet({
    screen,
    spool: openSafetySpool(directory),
    store,
    auditor,
    rota: therapist,
    log,
    now: at,
  });
  const instrument = builtIn();
  const turn = createTurn({
    store,
    auditor,
    safety,
    log,
    now: at,
    surroundings: {
      instrument,
      rules: createAlertRules(),
      instrumentAt: () => instrument,
      texts: createTexts(),
      clinicTimeZone: 'Etc/UTC',
      newNonce: () => 'nonce',
      trendPicture: () => ({ contentType: 'image/svg+xml', url: 'data:', description: '' }),
    },
  });
  const bot = new TeamsBot({ turn, removed: (activity) => noteGone(store, activity, at()) });
  const said = async () => ({ id: '1' });
  const conversations: Connector['conversations'] = {
    sendToConversation: said,
    replyToActivity: said,
    updateActivity: said,
    deleteActivity: said,
  };
  const adapter = new ChannelAdapter({ appId, connectors: { [serviceUrl]: { conversations } } });
  const key = await makeKey('first', ['msteams']);
  const authority = await openTokenAuthority(key);
  const server = createServer({ log, ready: () => true });
  messageRoutes(server.routes, {
    door: createDoor({
      appId,
      tenants: [tenantId],
      channels: ['msteams'],
      serviceUrlHosts: ['smba.trafficmanager.net'],
      openIdMetadataUrl: authority.openIdMetadataUrl,
      clock: () => now,
    }),
    limits: { take: () => 0 },
    log,
    receive: (activity) => adapter.receive(activity, (context) => bot.run(context)),
  });
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
  const token = await signToken(key, genuineClaims({ appId, serviceUrl, now }));

  let unhandled = 0;
  const note = () => void (unhandled += 1);
  process.on('unhandledRejection', note);
  const statuses: Record<string, number> = {};
  const broken: unknown[] = [];
  let slowestMs = 0;
  try {
    for (const [n, body] of samples(count, seed)) {
      const begun = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: n % 10 === 9 ? `Bearer ${token}x` : `Bearer ${token}`,
        },
        body: JSON.stringify(body),
      });
      await response.arrayBuffer();
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      if (response.status >= 500 && broken.length < 5) broken.push(body);
    }
    const { documents } = await store.caseload.list(therapist, { limit: 10 });
    // what the safety screen takes for danger is told to the clinic, whoever wrote it
    const stored = documents.filter(({ document }) => document.alerts.every(({ kind }) => kind !== 'safety'));
    return { statuses, broken, slowestMs, unhandled, stored: stored.length };
  } finally {
    process.off('unhandledRejection', note);
    await server.close();
    await turn.settle();
    await authority.close();
    await store.close();
    await rm(directory, { recursive: true });
  }
}

/** Drawn two thousand at a time: all at once would fill the memory. */
function* samples(count: number, seed: number): Generator<[number, Record<string, unknown>]> {
  for (let from = 0; from < count; from += 2000) {
    const numRuns = Math.min(2000, count - from);
    for (const [n, body] of fc.sample(activities, { numRuns, seed: seed + from }).entries())
      yield [from + n, body];
  }
}

const sent = (type: string, more: object = {}): Record<string, unknown> => ({
  type,
  id: '1700000000000',
  timestamp: '2026-11-23T07:00:00.000Z',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:person', aadObjectId: 'c0ffee00-0000-4000-8000-000000000001' },
  recipient: { id: `28:${appId}` },
  conversation: { id: 'a:one', conversationType: 'personal', tenantId },
  channelData: { tenant: { id: tenantId } },
  ...more,
});

/** What channels send, of every kind there is. */
const genuine = [
  sent('message', { text: 'hello', textFormat: 'plain', locale: 'en-GB' }),
  sent('message', { value: { nonce: 'old', answer: '7' }, replyToId: '1' }),
  sent('message', {
    text: '',
    attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/a' }],
  }),
  sent('message', { text: 'ABCD-EFGH' }),
  sent('messageUpdate', {
    text: 'hello again',
    channelData: { eventType: 'editMessage', tenant: { id: tenantId } },
  }),
  sent('messageDelete'),
  sent('messageReaction', { reactionsAdded: [{ type: 'like' }], replyToId: '1' }),
  sent('conversationUpdate', { membersAdded: [{ id: `28:${appId}` }] }),
  sent('conversationUpdate', { membersRemoved: [{ id: '29:person' }] }),
  sent('conversationUpdate', { membersRemoved: [{ id: `28:${appId}` }] }),
  sent('installationUpdate', { action: 'add' }),
  sent('installationUpdate', { action: 'remove' }),
  sent('message', {
    text: '<at>B</at> hello',
    conversation: { id: '19:a@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId },
    entities: [{ type: 'mention', mentioned: { id: `28:${appId}` } }],
  }),
  sent('invoke', { name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data: {} } } }),
  sent('invoke', { name: 'task/fetch', value: {} }),
  sent('invoke', { name: 'signin/verifyState', value: { state: '1' } }),
  sent('event', { name: 'start' }),
  sent('event', { name: 'continueConversation' }),
  sent('event', { name: 'application/vnd.microsoft.readReceipt', value: { lastReadMessageId: '1' } }),
  sent('command', { name: 'a', value: {} }),
  sent('endOfConversation'),
  sent('typing'),
  sent('trace'),
];
const names = [...new Set(genuine.flatMap((one) => Object.keys(one)))];

/** One of them with up to four of its fields, or of what is in them, changed for anything. */
const activities = fc
  .record({
    of: fc.constantFrom(...genuine),
    changes: fc.array(
      fc.record({
        name: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string({ maxLength: 20 })),
        within: fc.option(fc.constantFrom('id', 'tenantId', 'isGroup', 'data', 'action', '0')),
        value: fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary', maxLength: 500 })),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ of, changes }) => {
    const activity: Record<string, unknown> = structuredClone(of);
    for (const { name, within, value } of changes) {
      const inner = activity[name];
      if (within !== null && typeof inner === 'object' && inner !== null)
        Object.assign(inner, { [within]: value });
      else activity[name] = value;
    }
    return activity;
  });
