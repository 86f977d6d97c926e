import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import type { Account } from './account.ts';
import { chooseReply } from './choose-reply.ts';
import type { Enrolled } from './clinic.ts';
import { Device, TurnedAway } from './device.ts';
import { screenReader, type Open } from './read-screen.ts';
import type { RealServer } from './real-server.ts';

/** Counted over all clients. */
export interface Tally {
  /** Turns: activities posted, those posted again among them. */
  sent: number;
  /** Answered 200. */
  acknowledged: number;
  /** Cut off by a kill, or the answer got lost on its way. */
  unknown: number;
  /** The same activity once more, because nobody knew what had become of it. */
  again: number;
}

/** A reply whose outcome is not known. */
interface Pending {
  readonly activity: Readonly<Record<string, unknown>>;
  /** What it was to move the chat on from, or the comment that was to be kept. */
  readonly key: string;
  readonly value: string;
  readonly acknowledge: () => void;
}

/** How long a person takes at most, in milliseconds. */
const thinkMs = 15;
const patience = 50;
/** Of the answers to a POST, how many get lost on their way to the client. */
const unheardShare = 0.05;

/**
 * One client from the invite to the sent check-in, through any number of crashes: looks at the chat, replies to
 * what it asks, and after an unknown outcome either posts the same again or sees by the chat what became of it.
 * Rejects with `TurnedAway` when the chat does not let them go on.
 */
export async function walk({
  enrolled,
  account,
  server,
  instrument,
  random,
  tally,
}: {
  enrolled: Enrolled;
  account: Account;
  server: RealServer;
  instrument: Instrument;
  random: () => number;
  tally: Tally;
}): Promise<void> {
  const device = new Device(server, enrolled);
  const read = screenReader(instrument, enrolled);
  let pending: Pending | undefined;
  let last = '';

  const post = async (reply: Pending): Promise<void> => {
    tally.sent += 1;
    const heard = random() >= unheardShare;
    const answered = await device.post(reply.activity);
    const outcome = heard ? answered : 'unknown';
    tally[outcome === 'taken' ? 'acknowledged' : 'unknown'] += 1;
    if (outcome === 'taken') reply.acknowledge();
    pending = outcome === 'taken' ? undefined : reply;
  };

  for (let silent = 0; silent < patience;) {
    await wait(random() * thinkMs);
    if (!(await device.enter({ again: random() < 0.05 })) || !(await device.look())) continue;
    const open = read(device.screen);
    if (pending && random() < 0.5) {
      tally.again += 1;
      if (await device.look()) await post(pending);
      continue;
    }
    if (pending && movedOn(pending, open)) pending.acknowledge();
    pending = undefined;
    if (!open) {
      if (account.acknowledged('sent')) return;
      silent += 1;
      await device.start();
      continue;
    }
    silent = 0;
    const { says, content } = chooseReply(open, { enrolled, scoring: instrument.scoring, random, last });
    const [said] = says;
    // words count only for a question that the server knows was seen
    if (!said || ('text' in content && !(await device.look()))) continue;
    last = said.value;
    const acknowledge = says.map(({ key, value }) => account.say(key, value));
    await post({
      ...said,
      activity: { type: 'message', ...content, channelData: { clientActivityID: randomUUID() } },
      acknowledge: () => acknowledge.forEach((note) => note()),
    });
  }
  throw new TurnedAway(`${enrolled.client.id}: the chat asks nothing`);
}

/** The chat shows that a reply was taken: it asks something else now, or the comment stands on its card. */
const movedOn = ({ key, value }: Pending, open: Open | undefined): boolean =>
  key === 'comment' ? open?.inputs.get('comment')?.value === value : open?.key !== key;
