import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { ChannelAdapter, type Connector } from '../../src/bots/adapter.ts';
import type { PlaceSender } from '../../src/bots/send-to-place.ts';
import { createSafetyNet } from '../../src/bots/safety-net.ts';
import type { TurnParts } from '../../src/bots/turn-parts.ts';
import { createTurn, type Turn } from '../../src/bots/turn.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { StoreError } from '../../src/state/documents.ts';
import { openSafetySpool, type SafetySpool } from '../../src/state/safety-spool.ts';
import type { Store } from '../../src/state/store.ts';
import { readInstruments } from '../../src/state/read-instruments.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { createLog, type Log } from '../../src/log.ts';
import { prepareScreen, screen } from '../../src/safety/screen.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import type { Client } from '../../src/domain/client.ts';
import type { InstrumentShelf } from '../../src/domain/instrument/instrument-shelf.ts';
import { auditor } from './auditing.ts';
import type { ClientDocument } from '../../src/state/client-document.ts';

/** What a tap on a card's element sends, with the label a person sees on it. */
export interface Tappable {
  readonly label: string;
  readonly data: Record<string, unknown>;
}

export interface Said {
  readonly text: string;
  readonly taps: readonly Tappable[];
  readonly activity: Partial<Activity>;
}

/**
 * A client's chat over a connector channel, in process and on a real database file. Every turn is taken by
 * a bot made anew, so nothing but the store remembers.
 */
export interface Chat {
  readonly store: Store;
  /** Where this machine keeps what no alert holds yet. */
  readonly spool: SafetySpool;
  /** As the server does by itself every half minute. */
  sweep(): Promise<void>;
  /** The instant the bot's clock shows; set it to travel. */
  now: string;
  /** Sends text and returns what the bot said. */
  type(text: string, extra?: Partial<Activity>): Promise<readonly Said[]>;
  /** Taps the first element of the latest cards that bears this label, adding a card's inputs. */
  tap(label: string, inputs?: Record<string, unknown>): Promise<readonly Said[]>;
  send(activity: Partial<Activity>): Promise<readonly Said[]>;
  /** Writes to the client unasked. */
  readonly sender: PlaceSender;
  /** All that the bot has said so far. */
  readonly said: Said[];
  document(): Promise<ClientDocument>;
  /** The bot writes what its turns left to be written, where it is the same for all of them. */
  settle(): Promise<void>;
  /** Another bot takes the next turn. */
  restart(): Promise<void>;
  /** The same without an end in good order: what the bot has not written by now, it never will. */
  crash(): void;
  /** As `restart`, with other instruments on the shelf, and another one in use. */
  deploy(instruments: InstrumentShelf, id?: string): Promise<void>;
  /** Stands in the way of each message: what throws here is not heard by the client, and the bot knows. */
  deliver: (activity: Partial<Activity>) => void;
  close(): Promise<void>;
}

export const aClient = (overrides: Partial<Client> = {}): Client => ({
  id: clientId('client-1'),
  therapist: therapistId('therapist-1'),
  label: 'A. B.',
  status: 'joined',
  demo: false,
  enrolledAt: '2026-11-01T10:00:00.000Z',
  language: 'en',
  country: 'GB',
  consent: { version: '1', language: 'en', givenAt: '2026-11-01T10:00:00.000Z' },
  due: { weekday: 1, hour: 18, minute: 0, timeZone: 'Europe/London' },
  goals: [{ id: 'g1', title: 'Call a friend each week', agreedAt: '2026-11-01T10:00:00.000Z' }],
  homework: [{ id: 'h1', title: 'Ten minutes of walking', setAt: '2026-11-01T10:00:00.000Z' }],
  recent: [],
  alerts: [],
  ...overrides,
});

