import type { CheckIn } from '../domain/check-in.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { answerTo, textIn } from '../domain/questions/question.ts';
import { closingWords, questions } from '../domain/questions/questions.ts';
import { answerText } from './answer-text.ts';
import { answerWording } from './answer-wording.ts';
import { mailChoices } from './asks-for-mail.ts';
import { ask, languageOf, localeOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import { dayAndTime } from './names.ts';
import { questionWords } from './question-words.ts';
import { readReply, type SummaryFields } from './read-reply.ts';
import { shorten } from './shorten.ts';

/** Steps of ours begin with a blank, which no question's key does. */
export const summaryStep = ' summary';
export const doneStep = ' done';
const longestComment = 5000;
/** More of them are too much for one card of Teams. */
const rowsOnPage = 20;
/** Characters of an answer on it; all of it is kept. */
const longestShown = 300;

/**
 * All answers with a way to change each, a comment, and the wish to talk; send closes it. Of a check-in whose
 * questions are gone the answers cannot be shown or changed any more, the rest can.
 */
export function showSummary(conversation: Conversation, instrument: Instrument, page = 0): void {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  const { checkIn } = conversation.client;
  if (!checkIn) return;
  const { answers, context } = checkIn;
  const asked = questions(instrument, answers, context);
  const closing = closingWords(instrument, answers, context).map((text) => textIn(text, language));
  const pages = Math.max(1, Math.ceil(asked.length / rowsOnPage));
  const shown = Math.min(Math.max(page, 0), pages - 1);
  ask(conversation, {
    step: summaryStep,
    message: (nonce) => ({
      kind: 'summary',
      text: [
        ...closing,
        t(asked.length > 0 ? 'chat.summary.text' : 'chat.summary.kept', {
          therapist: conversation.therapistName,
        }),
      ].join('\n\n'),
      rows: asked.slice(shown * rowsOnPage, (shown + 1) * rowsOnPage).map((question) => ({
        question: questionWords(conversation, question),
        answer: shorten(
          answerText(answerTo(answers, question.key), question.answer, answerWording(conversation)),
          longestShown,
        ),
        change: { label: t('chat.summary.change'), data: { nonce, change: question.key } },
      })),
      pages: [
        ...(shown > 0 ? [{ label: t('chat.summary.earlier'), data: { nonce, page: shown - 1 } }] : []),
        ...(shown < pages - 1 ? [{ label: t('chat.summary.later'), data: { nonce, page: shown + 1 } }] : []),
      ],
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
  if (keepFields(conversation, { comment: text })) say(conversation, t('chat.summary.commentKept'));
  showSummary(conversation, instrument);
}

/** Send: keeps comment and wish to talk as they stand on the card, thanks, and says what happens next. */
export function takeSend(conversation: Conversation, instrument: Instrument, fields: SummaryFields): void {
  const t = textsFor(conversation);
  if (!keepFields(conversation, fields)) return showSummary(conversation, instrument);
  settle(conversation, { text: t('chat.summary.short'), choice: t('chat.summary.sent'), value: 'send' });
  change(conversation, { sentAt: conversation.now });
  thank(conversation);
}

/**
 * Keeps what stands in the summary card's fields, whichever of its buttons was tapped.
 * @returns false when the comment is too long; that is said, and the comment from before stands.
 */
export function keepFields(conversation: Conversation, { comment, talk }: SummaryFields): boolean {
  const words = comment?.trim();
  const fits = words === undefined || words.length <= longestComment;
  if (!fits) say(conversation, textsFor(conversation)('chat.summary.tooLong', { count: longestComment }));
  change(conversation, {
    ...(fits && words !== undefined && { comment: words }),
    ...(talk !== undefined && { wantsToTalk: talk }),
  });
  return fits;
}

/**
 * A summary that is sent, or a comment typed to it, after its week has ended still belongs to that week.
 * @returns whether there was something to keep.
 */
export function keepLateSummary(conversation: Conversation): boolean {
  if (conversation.asked?.step !== summaryStep) return false;
  const reply = readReply(conversation);
  if (reply.kind === 'send') {
    change(conversation, { sentAt: conversation.now });
    return keepFields(conversation, reply.fields);
  }
  if (reply.kind !== 'input' || reply.input.kind !== 'typed') return false;
  return keepFields(conversation, { comment: reply.input.text });
}

function change(conversation: Conversation, change: Partial<CheckIn>): void {
  const { client } = conversation;
  if (!client.checkIn) return;
  const { comment, ...checkIn } = { ...client.checkIn, ...change };
  conversation.client = { ...client, checkIn: { ...checkIn, ...(comment && { comment }) } };
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
  const language = languageOf(conversation);
  const number = new Intl.NumberFormat([language, 'en'], { maximumFractionDigits: 1 });
  // in words too, since not every channel draws the picture
  const numbers = trend.map((value) => (value === null ? '–' : number.format(value))).join(' · ');
  say(
    conversation,
    t('chat.trend.text', { numbers }),
    conversation.trendPicture(trend, t('chat.trend.description')),
  );
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
        ...mailChoices(conversation),
      ],
    }),
  });
}
