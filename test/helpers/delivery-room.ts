import type { SMTPServerOptions } from 'smtp-server';
import type { AttendParts } from '../../src/alerts/attend-notice.ts';
import { tellTherapists } from '../../src/alerts/tell-therapists.ts';
import { workspaceLinks } from '../../src/alerts/workspace-links.ts';
import { ChannelAdapter } from '../../src/bots/adapter.ts';
import { createTeamsAlertNotifier } from '../../src/bots/therapist/teams-alert-notifier.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { AlertDelivery } from '../../src/domain/delivery.ts';
import { clientId, therapistId, type TherapistId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/log.ts';
import { createAlertMail } from '../../src/mail/create-alert-mail.ts';
import { createSmtpMailer } from '../../src/mail/create-smtp-mailer.ts';
import { changeClient } from '../../src/state/change-client.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { newClientDocument, withClient } from '../../src/state/client-document.ts';
import type {
  AlertNotice,
  ClinicDocument,
  DeadLetter,
  Store,
  TherapistDocument,
} from '../../src/state/store.ts';
import { temporaryStore } from '../state/temporary-store.ts';
import { auditor, byTheTest } from './auditing.ts';
import { openBotConnector, type BotConnector } from './bot-connector.ts';
import { aClient } from './chat.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { usualHours } from './usual-hours.ts';

/** Alerts on their way to people: a real database file, a real mail server, a Bot Connector of the test's. */
export interface DeliveryRoom {
  readonly store: Store;
  readonly box: Mailbox;
  readonly connector: BotConnector;
  readonly logged: string[];
  now: string;
  /** What a process works with; another worker is another process. */
  parts(worker?: string, store?: Store): AttendParts;
  /** One look at what waits. */
  round(worker?: string): Promise<void>;
  /** Somebody with a chat in Teams and a confirmed address, unless told otherwise. */
  hire(id: string, more?: Partial<TherapistDocument>): Promise<TherapistId>;
  /** A client of theirs with this alert, as the commit that raised it leaves it. */
  raise(client: string, therapist: TherapistId, alert: Alert): Promise<void>;
  act(client: string): Promise<void>;
  alert(client: string): Promise<Alert | undefined>;
  /** Oldest first. */
  deliveries(client: string): Promise<readonly AlertDelivery[]>;
  notices(): Promise<readonly AlertNotice[]>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  clinic(more: Partial<ClinicDocument>): Promise<void>;
  close(): Promise<void>;
}

/** A Monday, 13:00 in Madrid. */
export const monday = '2026-11-23T12:00:00.000Z';

export async function openDeliveryRoom(
  options: SMTPServerOptions = {},
  {
    random = () => 0,
    mailWithinMs = 5_000,
    home = temporaryStore,
  }: {
    readonly random?: () => number;
    readonly mailWithinMs?: number;
    readonly home?: () => Promise<Store>;
  } = {},
): Promise<DeliveryRoom> {
  const store = await home();
  const box = await openMailbox(options);
  const connector = await openBotConnector();
  const logged: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
  const from = { address: 'us@example.net' };
  const now = () => room.now;
  const adapter = new ChannelAdapter({ connectors: {} });
  const mailer = createSmtpMailer({
    server: { host: '127.0.0.1', port: box.port, tls: 'none' },
    from,
    log,
    now: () => Date.parse(room.now),
    withinMs: mailWithinMs,
  });
  const parts: DeliveryRoom['parts'] = (worker = 'one', given = store) => ({
    store: given,
    auditor,
    channels: [
      createTeamsAlertNotifier({ store: given, sender: { adapter, appId: '' }, now }),
      createAlertMail({ mailer, from, url: () => Promise.resolve('https://clinic.example') }),
    ],
    links: workspaceLinks(() => 'https://clinic.example'),
    times: {
      hours: { ...usualHours, holidays: [], timeZone: 'Europe/Madrid' },
      workingDays: 2,
      safetyMinutes: 60,
    },
    worker,
    random,
    now,
  });
  await store.clinic.put(
    'clinic',
    { id: 'clinic', schema: 1, therapist: therapistId('first'), seeded: 'empty' },
    'absent',
  );

  const room: DeliveryRoom = {
    store,
    box,
    connector,
    logged,
    now: monday,
    parts,
    round: (worker) => tellTherapists({ ...parts(worker), log }),
    async hire(id, more) {
      const therapist: TherapistDocument = {
        id: therapistId(id),
        name: `Name of ${id}`,
        language: 'en',
        demo: false,
        roles: ['therapist'],
        teams: {
          user: `msteams:tenant:${id}`,
          tiedAt: monday,
          place: {
            channel: 'msteams',
            serviceUrl: connector.serviceUrl,
            conversation: id,
            user: `29:${id}`,
            bot: '28:bot',
            at: monday,
          },
        },
        mail: {
          id: `address-${id}`,
          address: `${id}@example.org`,
          givenAt: monday,
          confirmedAt: monday,
          letter: 'sent',
        },
        ...more,
      };
      await store.therapists.put('clinic', therapist, 'absent');
      return therapist.id;
    },
    async raise(id, therapist, alert) {
      const fresh = newClientDocument(aClient({ id: clientId(id), therapist, label: 'Private label' }));
      const stored = await store.clients.get(id, id);
      const before = stored?.document ?? fresh;
      const own = { ...alert, client: clientId(id), raisedAt: room.now };
      const document = withClient(before, { ...before.client, alerts: [own] });
      const put = await store.clients.put(id, document, stored?.etag ?? 'absent');
      if (put.ok) await performAndClear(store, { document, etag: put.etag });
    },
    async act(id) {
      await changeClient(
        { store, auditor },
        clientId(id),
        (client) => ({
          ...client,
          alerts: client.alerts.map((alert) => ({ ...alert, status: 'acknowledged' as const })),
        }),
        byTheTest,
      );
    },
    async alert(id) {
      return (await store.clients.get(id, id))?.document.client.alerts[0];
    },
    async deliveries(id) {
      return (await store.deliveries.list(id, { limit: 1000 })).documents.map(({ document }) => document);
    },
    async notices() {
      return (await store.alertNotices.list('notices', { limit: 1000 })).documents.map(
        ({ document }) => document,
      );
    },
    async deadLetters() {
      return (await store.deadLetters.list('dead-letters', { limit: 1000 })).documents.map(
        ({ document }) => document,
      );
    },
    async clinic(more) {
      const stored = await store.clinic.get('clinic', 'clinic');
      if (stored) await store.clinic.put('clinic', { ...stored.document, ...more }, stored.etag);
    },
    async close() {
      connector.close();
      await box.close();
      await store.close();
    },
  };
  return room;
}
