import type { TurnContext } from 'botbuilder';
import type { Incoming } from '../dialogs/conversation.ts';
import { groupReply, replyLanguages, safetyReply, type Told } from '../dialogs/safety-reply.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import type { Texts } from '../i18n/index.ts';
import { letDeviceIn, type LettingIn } from '../state/let-device-in.ts';
import type { ClientDocument } from '../state/client-document.ts';
import type { StoreError } from '../state/documents.ts';
import { identityOf } from './channel-user.ts';
import type { Seldom } from './create-seldom.ts';
import { isAddressed } from './read-activity.ts';
import type { Found, SafetyNet } from './safety-net.ts';

/** Milliseconds. An app that is added may be told of twice. */
const greetedAgain = 60_000;
const groupToldAgain = 60 * 60_000;

/**
 * Somebody no invite has been used for yet: words that the safety screen found are answered and go to the clinic's
 * rota, an invite code or the code from another device that they type opens their conversation, and anything else is answered with what to do. Whom
 * the channel does not tell apart from others for certain cannot join.
 * @returns the client they turned out to be, if their code was good.
 */
export async function answerStranger(
  context: TurnContext,
  {
    devices,
    incoming,
    found,
    raise,
    texts,
    now,
    seldom,
  }: {
    readonly devices: LettingIn;
    readonly incoming: Incoming;
    readonly found: Found | undefined;
    readonly raise: (found: Found) => ReturnType<SafetyNet['raise']>;
    readonly texts: Texts;
    readonly now: Instant;
    readonly seldom: Seldom;
  },
): Promise<ClientId | undefined> {
  const t = texts(deviceLanguage(context));
  if (found) {
    const told = await raise(found);
    await context.sendActivity(withoutConversation(context, { found, told, client: undefined }));
    return undefined;
  }
  const { conversation } = context.activity;
  if (incoming.kind === 'opened' && !seldom(`opened ${conversation.id}`, now, greetedAgain)) return undefined;
  const channelUser = identityOf(context.activity);
  if (channelUser === undefined) {
    await context.sendActivity(t('chat.stranger.unidentified'));
    return undefined;
  }
  if (incoming.kind === 'typed' && incoming.text.length <= 40) {
    const given = { code: incoming.text, channelUser, sender: channelUser, now };
    const claimed = await letDeviceIn(devices, given);
    if (claimed.ok) return claimed.client;
    if (claimed.reason !== 'unknown') {
      await context.sendActivity(t(`chat.stranger.${claimed.reason}`));
      return undefined;
    }
  }
  await context.sendActivity(t('chat.stranger.welcome'));
  return undefined;
}

/**
 * Where others read along nobody checks in, which is said to who adds or addresses the bot, once an hour at most; words
 * that were found are answered for whoever reads them.
 */
export async function answerGroup(
  context: TurnContext,
  {
    incoming,
    found,
    texts,
    now,
    seldom,
  }: {
    readonly incoming: Incoming;
    readonly found: Found | undefined;
    readonly texts: Texts;
    readonly now: Instant;
    readonly seldom: Seldom;
  },
): Promise<void> {
  const { activity } = context;
  if (found) {
    // what was written is public; that somebody is a client, or was told of, is not
    await context.sendActivity(groupReply(found.finding, replyLanguages(found.finding, activity.locale)));
    return;
  }
  if (incoming.kind !== 'opened' && !isAddressed(activity)) return;
  // a channel's threads are one place
  const [place] = activity.conversation.id.split(';');
  if (seldom(`group ${place}`, now, groupToldAgain))
    await context.sendActivity(texts(deviceLanguage(context))('chat.inGroup'));
}

/**
 * The store could not be reached or did not answer: what is known is said, and words that were found are answered.
 * Where it is open whether an answer was saved, its question is shown again: a tap on it is taken only if it was not.
 */
export async function sayUnsaved(
  context: TurnContext,
  {
    texts,
    document,
    remembered,
    found,
    code,
  }: {
    readonly texts: Texts;
    /** The client's document before this turn, if it could be read. */
    readonly document: ClientDocument | undefined;
    /** What an earlier turn knew of them. */
    readonly remembered: Pick<Client, 'language' | 'country'> | undefined;
    readonly found: Found | undefined;
    readonly code: StoreError['code'];
  },
): Promise<void> {
  const client = document?.client ?? remembered;
  const t = texts(client?.language ?? deviceLanguage(context));
  const question =
    code === 'unknown'
      ? document?.transcript.entries.find(({ sequence }) => sequence === document.asked?.sequence)
      : undefined;
  const unconfirmed = question ? 'chat.notConfirmedAgain' : 'chat.notConfirmed';
  const saved = t(code === 'unknown' ? unconfirmed : 'chat.notSaved');
  const told = { who: found?.held ? 'waiting' : 'nobody' } as const;
  await context.sendActivity(
    found ? `${withoutConversation(context, { found, told, client })}\n\n${saved}` : saved,
  );
  if (question) await context.sendActivity({ ...question.activity });
}

function withoutConversation(
  { activity }: TurnContext,
  {
    found: { finding },
    told,
    client,
  }: {
    readonly found: Found;
    readonly told: Told;
    readonly client: Pick<Client, 'language' | 'country'> | undefined;
  },
): string {
  const languages = replyLanguages(finding, client?.language ?? activity.locale);
  return safetyReply({ finding, languages, country: client?.country, told, before: 0 });
}

const deviceLanguage = ({ activity }: TurnContext): string => activity.locale ?? '';
