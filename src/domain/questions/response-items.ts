import type { FhirValue } from '../instrument/fhir-value.ts';
import type { Translated } from '../instrument/instrument.ts';
import type { Placed } from './placed.ts';
import { questionWords } from './question.ts';

export interface ResponseItem {
  readonly linkId: string;
  readonly text?: string;
  readonly answer?: readonly ResponseAnswer[];
  readonly item?: readonly ResponseItem[];
}

/** A value, and what was asked below that answer. */
export type ResponseAnswer = FhirValue & { readonly item?: readonly ResponseItem[] };

/** The items of a QuestionnaireResponse; `at`: each by the key of its place in the check-in. */
export function responseItems(all: readonly Placed[]): {
  readonly items: readonly ResponseItem[];
  readonly at: ReadonlyMap<string, ResponseItem>;
} {
  const at = new Map<string, ResponseItem>();
  const kept = (key: string, item: ResponseItem): ResponseItem => {
    at.set(key, item);
    return item;
  };
  const itemOf = (placed: Placed): readonly ResponseItem[] => {
    switch (placed.kind) {
      case 'group': {
        const { linkId, text } = placed.group;
        const item = placed.placed.flatMap(itemOf);
        return item.length === 0 ? [] : [kept(placed.key, { linkId, ...textOf(text), item })];
      }
      case 'title':
        return [{ linkId: placed.linkId, ...textOf(placed.text), answer: [{ valueString: placed.value }] }];
      case 'display':
        return [];
      case 'fixed': {
        const { linkId, text } = placed.fixed;
        const item = placed.below.flatMap(itemOf);
        const answer = placed.values.map((value, at) => withItems(value, at === 0 ? item : []));
        return answer.length === 0 ? [] : [kept(placed.key, { linkId, ...textOf(text), answer })];
      }
      case 'question': {
        const { question, values, below } = placed;
        // whether a group is filled once more is asked by us, and has no place in the questionnaire
        if (question.another || values.length === 0) return [];
        const answer = values.map((value, at) => withItems(value, (below[at] ?? []).flatMap(itemOf)));
        const { key, linkId } = question;
        return [kept(key, { linkId, ...wordsOf(questionWords(question, '')), answer })];
      }
    }
  };
  const items = all.flatMap(itemOf);
  return { items, at };
}

const withItems = (value: FhirValue, item: readonly ResponseItem[]): ResponseAnswer =>
  item.length > 0 ? { ...value, item } : value;

const textOf = (text: Translated | undefined): { readonly text?: string } => wordsOf(text?.default ?? '');
const wordsOf = (text: string): { readonly text?: string } => (text === '' ? {} : { text });
