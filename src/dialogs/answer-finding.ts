import type { SafetyEvidence } from '../domain/alert.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import { safetyTexts } from '../i18n/safety-texts.ts';
import { rankOf, type Category, type Finding } from '../safety/finding.ts';
import type { Danger } from '../state/client-document.ts';
import { offer } from './common-command.ts';
import { languageOf, type Concern, type Conversation } from './conversation.ts';
import { replyLanguages, safetyReply } from './safety-reply.ts';

/** Within this time a second reply is not the first word for word. */
export const sameConversationMs = 12 * 60 * 60 * 1000;
const longestWords = 5000;

/** What goes into the alert. `source` names the message the words came with. */
export const safetyEvidence = (
  { tier, category, also, lists }: Finding,
  { words, source, now }: { readonly words: string; readonly source: string; readonly now: string },
): SafetyEvidence & { readonly source: string } => ({
  kind: 'safety',
  category,
  tier,
  at: now,
  words: words.slice(0, longestWords),
  source,
  ...(also && { also }),
  lists: lists.map(({ language, version }) => `${language} ${version}`),
});

/**
 * Answers what was found: all of it goes into the client's safety alert, the client gets the helplines for the gravest
 * at once and is offered to go on, to stop, or to see the numbers again. The open question stays open.
 */
export function answerFindings(conversation: Conversation, concerns: readonly Concern[]): void {
  const [gravest] = [...concerns].sort((a, b) => rankOf(a.finding) - rankOf(b.finding));
  if (!gravest) return;
  const { finding } = gravest;
  const { client, now } = conversation;
  const since = new Date(Date.parse(now) - sameConversationMs).toISOString();
  const before = client.alerts
    .flatMap((alert) => alert.evidence)
    .filter((piece) => piece.kind === 'safety' && piece.at > since && isLike(piece, finding)).length;
  const evidence = concerns.map((concern) => concern.evidence);
  conversation.client = gatherEvidence(client, 'safety', evidence, now).client;
  const { tier, category, also } = finding;
  const standing = conversation.danger;
  const times = (standing?.times ?? 0) + 1;
  // a slighter word after an urgent one does not end what was urgent
  const isSlighter = standing !== undefined && standing.tier === 'urgent' && tier === 'concern';
  conversation.danger = isSlighter
    ? { ...standing, times }
    : { tier, category, ...(also && { also }), at: now, times };
  reply(conversation, finding, before);
}

/** Says once more, in other words, what was said to the danger that was found last. */
export function answerAgain(conversation: Conversation, danger: Danger): void {
  conversation.danger = { ...danger, times: danger.times + 1 };
  reply(conversation, { ...danger, lists: [] }, danger.times);
}

function reply(conversation: Conversation, finding: Finding, before: number): void {
  if ([finding.category, ...(finding.also ?? [])].includes('abuse')) conversation.veiled = true;
  const { client, therapistName } = conversation;
  const languages = replyLanguages(finding, languageOf(conversation));
  const told = { who: 'therapist', name: therapistName } as const;
  const text = safetyReply({ finding, languages, country: client.country, told, before });
  const t = safetyTexts(languages[0]);
  const labels = {
    goOn: t('buttons.goOn'),
    showHelplines: t('buttons.numbers'),
    stop: t('buttons.stop'),
  };
  offer(conversation, `${text}\n\n${t('goOn')}`, { labels });
}

/** Answered before in much the same way: a graver turn is answered in full again. */
const isLike = (piece: SafetyEvidence, { category, tier }: { category: Category; tier: string }): boolean =>
  piece.category === category && (piece.tier === 'urgent' || tier === 'concern');
