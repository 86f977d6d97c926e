import { randomUUID } from 'node:crypto';
import product from '../package.json' with { type: 'json' };
import { createAlertRules } from './alerts/alert-rules.ts';
import { ChannelAdapter } from './bots/adapter.ts';
import { connectorCredentials } from './bots/connector-credentials.ts';
import type { TurnPoint } from './bots/turn-points.ts';
import { noteGone } from './bots/note-gone.ts';
import { createSafetyNet } from './bots/safety-net.ts';
import { createTeamsAlertNotifier } from './bots/therapist/teams-alert-notifier.ts';
import { createTherapistSide } from './bots/therapist/therapist-side.ts';
import { workspaceLinks } from './alerts/workspace-links.ts';
import { TeamsBot } from './bots/teams-bot.ts';
import { createTurn, type TurnOutcome } from './bots/turn.ts';
import type { Config } from './config.ts';
import { readChatTokenKey } from './read-chat-token-key.ts';
import type { ClientId } from './domain/ids.ts';
import { createTexts } from './i18n/index.ts';
import { createLog, type Log } from './log.ts';
import { openClinic } from './open-clinic.ts';
import { openDoor } from './open-door.ts';
import { openPost } from './open-post.ts';
import { enlistClient } from './reminders/enlist-client.ts';
import { readPhraseLists } from './read-phrase-lists.ts';
import { screen } from './safety/screen.ts';
import { SetUpError } from './set-up-error.ts';
import type { Auditor } from './state/audit/auditor.ts';
import { openSafetySpool } from './state/safety-spool.ts';
import { readInstruments, shippedInstruments } from './state/read-instruments.ts';
import type { ClinicDocument, Store } from './state/store.ts';
import { startNotices } from './start-notices.ts';
import { startUpkeep } from './upkeep.ts';
import { trendPicture } from './web/charts/trend-picture.ts';
import { chatSessions } from './web/chat/chat-session.ts';
import { registerChat } from './web/chat/register-chat.ts';
import { createAzureDirectLine } from './web/direct-line/create-azure-direct-line.ts';
import { createDirectLine } from './web/direct-line/create-direct-line.ts';
import { directLineUrl } from './web/direct-line/posted-activity.ts';
import { messageRoutes } from './web/messages.ts';
import { createServer } from './web/server.ts';
import { createSignIn } from './web/sign-in/create-sign-in.ts';
import { registerReminderMail } from './web/reminder-mail/register-reminder-mail.ts';
import { registerWorkspace } from './web/workspace/register-workspace.ts';

