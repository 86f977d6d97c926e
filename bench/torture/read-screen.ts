import type { AnswerType, Instrument } from '../../src/domain/instrument/instrument.ts';
import { questionText } from '../../src/domain/questions/question.ts';
import { questionKey } from '../../src/domain/questions/question-key.ts';
import { createTexts, languages } from '../../src/i18n/index.ts';
import { therapist, type Enrolled } from './clinic.ts';

type Data = Readonly<Record<string, unknown>>;

/** A message of the bot as Direct Line shows it. */
export interface Shown {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly cards: readonly unknown[];
}

/** What a client sees to be asked: which question, in which words it was put, and what there is to tap. */
export interface Open {
  readonly key: string;
  readonly language: string;
  /** Absent for a step of joining and for the summary. */
  readonly type?: AnswerType;
  /** What each element of the card sends. */
  readonly taps: readonly Data[];
  /** The boxes and fields of the card, by id, with what they hold. */
  readonly inputs: ReadonlyMap<string, { readonly value: string; readonly options: readonly string[] }>;
}

const joinSteps = ['language', 'country', 'consent', 'day', 'time'] as const;

/** How this client tells from its words which question a message asks, as a person does. */
export function screenReader(
  instrument: Instrument,
  { client }: Enrolled,
): (shown: readonly Shown[]) => Open | undefined {
  const byText = new Map<string, Pick<Open, 'key' | 'language' | 'type'>>();
  const texts = createTexts();
  const values = { therapist: therapist.name, zone: 'Etc/UTC' };
  for (const language of languages) {
    const t = texts(language);
    for (const item of instrument.items) {
      const { linkId, answer: type, text } = item;
      const subjects =
        item.each === undefined ? [undefined] : client[item.each === 'goal' ? 'goals' : 'homework'];
      for (const subject of subjects) {
        byText.set(questionText({ text, ...(subject && { subject }) }, language), {
          key: questionKey(linkId, ...(subject ? [subject.id] : [])),
          language,
          type,
        });
      }
    }
    for (const step of joinSteps) {
      byText.set(t(`chat.join.${step}.question`, values), { key: `join/${step}`, language });
    }
    byText.set(t('chat.summary.text', values), { key: 'sent', language });
  }

  return (shown) => {
    for (const { from, text, cards } of shown.toReversed()) {
      if (from === client.id) continue;
      const taps = cards.flatMap(tapsIn);
      if (!taps.some((data) => 'nonce' in data)) continue;
      const known = byText.get(text);
      return known && { ...known, taps, inputs: new Map(cards.flatMap(inputsIn)) };
    }
    return undefined;
  };
}

const elements = (node: unknown): readonly Data[] => {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (!isData(node)) return [];
  return [node, ...Object.values(node).flatMap(elements)];
};

const tapsIn = (card: unknown): readonly Data[] =>
  elements(card).flatMap(({ type, data }) => (type === 'Action.Submit' && isData(data) ? [data] : []));

const inputsIn = (card: unknown) =>
  elements(card).flatMap(({ type, id, value, choices }) =>
    typeof type === 'string' && type.startsWith('Input.') && typeof id === 'string'
      ? [[id, { value: typeof value === 'string' ? value : '', options: valuesOf(choices) }] as const]
      : [],
  );

const valuesOf = (choices: unknown): readonly string[] =>
  Array.isArray(choices)
    ? choices.flatMap((choice) => (isData(choice) ? [String(choice['value'])] : []))
    : [];

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;
