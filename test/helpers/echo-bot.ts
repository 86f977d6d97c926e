import type { Activity } from 'botbuilder';
import { ChannelAdapter, type Connector } from '../../src/bots/adapter.ts';
import type { TurnChannel } from '../../src/bots/turn-channel.ts';
import type { Client } from '../../src/domain/client.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import type { ClientDocument, TranscriptEntry } from '../../src/state/client-document.ts';
import type { Store } from '../../src/state/store.ts';
import { directLineUrl } from '../../src/web/direct-line/posted-activity.ts';

/**
 * The least a bot must do to stand behind Direct Line: commit to the transcript, say what was stored, send through
 * the SDK. `hello` at the first start; then an echo, but for the words `card`, `replace`, `two`, `fail` and `away`.
 */
export interface EchoBot {
  readonly received: Activity[];
  /** What the channel said at the latest turn. */
  seen(): number;
  receive(activity: Activity, channel: TurnChannel): Promise<'done' | 'failed'>;
}

export function createEchoBot(store: Store, connector: () => Connector): EchoBot {
  const received: Activity[] = [];
  let seen = 0;
  return {
    received,
    seen: () => seen,
    async receive(activity, channel) {
      received.push(activity);
      seen = channel.seen();
      const adapter = new ChannelAdapter({ connectors: { [directLineUrl]: connector() } });
      const stored = (await store.clients.get(activity.conversation.id, activity.conversation.id))!;
      const before = stored.document.transcript;
      let { last } = before;
      let entries = [...before.entries];
      const sends: TranscriptEntry[] = [];
      const add = (from: 'client' | 'bot', content: Record<string, unknown>) => {
        last += 1;
        const entry = { sequence: last, revision: last, from, activity: content };
        entries.push(entry);
        if (from === 'bot') sends.push(entry);
        return entry;
      };
      if (activity.type === 'event' && (activity.name !== 'start' || entries.length > 0)) return 'done';
      if (activity.text === 'fail') return 'failed';
      const say = (text: string) => add('bot', { type: 'message', text, textFormat: 'plain' });
      let echo: TranscriptEntry | undefined;
      if (activity.type === 'event') say('hello');
      else {
        const { type, text, value, channelData } = activity;
        echo = add('client', { type, text, textFormat: 'plain', ...(value && { value }), channelData });
        if (text === 'card' || value) {
          const card = {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: ratingCard(String(last)),
          };
          const settled = value && entries.findLast((entry) => entry.from === 'bot');
          if (settled) {
            last += 1;
            const content = { type: 'message', text: `How was it?\n\n✓ ${value.rating}` };
            const replaced = { ...settled, revision: last, activity: content };
            entries = entries.map((entry) => (entry === settled ? replaced : entry));
            sends.push(replaced);
          }
          add('bot', { type: 'message', text: 'How was it?', attachments: [card] });
        } else if (text === 'replace') {
          const old = entries.find((entry) => entry.from === 'bot')!;
          last += 1;
          const replaced = { ...old, revision: last, activity: { type: 'message', text: 'replaced' } };
          entries = entries.map((entry) => (entry === old ? replaced : entry));
          sends.push(replaced);
        } else {
          say(`echo: ${text}`);
          if (text === 'two') say('second');
        }
      }
      await adapter.receive(activity, async (context) => {
        if (activity.text === 'away') return void (await context.sendActivity('not saved'));
        const document: ClientDocument = { ...stored.document, transcript: { last, entries } };
        const put = await store.clients.put(document.id, document, stored.etag);
        if (!put.ok) throw new Error('two turns at once');
        if (echo) channel.stored(echo);
        for (const { sequence, revision, activity: content } of sends) {
          const placed = { ...content, channelData: { transcript: { sequence, revision } } };
          if (sequence === revision) await context.sendActivity(placed);
          else await context.updateActivity({ ...placed, id: String(sequence) });
        }
        return undefined;
      });
      return 'done';
    },
  };
}

export async function enrol(store: Store, id: string): Promise<void> {
  const client: Client = {
    id: clientId(id),
    therapist: therapistId('therapist-1'),
    label: 'A. B.',
    status: 'joined',
    demo: false,
    enrolledAt: '2026-11-01T10:00:00.000Z',
    goals: [],
    homework: [],
    recent: [],
    alerts: [],
  };
  await store.clients.put(id, newClientDocument(client), 'absent');
}

/** 0–10 in two rows of six, as the check-in asks. */
function ratingCard(nonce: string) {
  const cell = (rating: number | undefined) =>
    rating === undefined || rating > 10
      ? { type: 'Column', width: 'stretch', spacing: 'small', items: [] }
      : {
          type: 'Column',
          width: 'stretch',
          spacing: 'small',
          style: 'emphasis',
          minHeight: '44px',
          verticalContentAlignment: 'center',
          selectAction: { type: 'Action.Submit', title: String(rating), data: { nonce, rating } },
          items: [{ type: 'TextBlock', text: String(rating), horizontalAlignment: 'center' }],
        };
  const row = (from: number) => ({
    type: 'ColumnSet',
    spacing: 'small',
    columns: Array.from({ length: 6 }, (_, at) => cell(from + at)),
  });
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      row(0),
      row(6),
      {
        type: 'ColumnSet',
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            items: [{ type: 'TextBlock', text: 'Not at all', size: 'small', isSubtle: true }],
          },
          {
            type: 'Column',
            width: 'stretch',
            items: [
              {
                type: 'TextBlock',
                text: 'Completely',
                size: 'small',
                isSubtle: true,
                horizontalAlignment: 'right',
              },
            ],
          },
        ],
      },
      {
        type: 'ActionSet',
        actions: [{ type: 'Action.Submit', title: 'Skip', data: { nonce, rating: 'skipped' } }],
      },
    ],
  };
}
