import type { SafetyEvidence } from '../domain/alert.ts';
import type { Answer } from '../domain/check-in.ts';
import { recordAnswer } from '../domain/check-in-life.ts';
import { findDisclosure } from '../domain/find-disclosure.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { parseAnswer } from '../domain/typed/parse-answer.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { addAnswer, endAnswers } from '../domain/questions/add-answer.ts';
import { answerTo, type Question } from '../domain/questions/question.ts';
import { answerText } from './answer-text.ts';
import { answerWording } from './answer-wording.ts';
import { askQuestion } from './ask-question.ts';
import { languageOf, localeOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import { lookAtCheckIn } from './look-at-check-in.ts';
import { withOffer } from './offered-answer.ts';
import { questionWords } from './question-words.ts';
import { readingOf } from './reading-of.ts';
import { shorten } from './shorten.ts';
import { unclearText } from './unclear-text.ts';
import { sayWayOut } from './way-out.ts';

/** Characters of an answer on its card that is closed: one in words is shown whole. */
const longestShown = 4000;

/**
 * Reads a reply to a question. What is not understood for certain is asked again, with the reason and an
 * example, in other words the second time and with a way out after the third.
 * @returns true when an answer was kept.
 */
export function takeAnswer(
  conversation: Conversation,
  instrument: Instrument,
  question: Question,
  input: Input,
): boolean {
  const language = languageOf(conversation);
  const meant = withOffer(conversation, question, input);
  const parsed = parseAnswer(question.answer, meant, readingOf(conversation));
  if (parsed.ok) {
    const { answer } = parsed;
    const single = answer.kind !== 'options' && answer.kind !== 'several' && answer.kind !== 'skipped';
    const before = answerTo(conversation.client.checkIn?.answers ?? {}, question.key);
    keepAnswer(conversation, instrument, question, {
      answer: question.repeats && single ? addAnswer(question.repeats, before, answer) : answer,
      ...(input.kind === 'tapped' && { tapped: input.value }),
    });
    return true;
  }
  const t = textsFor(conversation);
  const retries = (conversation.asked?.retries ?? 0) + 1;
  say(
    conversation,
    unclearText(t, {
      reason: parsed.reason,
      answer: question.answer,
      language,
      locale: localeOf(conversation),
      again: retries > 1,
    }),
  );
  sayWayOut(conversation, { retries, required: question.required });
  askQuestion(conversation, question, retries);
  return false;
}

/**
 * To a question that takes several answers: what was given is all.
 * @returns true when that was kept; else it was said what is missing.
 */
export function takeEnough(conversation: Conversation, instrument: Instrument, question: Question): boolean {
  const before = answerTo(conversation.client.checkIn?.answers ?? {}, question.key);
  const ended = endAnswers(question.repeats ?? { least: 0 }, before, question);
  if (ended.ok) {
    keepAnswer(conversation, instrument, question, { answer: ended.answer });
    return true;
  }
  say(conversation, textsFor(conversation)('chat.moreNeeded', { count: ended.least - ended.given }));
  askQuestion(conversation, question, conversation.asked?.retries);
  return false;
}

/** Keeps one answer, closes its card, and when the check-in is complete (or was, and is corrected) looks for what a therapist must see. */
export function keepAnswer(
  conversation: Conversation,
  instrument: Instrument,
  question: Question,
  /** `tapped`: what the card sent. */
  { answer, tapped = valueOf(answer) }: { readonly answer: Answer; readonly tapped?: unknown },
): void {
  const { client, now } = conversation;
  if (!client.checkIn) return;
  settle(conversation, {
    text: questionWords(conversation, question),
    choice: shorten(answerText(answer, question.answer, answerWording(conversation)), longestShown),
    value: tapped,
  });
  const checkIn = recordAnswer(client.checkIn, { instrument, key: question.key, answer, now });
  conversation.client = { ...client, checkIn };
  noteDisclosure(conversation, instrument, question, answer);
  lookAtCheckIn(conversation, instrument);
}

/** An answer that is a disclosure is evidence once for its question and week, however often it is changed. */
function noteDisclosure(
  conversation: Conversation,
  instrument: Instrument,
  question: Question,
  answer: Answer,
): void {
  const { client, now } = conversation;
  const rule = findDisclosure(instrument, { linkId: question.linkId, type: question.answer, answer });
  if (!rule || !client.checkIn) return;
  const { tier, category } = rule;
  const given = answerText(answer, question.answer, answerWording(conversation));
  const evidence: SafetyEvidence = {
    kind: 'safety',
    tier,
    category,
    at: now,
    words: `${questionWords(conversation, question)} ${given}`,
    source: `${client.checkIn.id} ${question.key}`,
    lists: [`${instrument.id} ${instrument.version}`],
  };
  conversation.disclosed.push({ finding: { tier, category, lists: [] }, evidence });
}

function valueOf(answer: Answer): unknown {
  switch (answer.kind) {
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'boolean':
    case 'text':
      return answer.value;
    case 'several':
      return 'enough';
    case 'option':
      return answer.code;
    case 'options':
      return answer.codes;
    case 'skipped':
      return 'skip';
  }
}
