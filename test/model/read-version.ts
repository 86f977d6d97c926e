import type { Answer } from '../../src/domain/check-in.ts';
import type { Version } from './versions.ts';
import { eachUrl, type RawItem } from './write-items.ts';

export interface Subjects {
  readonly homework: readonly { readonly id: string; readonly title: string }[];
  readonly goal: readonly { readonly id: string; readonly title: string }[];
}

/** One question as a client reads it. */
export interface Asked {
  readonly key: string;
  readonly linkId: string;
  readonly words: Readonly<Record<'en' | 'es', string>>;
  readonly item: RawItem;
}

const eachOf = (item: RawItem) =>
  item.extension?.find(({ url }) => url === eachUrl)?.valueCode as 'homework' | 'goal' | undefined;

const wordsIn = (
  element:
    { extension: readonly { extension?: readonly { url: string; valueString?: string }[] }[] } | undefined,
) => element?.extension[0]?.extension?.find(({ url }) => url === 'content')?.valueString;

/** What a version asks, in its order, given these answers: the model's own reading of the file. */
export function readVersion(
  version: Version,
  answers: Readonly<Record<string, Answer>>,
  subjects: Subjects,
): readonly Asked[] {
  const asked: Asked[] = [];
  const chosen = (linkId: string): readonly string[] =>
    asked
      .filter((one) => one.linkId === linkId)
      .map(({ key }) => answers[key])
      .flatMap((answer) => (answer?.kind === 'option' ? [answer.code] : []));
  const read = (items: readonly RawItem[], subject?: { id: string; title: string }): void => {
    for (const item of items) {
      const { linkId, enableWhen } = item;
      if (enableWhen && !enableWhen.some((one) => chosen(one.question).includes(one.answerCoding.code)))
        continue;
      if (item.type === 'group') {
        const each = eachOf(item);
        for (const one of each ? subjects[each] : [subject]) read(item.item ?? [], one);
      } else if (!item.readOnly) {
        const en = item.text ?? '';
        const titled = (words: string) => words.replaceAll('{{title}}', () => subject?.title ?? '');
        asked.push({
          key: subject ? `${linkId}/${subject.id}` : linkId,
          linkId,
          words: { en: titled(en), es: titled(wordsIn(item['_text']) ?? en) },
          item,
        });
      }
    }
  };
  read(version.items);
  return asked;
}

/** In words that a person would compare: what it asks, of what, on which scale, with which answers to choose from. */
export function isSameQuestion(a: Version, b: Version, linkId: string): boolean {
  const one = contentOf(a, linkId);
  return one !== undefined && one === contentOf(b, linkId);
}

function contentOf(version: Version, linkId: string): string | undefined {
  const known = contents.get(version) ?? new Map<string, string | undefined>();
  contents.set(version, known);
  if (!known.has(linkId)) {
    const found = find(version.items, linkId);
    known.set(linkId, found === undefined ? undefined : JSON.stringify(found));
  }
  return known.get(linkId);
}

const contents = new WeakMap<Version, Map<string, string | undefined>>();

function find(items: readonly RawItem[], linkId: string, each?: string): unknown {
  for (const item of items) {
    if (item.linkId === linkId) {
      return {
        each,
        type: item.type,
        several: item.repeats,
        longest: item.maxLength,
        text: item.text,
        scale: item.extension,
        ends: item.item?.map(({ text }) => text),
        options: item.answerOption?.map(({ valueCoding: { code, display } }) => [code, display]),
      };
    }
    const within = find(item.item ?? [], linkId, eachOf(item) ?? each);
    if (within !== undefined) return within;
  }
  return undefined;
}

export const optionsOf = ({ answerOption = [] }: RawItem, language: 'en' | 'es') =>
  answerOption.map(({ valueCoding }) => ({
    code: valueCoding.code,
    label:
      language === 'en' ? valueCoding.display : (wordsIn(valueCoding['_display']) ?? valueCoding.display),
  }));

export function rangeOf(item: RawItem): { readonly min: number; readonly max: number } {
  const [min, max] = (item.extension ?? []).map(({ valueInteger }) => valueInteger);
  return { min: min ?? 0, max: max ?? 10 };
}

/** Each subscale's mean on 0–10, and theirs. */
export function scoreOf(version: Version, answers: Readonly<Record<string, Answer>>) {
  const mean = (values: readonly number[]) =>
    values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
  const scaled = (linkIds: readonly string[]) =>
    mean(
      readVersion(version, {}, { homework: [], goal: [] }).flatMap(({ linkId, item }) => {
        const answer = answers[linkId];
        const { min, max } = rangeOf(item);
        return linkIds.includes(linkId) && answer?.kind === 'number'
          ? [((answer.value - min) / (max - min)) * 10]
          : [];
      }),
    );
  const goals = scaled(version.subscales.goals);
  const tasks = scaled(version.subscales.tasks);
  const bond = scaled(version.subscales.bond);
  const whole =
    goals === undefined || tasks === undefined || bond === undefined ? undefined : mean([goals, tasks, bond]);
  return { goals, tasks, bond, alliance: whole };
}
