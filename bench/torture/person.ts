import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { createTexts, languages, type TextKey } from '../../src/i18n/index.ts';
import type { Account } from './account.ts';
import type { Channel } from './channel.ts';
import type { Chat, Message } from './chat.ts';
import { chooseReply, type Reply } from './choose-reply.ts';
import { therapist, type Enrolled } from './clinic.ts';
import { TurnedAway } from './device.ts';
import { screenReader, type Open } from './read-screen.ts';

/** An ordinary connector channel: not one for which the framework does anything of its own. */
export const channelId = 'test';

/** Counted over all people. */
export interface Said {
  /** Different activities. */
  activities: number;
  /** Of them, the same words or tap once more, since nothing was heard. */
  repeated: number;
  toldNotSaved: number;
  toldNotConfirmed: number;
}

/** What one person sent; what was told not to be saved must not be. */
export interface Sent {
  readonly id: string;
  /** A tap or an invite that was sent more than once: whichever is taken second may be met with silence. */
  readonly mayBeSilent: boolean;
  readonly copies: number;
}

/**
 * How long somebody takes to read and reply. What reached them is known at another instance within about a second;
 * who is hasty may be asked again.
 */
const think = { hasty: 0.1, hastyMs: [5, 300], usualMs: [1200, 2000] } as const;
/** How long somebody waits for a reply before they write again; some wait hardly at all, all longer each time. */
const patience = { short: 0.2, shortMs: [120, 400], longMs: [1500, 3000] } as const;
const stuckMs = 90_000;

const texts = createTexts();
const beginnings = (key: 'chat.thanks' | 'chat.done'): string[] =>
  languages.map(
    (language) => texts(language)(key, { therapist: therapist.name, when: '\n' }).split('\n')[0]!,
  );
const closings = [...beginnings('chat.thanks'), ...beginnings('chat.done')];
const inAll = (key: TextKey): ReadonlySet<string> =>
  new Set(languages.map((language) => texts(language)(key)));
const notSaved = inAll('chat.notSaved');
const notConfirmed = new Set([...inAll('chat.notConfirmed'), ...inAll('chat.notConfirmedAgain')]);
const notTaken = new Set([...inAll('chat.unseen'), ...inAll('chat.stale')]);

/**
 * One person on a connector channel, from the first word to the sent check-in. They reply to the newest question
 * that they see, and to no other; after a silence they send the same again. What they answered is acknowledged
 * once the chat goes on. Rejects with `TurnedAway` when it does not go on.
 */
export async function takePart({
  enrolled,
  account,
  chat,
  channel,
  serviceUrl,
  instrument,
  random,
  said,
  pace,
}: {
  enrolled: Enrolled;
  account: Account;
  chat: Chat;
  channel: Channel;
  serviceUrl: string;
  instrument: Instrument;
  random: () => number;
  said: Said;
  /** All waiting is so many times as long as usual. */
  pace: number;
}): Promise<{ sent: readonly Sent[]; toldNotSaved: ReadonlySet<string> }> {
  const user = enrolled.client.id;
  const read = screenReader(instrument, enrolled);
  const sent: Sent[] = [];
  const told = new Set<Message>();
  const toldNotSaved = new Set<string>();
  const look = (): Open | undefined =>
    read(chat.messages.map((message, at) => ({ id: String(at), from: 'bot', ...message })));
  const isOver = (): boolean =>
    chat.messages.some(({ text }) => closings.some((words) => text.startsWith(words)));

  const send = (content: Reply['content']): Omit<Sent, 'mayBeSilent'> => {
    const id = randomUUID();
    said.activities += 1;
    const copies = channel.send(
      {
        type: 'message',
        id,
        timestamp: new Date().toISOString(),
        channelId,
        serviceUrl,
        from: { id: user, name: 'Client', role: 'user' },
        recipient: { id: 'bot', name: 'Check-in', role: 'bot' },
        conversation: { id: user },
        locale: 'en-US',
        textFormat: 'plain',
        ...content,
      },
      random,
    );
    return { id, copies };
  };

  /** Whether the bot said since that something went wrong with the store. */
  const listen = (): 'not-saved' | 'not-confirmed' | undefined => {
    let heard: 'not-saved' | 'not-confirmed' | undefined;
    for (const message of chat.messages) {
      if (told.has(message)) continue;
      told.add(message);
      if (notSaved.has(message.text)) {
        said.toldNotSaved += 1;
        toldNotSaved.add(message.replyTo);
        heard = 'not-saved';
      } else if (notConfirmed.has(message.text)) {
        said.toldNotConfirmed += 1;
        heard = 'not-confirmed';
      }
    }
    return heard;
  };

  const wasRefused = (id: string): boolean =>
    chat.messages.some(({ replyTo, text }) => replyTo === id && notTaken.has(text));

  /**
   * Sends it, the same again after a silence, and asks where they are after more of it, until the chat goes on.
   * @returns false when the bot said that it took none of it
   */
  const insist = async (content: Reply['content'], nonce: unknown): Promise<boolean> => {
    const giveUp = performance.now() + stuckMs;
    const goesOn = (): boolean => nonceOf(look()) !== nonce || isOver();
    const same: Omit<Sent, 'mayBeSilent'>[] = [];
    for (let time = 0; ; time += 1) {
      if (time > 0) await channel.calm();
      if (time > 0 && goesOn()) break;
      const nudges = time % 4 === 3;
      if (time > 0) said.repeated += 1;
      if (nudges) sent.push({ ...send({ text: 'continue' }), mayBeSilent: false });
      else same.push(send(content));
      const patient = random() < patience.short ? patience.shortMs : patience.longMs;
      const ms = pace * between(patient, random) * 2 ** Math.min(time, 3);
      const until = performance.now() + ms;
      while (performance.now() < until && !goesOn() && !listen()) await chat.more(until - performance.now());
      if (goesOn()) break;
      if (performance.now() > giveUp) throw new TurnedAway(`${user}: the chat does not go on`);
    }
    const mayBeSilent = same.length > 1 && ('value' in content || content.text === enrolled.invite);
    sent.push(...same.map((one) => ({ ...one, mayBeSilent })));
    return !same.every(({ id }) => wasRefused(id));
  };

  let last = '';
  while (!isOver()) {
    await wait(pace * between(random() < think.hasty ? think.hastyMs : think.usualMs, random));
    await channel.calm();
    const open = look();
    if (!open) {
      await insist({ text: enrolled.client.status === 'joined' ? 'hello' : enrolled.invite }, undefined);
      continue;
    }
    const reply = chooseReply(open, { enrolled, scoring: instrument.scoring, random, last });
    last = reply.says[0]?.value ?? '';
    const acknowledge = reply.says.map(({ key, value }) => ({ key, value, note: account.say(key, value) }));
    if (!(await insist(reply.content, nonceOf(open)))) continue;
    const now = look();
    for (const { key, value, note } of acknowledge) if (isOver() || wentOn({ key, value }, open, now)) note();
  }
  listen();
  return { sent, toldNotSaved };
}

/** The chat shows that it was taken: it asks something else now, or the comment stands on its card. */
const wentOn = (said: { key: string; value: string }, before: Open, now: Open | undefined): boolean =>
  said.key === 'comment' ? now?.inputs.get('comment')?.value === said.value : now?.key !== before.key;

const between = ([least, most]: readonly [number, number], random: () => number): number =>
  least + random() * (most - least);

const nonceOf = (open: Open | undefined): unknown => open?.taps.find((tap) => 'nonce' in tap)?.['nonce'];
