import type { Answer } from '../domain/answer.ts';
import { foldText } from '../domain/typed/fold-text.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { answerTo, type Question } from '../domain/questions/question.ts';
import { textsFor, type Conversation } from './conversation.ts';

/** A longer text does not fit on a button. */
const longestOffer = 300;

/** Words that the questionnaire offers as the answer, on a button; none once another was given. */
export function offeredAnswer({ initial }: Question, given: Answer | undefined): string | undefined {
  const begun = given?.kind === 'several' && !given.done && given.values.length > 0;
  return !begun && initial?.kind === 'text' && initial.value.length <= longestOffer
    ? initial.value
    : undefined;
}

/** What the words of that button mean when they are typed; any other input as it is. */
export function withOffer(conversation: Conversation, question: Question, input: Input): Input {
  const given = answerTo(conversation.client.checkIn?.answers ?? {}, question.key);
  const answer = offeredAnswer(question, given);
  if (input.kind === 'tapped' || answer === undefined) return input;
  const label = textsFor(conversation)('chat.keep', { answer });
  if (foldText(input.text) !== foldText(label)) return input;
  return question.answer.kind === 'choice'
    ? { kind: 'tapped', value: { own: answer } }
    : { kind: 'typed', text: answer };
}
