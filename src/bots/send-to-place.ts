import type { Activity, ConversationReference } from 'botbuilder';
import { AuthenticationConstants } from 'botframework-connector';
import { readStatus } from '../reminders/read-status.ts';
import type { SendResult } from '../reminders/notifier.ts';
import type { ConversationPlace } from '../state/conversation-place.ts';
import type { ChannelAdapter } from './adapter.ts';
import { ConnectorError } from './connector-error.ts';

export interface PlaceSender {
  readonly adapter: Pick<ChannelAdapter, 'continueConversationAsync'>;
  /** Empty where the bot has no credentials. */
  readonly appId: string;
}

/**
 * Writes to somebody who has not just written: one activity, in one attempt. Says what came of it and never throws;
 * whether and when to try again is the caller's to decide. A place that is known to be gone is not asked again.
 */
export async function sendToPlace(
  { adapter, appId }: PlaceSender,
  place: ConversationPlace,
  activity: Partial<Activity>,
): Promise<SendResult> {
  if (place.goneAt !== undefined) return { kind: 'gone' };
  try {
    let message: string | undefined;
    await adapter.continueConversationAsync(
      appId,
      referenceTo(place),
      AuthenticationConstants.ToChannelFromBotOAuthScope,
      async (context) => {
        // the framework gives it an id, which is no message that this could be a reply to
        context.activity.id = undefined;
        message = (await context.sendActivity(activity))?.id;
      },
    );
    return { kind: 'sent', ...(message !== undefined && message !== '' && { message }) };
  } catch (error) {
    if (!(error instanceof ConnectorError)) return { kind: 'unknown' };
    return error.unsent ? { kind: 'again', status: 0 } : readStatus(error.statusCode, error.afterMs);
  }
}

const referenceTo = ({
  channel,
  serviceUrl,
  conversation,
  tenant,
  user,
  bot,
  locale,
}: ConversationPlace): Partial<ConversationReference> => ({
  channelId: channel,
  serviceUrl,
  conversation: {
    id: conversation,
    isGroup: false,
    conversationType: 'personal',
    name: '',
    ...(tenant !== undefined && { tenantId: tenant }),
  },
  user: { id: user, name: '' },
  bot: { id: bot, name: '' },
  ...(locale !== undefined && { locale }),
});
