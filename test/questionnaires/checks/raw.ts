import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@medplum/fhirtypes';

/** Reading FHIR's JSON as it stands, with nothing of the program: what the tests of it are judged by. */
export type RawValue = Readonly<Record<string, unknown>>;

export const everyItem = (items: readonly QuestionnaireItem[] = []): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...everyItem(item.item)]);

interface Extended {
  readonly extension?: readonly { readonly url?: string }[];
}

/** The value of the first extension whose url ends so; `undefined` where there is none. */
export const extended = (on: Extended | undefined, name: string): unknown => valuesOf(on, name)[0];

export const valuesOf = (on: Extended | undefined, name: string): readonly unknown[] =>
  (on?.extension ?? []).filter(({ url }) => url?.endsWith(`/${name}`)).map((one) => theValue(one));

/** What stands in the one `value[x]` (or `answer[x]`) of an element. */
export const theValue = (of: object, name = 'value'): unknown => Object.values(theField(of, name) ?? {})[0];

export const theField = (of: object, name = 'value'): RawValue | undefined => {
  const found = Object.entries(of).find(([key]) => key.startsWith(name) && key.length > name.length);
  return found && { [found[0]]: found[1] };
};

/** The options an item offers, each as one `value[x]`, in the order of the file. */
export function optionsOf(questionnaire: Questionnaire, item: QuestionnaireItem): readonly RawValue[] {
  const listed = (item.answerOption ?? []).map((option) => theField(option)!);
  const { answerValueSet } = item;
  return answerValueSet === undefined ? listed : [...listed, ...codingsIn(questionnaire, answerValueSet)];
}

/** The codings of a value set that the questionnaire contains. */
export function codingsIn({ contained = [] }: Questionnaire, reference: string): readonly RawValue[] {
  const set = contained.find(
    (one) =>
      one.resourceType === 'ValueSet' &&
      [`#${one.id}`, one.url, `${one.url}|${one.version}`].includes(reference),
  );
  if (set?.resourceType !== 'ValueSet') return [];
  const listed = (set.compose?.include ?? []).flatMap(({ system, concept = [] }) =>
    concept.map(({ code, display }) => ({ system, code, display })),
  );
  type Contains = NonNullable<NonNullable<typeof set.expansion>['contains']>;
  const expanded = (contains: Contains = []): readonly object[] =>
    contains.flatMap(({ system, code, display, abstract, contains: inside }) => [
      ...(abstract || code === undefined ? [] : [{ system, code, display }]),
      ...expanded(inside),
    ]);
  return [...(set.expansion ? expanded(set.expansion.contains) : listed)].map((valueCoding) => ({
    valueCoding,
  }));
}

export type ResponseItems = NonNullable<QuestionnaireResponse['item']>;
