import type { CheckIn } from '../domain/check-in.ts';
import type { Instrument } from '../domain/instrument.ts';
import { questionText } from '../domain/question.ts';
import { questions } from '../domain/questions.ts';
import { answerText } from './answer-text.ts';
import { ask, languageOf, localeOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import { dayAndTime } from './names.ts';

export const summaryStep = 'summary';
export const doneStep = 'done';
const longestComment = 5000;

/** All answers with a way to change each, a comment, and the wish to talk; send closes it. */
export function showSummary(conversation: Conversation, instrument: Instrument): void {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  const { checkIn } = conversation.client;
  if (!checkIn) return;
  ask(conversation, {
    step: summaryStep,
    message: (nonce) => ({
      kind: 'summary',
      text: t('chat.summary.text', { therapist: conversation.therapistName }),
      rows: questions(instrument, checkIn.answers, checkIn.context).map((question) => ({
        question: questionText(question, language),
        answer: answerText(checkIn.answers[question.key], question.answer, t, language),
        change: { label: t('chat.summary.change'), data: { nonce, change: question.key } },
      })),
      comment: {
        label: t('chat.summary.comment', { therapist: conversation.therapistName }),
        value: checkIn.comment ?? '',
        maxLength: longestComment,
      },
      talk: { label: t('chat.summary.talk'), value: checkIn.wantsToTalk },
      send: { label: t('chat.summary.send'), data: { nonce, command: 'send' } },
    }),
  });
}

/** A text typed at the summary is the comment; it is shown back, and a new one takes its place. */
export function takeComment(conversation: Conversation, instrument: Instrument, text: string): void {
  const t = textsFor(conversation);
  const comment = text.trim();
  if (comment.length > longestComment) {
    say(conversation, t('chat.summary.tooLong', { count: longestComment }));
    return showSummary(conversation, instrument);
  }
  change(conversation, { comment });
  say(conversation, t('chat.summary.commentKept'));
  showSummary(conversation, instrument);
}

/** Send: keeps comment and wish to talk as they stand on the card, thanks, and says what happens next. */
export function takeSend(
  conversation: Conversation,
  instrument: Instrument,
  given: { comment?: string; talk?: boolean },
): void {
  const t = textsFor(conversation);
  const { now } = conversation;
  const comment = given.comment?.trim();
  if (comment !== undefined && comment.length > longestComment) {
    say(conversation, t('chat.summary.tooLong', { count: longestComment }));
    return showSummary(conversation, instrument);
  }
  settle(conversation, { text: t('chat.summary.short'), choice: t('chat.summary.sent'), value: 'send' });
  change(conversation, {
    sentAt: now,
    ...(comment !== undefined && { comment }),
    ...(given.talk !== undefined && { wantsToTalk: given.talk }),
  });
  thank(conversation);
}

function change(conversation: Conversation, change: Partial<CheckIn>): void {
  const { client } = conversation;
  if (!client.checkIn) return;
  const { comment, ...checkIn } = { ...client.checkIn, ...change };
  conversation.client = { ...client, checkIn: { ...checkIn, ...(comment && { comment }) } };
  conversation.changedCheckIns.add(checkIn.id);
}

function thank(conversation: Conversation): void {
  const t = textsFor(conversation);
  const { client, therapistName } = conversation;
  const { checkIn, due } = client;
  if (!checkIn || !due) return;
  say(
    conversation,
    t('chat.thanks', {
      therapist: therapistName,
      when: dayAndTime(checkIn.endsAt, localeOf(conversation), due.timeZone),
    }),
  );
  const weeks = [...client.recent, checkIn];
  const trend = weeks.map((week) => week.score.alliance ?? null);
  if (trend.filter((value) => value !== null).length < 3) return;
  say(conversation, t('chat.trend.text'), conversation.trendPicture(trend, t('chat.trend.description')));
}

/** This week's is done: when the next one is, and a way to correct. */
export function showDone(conversation: Conversation): void {
  const t = textsFor(conversation);
  const { checkIn, due } = conversation.client;
  if (!checkIn || !due) return;
  const when = dayAndTime(checkIn.endsAt, localeOf(conversation), due.timeZone);
  ask(conversation, {
    step: doneStep,
    message: (nonce) => ({
      kind: 'choices',
      text: t('chat.done', { when, therapist: conversation.therapistName }),
      choices: [
        { label: t('chat.summary.correct'), data: { nonce, command: 'correct' } },
        { label: t('chat.showHelplines'), data: { command: 'helplines' }, role: 'aside' },
      ],
    }),
  });
}