export interface App {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly clinic: ClinicDocument;
  /** Instruments that cannot be used, and why, by file and item. */
  readonly refused: readonly string[];
  /** Where people reach it, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** What a test may put in the place of the real thing. */
export interface Overrides {
  readonly now?: () => number;
  readonly log?: Log;
  /** Told of each point that a turn reaches. */
  readonly at?: (point: TurnPoint) => void;
  /** Milliseconds between two looks at the reminders that are due. */
  readonly remindEveryMs?: number;
  /** Milliseconds between two looks at the alerts that are to be told. */
  readonly tellEveryMs?: number;
  /** Who signs for the channels. */
  readonly openIdMetadataUrl?: string;
}

/**
 * The composition root: opens the store, seeds it when it is new, and serves. Every room is made here and
 * handed what it needs. Rejects with `SetUpError` for what an operator must mend.
 */
export async function createApp(
  config: Config,
  seed: 'demo' | 'empty',
  overrides: Overrides = {},
): Promise<App> {
  const clock = overrides.now ?? Date.now;
  const now = () => new Date(clock()).toISOString();
  const log = overrides.log ?? createLog({ level: config.logLevel });
  const texts = createTexts(config.languages.map(({ code }) => code));
  const rules = createAlertRules({ falseAlarms: config.falseAlarms });

  const { instruments, faults } = await readInstruments(config.instrumentsDirectory, shippedInstruments);
  const instrument = instruments.current(config.instrument);
  if (!instrument)
    throw new SetUpError([...faults, 'INSTRUMENT: there is no active one of this name that can be used']);
  // a file that cannot be used must not keep anybody from the check-ins of another
  if (faults.length > 0) log.warn('instruments-refused', { count: faults.length });
  readPhraseLists();

  const { store, auditor, clinic } = await openClinic(config, { now, instrument, mode: seed });
  const leftPending = (client: ClientId) => turn.attend(client);
  const spool = openSafetySpool(config.dataDirectory);
  const safety = createSafetyNet({
    screen,
    spool,
    store,
    auditor,
    // until a clinic can name its rota, that is its first therapist
    rota: clinic.therapist,
    leftPending,
    now,
    log,
  });
  const { bot } = config;
  let url = config.baseUrl ?? '';
  const listening = Promise.withResolvers<string>();
  const post = await openPost(config, {
    store,
    auditor,
    leftPending,
    url: () => listening.promise,
    restoredAt: clinic.restoredAt,
    clock,
    now,
    log,
  });
  const reminds = config.reminders.on ?? (bot !== undefined || post !== undefined);
  const links = workspaceLinks(() => url);
  const turn = createTurn({
    store,
    auditor,
    therapists: createTherapistSide({
      store,
      auditor,
      leftPending,
      links,
      now,
      timeZone: config.clinicTimeZone,
    }),
    ...(reminds && { enlist: (client) => enlistClient(store, client, now()) }),
    ...(post && { committed: (client) => post.letters.attend(client) }),
    ...(overrides.at && { at: overrides.at }),
    chatPage: () => `${url}/chat`,
    safety,
    now,
    log,
    surroundings: {
      instrument,
      instrumentAt: (id, version) => instruments.exact(id, version),
      rules,
      texts,
      clinicTimeZone: config.clinicTimeZone,
      countries: config.countries,
      clinicContact: config.clinicContact,
      newNonce: randomUUID,
      trendPicture,
      reminderMail: post !== undefined && reminds,
    },
  });

  let ready = false;
  const server = createServer({ log, baseUrl: config.baseUrl, ready: () => ready, texts });
  const sessions = chatSessions({ store, now });
  const directLine = createDirectLine({
    store,
    log,
    secret: await readChatTokenKey(config),
    now: clock,
    session: (request) => sessions.read(request),
    async receive(activity, channel) {
      let outcome: TurnOutcome = 'done';
      await adapter.receive(activity, async (context) => {
        outcome = await turn(context, channel);
      });
      return outcome;
    },
  });
  const adapter = new ChannelAdapter({
    ...(bot && { appId: bot.credentials.appId, credentials: connectorCredentials(bot.credentials) }),
    connectors: { [directLineUrl]: directLine.connector },
  });
  const teamsBot = new TeamsBot({ turn, removed: (activity) => noteGone(store, activity, now()) });
  messageRoutes(server.routes, {
    receive: (activity) => adapter.receive(activity, (context) => teamsBot.run(context)),
    door: bot && openDoor(bot, { clock, ...overrides }),
    log,
  });
  const azure = config.azureDirectLine && createAzureDirectLine({ ...config.azureDirectLine, log });
  if (!azure) directLine.serve(server);
  registerChat(server.routes, {
    store,
    auditor,
    leftPending,
    directLine,
    azure,
    sessions,
    screen,
    texts,
    instruments,
    timeZone: config.clinicTimeZone,
    now,
  });
  const { signIn, therapistName } = config;
  const sender = { adapter, appId: bot?.credentials.appId ?? '' };
  const channels = [createTeamsAlertNotifier({ store, sender, now }), ...(post ? [post.alerts] : [])];
  const { holidays } = config.reminders;
  const hours = { ...config.alerts.hours, holidays, timeZone: config.clinicTimeZone };
  if (post) registerReminderMail(server.routes, { store, auditor, leftPending, post, now });
  registerWorkspace(server.routes, {
    ...(signIn && { signIn: createSignIn(signIn, { store, auditor, log, now, clock, therapistName }) }),
    linksRefused: config.production,
    program: {
      version: product.version,
      store: config.store.kind,
      languages: config.languages,
      countries: config.countries,
    },
    store,
    auditor,
    leftPending,
    // professionals may read in any
    texts: createTexts(),
    instruments,
    log,
    timeZone: config.clinicTimeZone,
    inviteDays: config.inviteDays,
    reminds,
    now,
    channels,
    hours,
    workLetters: post?.workLetters,
  });

  const stopUpkeep = await startUpkeep({
    store,
    auditor,
    safety,
    leftPending,
    log,
    now,
    instrument,
    instruments,
    rules,
    ...(post && { saw: (client) => post.letters.attend(client) }),
    ...(config.production && { offered: config.countries }),
  });

  const { port } = await server
    .listen({ host: config.host, port: config.port })
    .catch(async (error: unknown) => {
      stopUpkeep();
      await store.close();
      throw error;
    });
  url = config.baseUrl ?? `http://localhost:${port}`;
  listening.resolve(url);
  ready = true;
  const stopNotices = startNotices({
    ...overrides,
    store,
    auditor,
    leftPending,
    sender,
    links,
    channels,
    times: { ...config.alerts, hours },
    texts,
    post,
    reminders: reminds ? { ...config.reminders, restoredAt: clinic.restoredAt } : undefined,
    now,
    log,
  });
  return {
    store,
    auditor,
    clinic,
    refused: faults,
    url,
    async close() {
      ready = false;
      stopUpkeep();
      const noticed = stopNotices();
      directLine.close();
      await server.close();
      await noticed;
      try {
        await turn.settle();
        await Promise.all([post?.letters.settle(), post?.workLetters.settle()]);
      } finally {
        await store.close();
      }
    },
  };
}
