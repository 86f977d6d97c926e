import { Dialog, type DialogContext, type DialogReason, type DialogTurnResult } from 'botbuilder-dialogs';
import { beginCheckIn } from '../domain/check-in-life.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Command } from '../domain/typed/lexicon.ts';
import { nextQuestion, previousQuestion, questionAt } from '../domain/questions/next-question.ts';
import { ownInstrument } from '../domain/own-instrument.ts';
import { answerTo, type Question } from '../domain/questions/question.ts';
import { placeBefore, waiting, type Place } from './aside.ts';
import { askQuestion } from './ask-question.ts';
import { conversationOf, say, textsFor, type Conversation } from './conversation.ts';
import { followInstrument } from './follow-instrument.ts';
import { changesNothing, readReply, unreadText, type Reply } from './read-reply.ts';
import { keepFields, showDone, showSummary, summaryStep, takeComment, takeSend } from './summary.ts';
import { keepAnswer, takeAnswer, takeEnough } from './take-answer.ts';

/**
 * The weekly check-in over any instrument: always "the first question neither answered nor skipped", so that
 * a changed instrument or a resumed conversation can never put an answer under another question. What is
 * asked right now stands in `conversation.asked`: a question's key, or a step of ours.
 */
export class CheckInDialog extends Dialog {
  static readonly id = 'check-in';

  constructor() {
    super(CheckInDialog.id);
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const fresh = conversation.client.checkIn === undefined;
    conversation.client = beginCheckIn(conversation.client, conversation.instrument, conversation.now);
    followInstrument(conversation);
    if (fresh) {
      say(conversation, textsFor(conversation)('chat.intro', { therapist: conversation.therapistName }));
    }
    showCurrent(conversation);
    return waiting();
  }

  override continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const gone = followInstrument(conversation);
    const reply = readReply(conversation);
    if (gone && isToQuestion(reply)) showCurrent(conversation);
    else takeReply(conversation, reply);
    return waiting();
  }

  /** Something else was open in between: what was asked before is asked again. */
  override resumeDialog(
    dc: DialogContext,
    _reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    followInstrument(conversation);
    if (result === 'fresh') showCurrent(conversation);
    else showPlace(conversation, placeBefore(dc));
    return waiting();
  }
}

/** Means nothing when the question it was meant for is asked no more. */
const isToQuestion = (reply: Reply): boolean =>
  reply.kind !== 'unsupported' && !(reply.kind === 'command' && changesNothing(reply.command));

function takeReply(conversation: Conversation, reply: Reply): void {
  const t = textsFor(conversation);
  const { asked } = conversation;
  switch (reply.kind) {
    case 'double':
      // a tap on a question that was shown again, when it had been saved after all: what follows was never seen
      if (!conversation.sawLastQuestion) showPlace(conversation, asked);
      return;
    case 'opened':
      if (!asked || asked.sequence === 0) showPlace(conversation, asked);
      return;
    case 'unseen':
    case 'stale':
      say(conversation, t(`chat.${reply.kind}`));
      return showPlace(conversation, asked);
    case 'unsupported':
      say(conversation, t(unreadText(conversation)));
      return showPlace(conversation, asked);
    case 'send':
      if (asked?.step === summaryStep)
        return takeSend(conversation, instrumentOf(conversation), reply.fields);
      return showPlace(conversation, asked);
    case 'change': {
      if (asked?.step !== summaryStep) return showPlace(conversation, asked);
      keepFields(conversation, reply.fields);
      const question = questionByKey(conversation, reply.key);
      return question ? askQuestion(conversation, question) : showCurrent(conversation);
    }
    case 'page':
      if (asked?.step !== summaryStep) return showPlace(conversation, asked);
      keepFields(conversation, reply.fields);
      return showSummary(conversation, instrumentOf(conversation), reply.page);
    case 'command':
      return takeCommand(conversation, reply.command);
    case 'input': {
      const instrument = instrumentOf(conversation);
      if (asked?.step === summaryStep && reply.input.kind === 'typed') {
        return takeComment(conversation, instrument, reply.input.text);
      }
      const question = questionByKey(conversation, asked?.step);
      if (!question || takeAnswer(conversation, instrument, question, reply.input)) showCurrent(conversation);
    }
  }
}

