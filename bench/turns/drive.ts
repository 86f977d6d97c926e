import { Agent } from 'node:http';
import type { Connector } from './connector.ts';
import { postJson } from './post-json.ts';
import type { Typed } from './usual-week.ts';

export interface Walk {
  /** Who types; the same id names the conversation. */
  readonly user: string;
  readonly typed: readonly Typed[];
}

export interface Driven {
  readonly turns: number;
  readonly seconds: number;
  /** Milliseconds from sending an activity to having both its answer and its reply, one for each turn. */
  readonly waits: readonly number[];
}

/**
 * The load: so many clients at once, each walking one check-in after another. A client types the next thing when
 * the POST of the one before has returned and its reply has arrived. Anything but success ends the run.
 * @param saidLast what the reply to the last thing typed must say, so that a bot that lost its way is noticed
 */
export async function drive({
  port,
  connector,
  clients,
  walks,
  saidLast,
}: {
  readonly port: number;
  readonly connector: Connector;
  readonly clients: number;
  readonly walks: readonly Walk[];
  readonly saidLast: RegExp;
}): Promise<Driven> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const url = new URL(`http://127.0.0.1:${port}/api/messages`);
  const waits: number[] = [];
  const queue = walks.values();

  const client = async (): Promise<void> => {
    for (const { user, typed } of queue) {
      let said: readonly string[] = [];
      for (const [index, { text }] of typed.entries()) {
        const began = performance.now();
        const status = await postJson(
          url,
          activity({ user, text, index, serviceUrl: connector.serviceUrl }),
          agent,
        );
        if (status !== 200) throw new Error(`the bot answered ${status}`);
        said = await connector.replies(user);
        waits.push(performance.now() - began);
      }
      if (!said.some((message) => saidLast.test(textOf(message))))
        throw new Error('the bot did not finish the check-in');
    }
  };

  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    agent.destroy();
  }
  return { turns: waits.length, seconds: (performance.now() - began) / 1000, waits };
}

const textOf = (message: string): string => (JSON.parse(message) as { text?: string }).text ?? '';

const activity = ({
  user,
  text,
  index,
  serviceUrl,
}: {
  user: string;
  text: string;
  index: number;
  serviceUrl: string;
}) => ({
  type: 'message',
  id: `${user}-${index}`,
  timestamp: new Date().toISOString(),
  channelId,
  serviceUrl,
  from: { id: user, name: 'Client', role: 'user' },
  recipient: { id: 'bot', name: 'Check-in', role: 'bot' },
  conversation: { id: user },
  locale: 'en-US',
  text,
  textFormat: 'plain',
});

/** An ordinary connector channel: not one for which the framework does anything of its own. */
export const channelId = 'test';
