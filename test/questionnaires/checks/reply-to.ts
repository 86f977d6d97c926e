import { tappables, type Chat, type Said } from '../../helpers/chat.ts';
import { oneOf, type Pick } from './random-answer.ts';

/** What somebody did, and what must be kept of it: each value as plain text, none for a question that was skipped. */
export interface Replied {
  readonly send: () => Promise<readonly Said[]>;
  /** Left out where that is for the program to say: an example of its own was typed. */
  readonly values?: readonly string[];
  /** Ends a list of answers, and gives none itself. */
  readonly ends?: boolean;
}

interface Input {
  readonly type: string;
  readonly id: string;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
  readonly isMultiSelect?: boolean;
}

/** Of all kinds that a question for words may want; the first that is not refused is kept. */
const words = ['abc', 'a longer tale', 'AB-123', 'https://pages.example/1', 'me@pages.example'];

/**
 * What somebody might do who sees this message and nothing else: tap one of its buttons, fill in its fields, type what
 * a button says, or, where there is nothing to tap, words.
 * @param tries how often a reply to this question was not taken
 */
export function replyTo(chat: Chat, said: Said, pick: Pick, tries: number): Replied {
  const taps = tappables(said.activity);
  const skip = taps.find(({ data }) => data['command'] === 'skip');
  const tap =
    (data: object): Replied['send'] =>
    () =>
      chat.send({ value: data });
  if (skip && tries === 0 && pick(5) === 0) return { send: tap(skip.data), values: [], ends: true };

  const enough = taps.find(({ data }) => data['command'] === 'enough');
  if (enough && pick(2) === 0) return { send: tap(enough.data), values: [], ends: true };
  const answers = taps.filter(({ data }) => data['answer'] !== undefined);
  if (answers.length > 0) {
    const { label, data } = oneOf(answers, pick);
    const typed = pick(3) === 0 && tries === 0;
    return { send: typed ? () => chat.type(label) : tap(data), values: [String(data['answer'])] };
  }
  const submit = taps.find(({ data }) => data['several'] === true || data['filled'] === true);
  const example = tries === 0 ? undefined : exampleIn(chat.said);
  if (submit && example !== undefined) return { send: () => chat.type(example) };
  if (submit) {
    const filled = inputsIn(said.activity.attachments?.[0]?.content).map((input) => fill(input, pick));
    const fields = Object.fromEntries(filled.map(({ id, value }) => [id, value]));
    return { send: tap({ ...submit.data, ...fields }), values: filled.flatMap(({ values }) => values) };
  }
  const text = words[tries % words.length] ?? '';
  return { send: () => chat.type(text), values: [text] };
}

/** What the program gave as an example the last time it could not take a reply, if it did. */
const exampleIn = (said: readonly Said[]): string | undefined =>
  said
    .slice(-3)
    .flatMap(({ text }) => /(?:for example|like) “?([^“”]+?)”?\.$/.exec(text)?.[1] ?? [])
    .at(-1);

function inputsIn(node: unknown): readonly Input[] {
  if (Array.isArray(node)) return node.flatMap(inputsIn);
  if (typeof node !== 'object' || node === null) return [];
  const type: unknown = Reflect.get(node, 'type');
  const own = typeof type === 'string' && type.startsWith('Input.') ? [node as Input] : [];
  return [...own, ...Object.values(node).flatMap(inputsIn)];
}

/** A field filled in as it asks to be. */
function fill(
  { type, id, min, max, choices = [], isMultiSelect }: Input,
  pick: Pick,
): { readonly id: string; readonly value: unknown; readonly values: readonly string[] } {
  const just = (value: string) => ({ id, value, values: [value] });
  switch (type) {
    case 'Input.ChoiceSet': {
      if (isMultiSelect !== true) return just(oneOf(choices, pick).value);
      const codes = choices.slice(0, 1 + pick(2)).map(({ value }) => value);
      return { id, value: codes.join(), values: codes };
    }
    case 'Input.Number': {
      const from = Number(min ?? Math.min(1, Number(max ?? 1)));
      return just(String(Math.min(from + pick(3), Number(max ?? from + 2))));
    }
    case 'Input.Date':
      return just(String(pick(2) === 0 ? (min ?? max ?? '2026-03-31') : (max ?? min ?? '2026-04-30')));
    case 'Input.Time':
      return just(String(min ?? max ?? '12:30'));
    default:
      return { id, value: '', values: [] };
  }
}