export async function openChat(
  client: Client = aClient(),
  {
    wrapStore = (store) => store,
    sameBot = false,
    crashes = false,
    open,
    share,
    user = 'user-1',
    at,
    deadlines,
    log = silent,
    reminderMail,
    clinicContact,
  }: {
    /** How the clinic is reached. */
    clinicContact?: readonly string[];
    /** A mail server is set. */
    reminderMail?: boolean;
    /** What the bot logs. */
    log?: Log;
    /** The home of other chats too, which stays open when this one closes. */
    share?: Store;
    /** Who the client is on the channel. */
    user?: string;
    /** Another home than an SQLite file of its own. */
    open?: () => Promise<Store>;
    at?: TurnParts['at'];
    deadlines?: TurnParts['deadlines'];
    wrapStore?: (store: Store) => Store;
    /** One bot takes all turns, as in a server that goes on running. */
    sameBot?: boolean;
    /** Each bot ends with its turn as by a crash, not as a server that is stopped. */
    crashes?: boolean;
  } = {},
): Promise<Chat> {
  const directory = await mkdtemp(join(tmpdir(), 'chat-'));
  const real = share ?? (await (open ? open() : openSqliteStore({ directory })));
  const store = wrapStore(real);
  await real.therapists.put(
    'clinic',
    { id: client.therapist, name: 'Dr Example', language: 'en', demo: true },
    'absent',
  );
  await real.clients.put(client.id, newClientDocument(client), 'absent');
  await real.channelUsers.put(
    `test:${user}`,
    { id: `test:${user}`, client: client.id, joinedAt: client.enrolledAt },
    'absent',
  );
  const builtIn = await shelf();

  const said: Said[] = [];
  const connector: Connector = {
    conversations: {
      sendToConversation: (_id, activity) => take(activity),
      replyToActivity: (_id, _to, activity) => take(activity),
      updateActivity: (_id, _to, activity) => take(activity),
      deleteActivity: () => Promise.resolve(),
    },
  };
  const take = async (activity: Partial<Activity>) => {
    chat.deliver(activity);
    said.push({ text: activity.text ?? '', taps: tappables(activity), activity: structuredClone(activity) });
    return { id: String(said.length) };
  };
  const adapter = new ChannelAdapter({ connectors: { 'urn:test': connector } });
  let bot: Turn | undefined;
  let life = mortal(store);
  let ticks = 0;
  let nonces = 0;
  let ids = 0;
  // a clock goes on
  const now = () => new Date(Date.parse(chat.now) + (ticks += 1)).toISOString();
  const spool = openSafetySpool(directory);
  const parts = (): TurnParts => ({
    store: life.store,
    auditor,
    ...(at && { at }),
    ...(deadlines && { deadlines }),
    safety: createSafetyNet({
      screen,
      spool,
      store: life.store,
      auditor,
      rota: client.therapist,
      log,
      now,
    }),
    now,
    log,
    chatPage: () => 'https://clinic.example/chat',
    surroundings: {
      ...instruments,
      texts,
      clinicTimeZone: 'Etc/UTC',
      ...(reminderMail !== undefined && { reminderMail }),
      ...(clinicContact && { clinicContact }),
      newNonce: () => `nonce-${(nonces += 1)}`,
      trendPicture: (trend, description) => ({
        contentType: 'image/svg+xml',
        url: `data:${trend.join(',')}`,
        description,
      }),
    },
  });
  let instruments = using(builtIn);
  const chat: Chat = {
    store: real,
    spool,
    sweep: () => parts().safety.sweep(),
    now: '2026-11-23T19:00:00.000Z',
    sender: { adapter, appId: '' },
    said,
    async send(activity) {
      const before = said.length;
      ids += 1;
      const full: Partial<Activity> = {
        type: 'message',
        id: `activity-${ids}`,
        channelId: 'test',
        serviceUrl: 'urn:test',
        from: { id: user, name: '' },
        recipient: { id: 'bot', name: '' },
        conversation: {
          id: `conversation-of-${user}`,
          isGroup: false,
          conversationType: 'personal',
          name: '',
        },
        locale: 'en-GB',
        ...activity,
      };
      const turn = sameBot ? (bot ??= createTurn(parts())) : createTurn(parts());
      await adapter.receive(full as Activity, async (context) => {
        await turn(context);
      });
      if (!sameBot && !crashes) await turn.settle().catch(() => undefined);
      return said.slice(before);
    },
    type: (text, extra) => chat.send({ text, ...extra }),
    tap(label, inputs) {
      const tappable = said
        .toReversed()
        .flatMap(({ taps }) => taps)
        .find((one) => one.label === label);
      if (!tappable) throw new Error(`nothing to tap says "${label}"`);
      return chat.send({ value: { ...tappable.data, ...inputs } });
    },
    settle: () => bot?.settle() ?? Promise.resolve(),
    deliver: () => undefined,
    async restart() {
      await chat.settle();
      chat.crash();
    },
    crash() {
      life.end();
      life = mortal(store);
      bot = undefined;
    },
    async deploy(shelf, id) {
      await chat.restart();
      instruments = using(shelf, id);
    },
    async document() {
      const stored = await real.clients.get(client.id, client.id);
      if (!stored) throw new Error('the client is gone');
      return stored.document;
    },
    async close() {
      life.end();
      if (!share) await real.close();
      await rm(directory, { recursive: true });
    },
  };
  return chat;
}

const silent = createLog({ level: 'silent' });
// as a server does before it takes its first message
prepareScreen();
const texts = createTexts();
let builtInShelf: Promise<InstrumentShelf> | undefined;
const shelf = (): Promise<InstrumentShelf> =>
  (builtInShelf ??= readInstruments('instruments').then(({ instruments }) => instruments));

function using(instruments: InstrumentShelf, id = 'alliance-weekly') {
  const instrument = instruments.current(id);
  if (!instrument) throw new Error(`there is no ${id} on the shelf`);
  return {
    instrument,
    rules: createAlertRules(),
    instrumentAt: (id: string, version: string) => instruments.exact(id, version),
  };
}

/** A store as one process sees it: once that has ended, nothing it still does reaches it. */
function mortal(store: Store): { readonly store: Store; end(): void } {
  let ended = false;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return guard(value);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown =>
          ended
            ? Promise.reject(new StoreError('unavailable', { cause: new Error('the process has ended') }))
            : Reflect.apply(value, target, given);
      },
    });
  return { store: guard(store), end: () => (ended = true) };
}

/** Every element of an activity's cards that sends something. */
export function tappables(activity: Partial<Activity>): Tappable[] {
  const found: Tappable[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { selectAction } = node as { selectAction?: { title?: string; data?: Record<string, unknown> } };
    if (selectAction?.data) found.push({ label: selectAction.title ?? '', data: selectAction.data });
    Object.values(node).forEach(walk);
  };
  for (const attachment of activity.attachments ?? []) walk(attachment.content);
  return found;
}
