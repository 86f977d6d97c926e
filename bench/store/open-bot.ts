import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { ChannelAdapter } from '../../src/bots/adapter.ts';
import { createSafetyNet } from '../../src/bots/safety-net.ts';
import { createTurn } from '../../src/bots/turn.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { createLog } from '../../src/log.ts';
import { prepareScreen, screen } from '../../src/safety/screen.ts';
import type { Auditor } from '../../src/state/audit/auditor.ts';
import { readInstruments } from '../../src/state/read-instruments.ts';
import type { SafetySpool } from '../../src/state/safety-spool.ts';
import type { Store } from '../../src/state/store.ts';
import { trendPicture } from '../../src/web/charts/trend-picture.ts';

/** An ordinary connector channel: not one for which the framework does anything of its own. */
const channelId = 'test';
export const channelUser = (client: string): string => `${channelId}:${client}`;

/** What is said here is nothing that would be kept. */
const spool: SafetySpool = {
  keep: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  waiting: () => Promise.resolve({ entries: [], unreadable: 0 }),
};

/** The turn in process, over a connector that takes every reply at once. */
export interface Bot {
  /** One turn. Throws unless it was saved and something was said. */
  say(client: string, text: string): Promise<void>;
  /** Writes what the turns left to be written within a second. */
  settle(): Promise<void>;
}

export async function openBots({
  store,
  auditor,
}: {
  readonly store: Store;
  readonly auditor: Auditor;
}): Promise<() => Bot> {
  const { instruments } = await readInstruments('instruments');
  const instrument = instruments.current('alliance-weekly');
  if (!instrument) throw new Error('run this where the folder `instruments` is');
  const texts = createTexts();
  // no turn waits for it
  prepareScreen();
  const now = () => new Date().toISOString();
  const log = createLog({ level: 'silent' });
  const connector = (heard: () => void) => {
    const take = () => {
      heard();
      return Promise.resolve({ id: 'r' });
    };
    return {
      conversations: {
        sendToConversation: take,
        replyToActivity: take,
        updateActivity: take,
        deleteActivity: () => Promise.resolve(),
      },
    };
  };
  return () => {
    let said = 0;
    const adapter = new ChannelAdapter({ connectors: { 'urn:bench': connector(() => (said += 1)) } });
    const turn = createTurn({
      store,
      auditor,
      safety: createSafetyNet({ screen, spool, store, auditor, rota: therapistId('rota'), log, now }),
      now,
      log,
      surroundings: {
        instrument,
        rules: createAlertRules(),
        instrumentAt: (id, version) => instruments.exact(id, version),
        texts,
        clinicTimeZone: 'Etc/UTC',
        newNonce: randomUUID,
        trendPicture,
      },
    });
    return {
      async say(client, text) {
        const before = said;
        let outcome: string | undefined;
        await adapter.receive(activity(client, text) as Activity, async (context) => {
          outcome = await turn(context);
        });
        if (outcome !== 'done' || said === before) throw new Error('a turn was not taken');
      },
      settle: () => turn.settle(),
    };
  };
}

const activity = (client: string, text: string): Partial<Activity> => ({
  type: 'message',
  id: randomUUID(),
  timestamp: new Date(),
  channelId,
  serviceUrl: 'urn:bench',
  from: { id: client, name: 'Client' },
  recipient: { id: 'bot', name: 'Check-in' },
  conversation: { id: client, isGroup: false, conversationType: 'personal', name: '' },
  locale: 'en-US',
  text,
  textFormat: 'plain',
});
