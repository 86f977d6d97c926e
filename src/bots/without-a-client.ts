import type { TurnContext } from 'botbuilder';
import { safetyText } from '../dialogs/answer-finding.ts';
import type { Incoming } from '../dialogs/conversation.ts';
import { inviteCode, type ClientId, type Instant } from '../domain/ids.ts';
import type { Texts } from '../i18n/index.ts';
import type { Finding } from '../safety/finding.ts';
import { claimInvite } from '../state/claim-invite.ts';
import type { ClientDocument } from '../state/client-document.ts';
import type { StoreError } from '../state/documents.ts';
import type { Store } from '../state/store.ts';
import { channelUserOf } from './channel-user.ts';

/**
 * Somebody no invite has been used for yet: words that the safety screen found are answered all the same, an
 * invite code that they type opens their conversation, and anything else is answered with what to do.
 * @returns the client they turned out to be, if their code was good.
 */
export async function answerStranger(
  context: TurnContext,
  {
    store,
    incoming,
    finding,
    texts,
    now,
  }: { store: Store; incoming: Incoming; finding: Finding | undefined; texts: Texts; now: Instant },
): Promise<ClientId | undefined> {
  const t = texts(context.activity.locale?.split('-')[0] ?? 'en');
  if (finding) {
    await context.sendActivity(
      safetyText(t, { finding, country: undefined, therapist: undefined, again: false }),
    );
    return undefined;
  }
  if (incoming.kind === 'typed' && incoming.text.length <= 40) {
    const code = inviteCode(incoming.text);
    const claimed = await claimInvite(store, { code, channelUser: channelUserOf(context.activity), now });
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
 * The store could not be reached or did not answer: what is known is said, and words that were found are answered.
 * Where it is open whether an answer was saved, its question is shown again: a tap on it is taken only if it was not.
 */
export async function sayUnsaved(
  context: TurnContext,
  {
    texts,
    document,
    finding,
    code,
  }: {
    readonly texts: Texts;
    /** The client's document before this turn, if it could be read. */
    readonly document: ClientDocument | undefined;
    readonly finding: Finding | undefined;
    readonly code: StoreError['code'];
  },
): Promise<void> {
  const client = document?.client;
  const t = texts(client?.language ?? context.activity.locale?.split('-')[0] ?? 'en');
  const question =
    code === 'unknown'
      ? document?.transcript.entries.find(({ sequence }) => sequence === document.asked?.sequence)
      : undefined;
  const unconfirmed = question ? 'chat.notConfirmedAgain' : 'chat.notConfirmed';
  const saved = t(code === 'unknown' ? unconfirmed : 'chat.notSaved');
  await context.sendActivity(
    finding
      ? `${safetyText(t, { finding, country: client?.country, therapist: undefined, again: false })}\n\n${saved}`
      : saved,
  );
  if (question) await context.sendActivity({ ...question.activity });
}
