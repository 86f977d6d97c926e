import type { Evidence } from '../domain/alert.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import type { Translate } from '../i18n/index.ts';
import type { Category, Finding } from '../safety/finding.ts';
import { offer } from './common-command.ts';
import { textsFor, type Conversation } from './conversation.ts';
import { helplineText } from './helpline-text.ts';

/** Within this time a second reply is not the first word for word. */
const sameConversationMs = 12 * 60 * 60 * 1000;

/**
 * Answers words that the safety screen found: what was found goes into the client's safety alert, the client
 * gets the helplines at once and is offered to go on, to stop, or to see the numbers again. The open
 * question stays open.
 */
export function answerFinding(conversation: Conversation, finding: Finding, words: string): void {
  const { client, now } = conversation;
  const since = new Date(Date.parse(now) - sameConversationMs).toISOString();
  const again = client.alerts.some(
    (alert) =>
      alert.kind === 'safety' && alert.evidence.some((piece) => piece.at > since && isLike(piece, finding)),
  );
  const evidence: Evidence = { kind: 'safety', ...finding, at: now, words: words.slice(0, 5000) };
  conversation.client = gatherEvidence(client, 'safety', [evidence], now).client;
  const t = textsFor(conversation);
  const text = safetyText(t, {
    finding,
    country: client.country,
    therapist: conversation.therapistName,
    again,
  });
  offer(conversation, `${text}\n\n${t('chat.safety.goOn')}`);
}

/** Said before in much the same way; an emergency is answered as one every time. */
const isLike = (piece: Evidence, { category, tier }: Finding): boolean =>
  piece.kind === 'safety' &&
  piece.category === category &&
  (piece.tier === 'urgent' || tier === 'concern') &&
  category !== 'overdose' &&
  category !== 'medical';

/** The reply itself; without a therapist it says that nobody was told. */
export const safetyText = (
  t: Translate,
  {
    finding,
    country,
    therapist,
    again,
  }: { finding: Finding; country: string | undefined; therapist: string | undefined; again: boolean },
): string =>
  [
    t(again ? 'chat.safety.again' : `chat.safety.${textOf(finding.category)}`, {
      helplines: helplineText(t, country),
    }),
    therapist === undefined ? t('chat.safety.unmarked') : t('chat.safety.marked', { therapist }),
  ].join('\n\n');

function textOf(category: Category) {
  switch (category) {
    case 'self-harm':
      return 'selfHarm';
    case 'harm-to-others':
      return 'others';
    case 'suicide':
    case 'overdose':
    case 'medical':
    case 'abuse':
    case 'relapse':
      return category;
  }
}