/** Of the commands, those that mean something to a question; `interruption.ts` has taken the others. */
function takeCommand(conversation: Conversation, command: Command): void {
  const { asked, client } = conversation;
  const instrument = instrumentOf(conversation);
  const question = questionByKey(conversation, asked?.step);
  const isComplete = client.checkIn?.status === 'complete';
  if (command === 'startOver' || command === 'correct') {
    if (isComplete) return showSummary(conversation, instrument);
    return command === 'correct' ? goBack(conversation) : showCurrent(conversation);
  }
  if (command === 'back') return goBack(conversation);
  if (command === 'send' && asked?.step === summaryStep) return takeSend(conversation, instrument, {});
  if (!question || (command !== 'skip' && command !== 'enough')) return showPlace(conversation, asked);
  // who has given one of several answers and passes on means that it was all
  if (question.repeats && (command === 'enough' || isBegun(conversation, question))) {
    if (takeEnough(conversation, instrument, question)) showCurrent(conversation);
    return;
  }
  if (command === 'enough') return showPlace(conversation, asked);
  if (question.required) {
    say(conversation, textsFor(conversation)('chat.needed'));
    return askQuestion(conversation, question);
  }
  keepAnswer(conversation, instrument, question, { answer: { kind: 'skipped' } });
  showCurrent(conversation);
}

const isBegun = ({ client: { checkIn } }: Conversation, { key }: Question): boolean => {
  const given = checkIn && answerTo(checkIn.answers, key);
  return given?.kind === 'several' && !given.done;
};

/** What stood open there, as it was; where that is asked no more, whatever stands next. */
function showPlace(conversation: Conversation, place: Place | undefined): void {
  const question = questionByKey(conversation, place?.step);
  if (question) return askQuestion(conversation, question, place?.retries);
  if (place?.step === summaryStep && conversation.client.checkIn?.status === 'complete')
    return showSummary(conversation, instrumentOf(conversation));
  showCurrent(conversation);
}

/** Whatever stands next: the first open question, the summary, or that this week is done. */
function showCurrent(conversation: Conversation): void {
  const { checkIn } = conversation.client;
  if (!checkIn) return;
  const instrument = instrumentOf(conversation);
  const next = nextQuestion(instrument, checkIn.answers, checkIn.context);
  if (next) askQuestion(conversation, next);
  else if (checkIn.sentAt === undefined) showSummary(conversation, instrument);
  else showDone(conversation);
}

/** The question before the one that is open; its answer stands until a new one is given. */
function goBack(conversation: Conversation): void {
  const { client, asked } = conversation;
  const before =
    client.checkIn &&
    previousQuestion(instrumentOf(conversation), client.checkIn.answers, client.checkIn.context, asked?.step);
  if (before) return askQuestion(conversation, before);
  say(conversation, textsFor(conversation)('chat.first'));
  const first = questionByKey(conversation, asked?.step);
  if (first) askQuestion(conversation, first);
  else showCurrent(conversation);
}

/**
 * The instrument this check-in names. Where that is gone from under a complete one (an open one was carried over),
 * nothing is asked any more: its answers stay as they were given.
 */
const instrumentOf = ({ client, instrument, instrumentAt }: Conversation): Instrument => {
  const own = client.checkIn ? ownInstrument(client.checkIn, instrumentAt) : instrument;
  return own ?? { ...instrument, nodes: [], items: [] };
};

const questionByKey = (conversation: Conversation, key: string | undefined): Question | undefined => {
  const { checkIn } = conversation.client;
  if (!checkIn || key === undefined) return undefined;
  return questionAt(instrumentOf(conversation), checkIn.answers, checkIn.context, key);
};
