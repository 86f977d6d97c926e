import type { Field, Message } from './message.ts';

/**
 * A message in words alone, for whoever sees no card: the question, what can be chosen, and what the ends of a scale
 * mean. Options carry no numbers, which could be taken for a value.
 */
export function plainText(message: Message): string {
  const { text } = message;
  switch (message.kind) {
    case 'text':
      return text;
    case 'settled':
      return `${text}\n\n${directionOf(text)}✓ ${message.choice}`;
    case 'choices':
      return [text, ...message.choices.map(({ label }) => `• ${label}`)].join('\n');
    case 'rating':
      return [text, scaleOf(message), ...labelsOf(message.asides)].filter((line) => line !== '').join('\n');
    case 'form':
      return [
        text,
        ...message.fields.flatMap(linesOf),
        ...labelsOf(message.others),
        ...labelsOf(message.asides),
      ].join('\n');
    case 'summary':
      return [
        text,
        ...message.rows.map(({ question, answer }) => `${question} ${answer}`),
        message.comment.label,
      ].join('\n');
  }
}

/** A choice without a letter, such as a number, would run from left to right below a question that does not. */
const directionOf = (text: string): string =>
  /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? '\u200f' : '';

/** What its ends mean; where that is not said, the numbers there are. */
function scaleOf({ low, high, ratings }: Extract<Message, { kind: 'rating' }>): string {
  if (low !== '' || high !== '') return [low, high].filter((end) => end !== '').join(' … ');
  const numbers = ratings.map(({ label }) => label);
  const inSteps = numbers.some((label, at) => Number(label) !== Number(numbers[0]) + at);
  return inSteps ? numbers.join(', ') : [numbers[0], numbers.at(-1)].join(' … ');
}

const labelsOf = (choices: readonly { readonly label: string }[]): readonly string[] =>
  choices.map(({ label }) => `• ${label}`);

function linesOf(field: Field): readonly string[] {
  const title = field.title === '' ? [] : [`${field.title}:`];
  return field.kind === 'ticks' || field.kind === 'pick' ? [...title, ...labelsOf(field.options)] : title;
}
