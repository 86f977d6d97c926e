/** As much of a FHIR questionnaire's item as these have. */
export interface RawItem {
  readonly linkId: string;
  readonly type: string;
  readonly text?: string;
  readonly _text?: { readonly extension: readonly Extension[] };
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly repeats?: boolean;
  readonly extension?: readonly Extension[];
  readonly answerOption?: readonly { readonly valueCoding: RawCoding }[];
  readonly enableWhen?: readonly {
    readonly question: string;
    readonly operator: string;
    readonly answerCoding: { readonly code: string };
  }[];
  readonly enableBehavior?: 'any';
  readonly maxLength?: number;
  readonly item?: readonly RawItem[];
}
interface RawCoding {
  readonly code: string;
  readonly display: string;
  readonly _display?: { readonly extension: readonly Extension[] };
}
interface Extension {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueInteger?: number;
  readonly valueString?: string;
  readonly valueCodeableConcept?: unknown;
  readonly extension?: readonly Extension[];
}

const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
export const eachUrl = 'https://alliance-checkin.example/fhir/StructureDefinition/each';

export type Words = readonly [en: string, es: string];
const inSpanish = (words: string) => ({
  extension: [
    {
      url: `${hl7}translation`,
      extension: [
        { url: 'lang', valueCode: 'es' },
        { url: 'content', valueString: words },
      ],
    },
  ],
});
export const text = ([en, es]: Words) => ({ text: en, _text: inSpanish(es) });

const end = (linkId: string, code: 'lower' | 'upper', words: Words): RawItem => ({
  linkId,
  type: 'display',
  ...text(words),
  extension: [{ url: `${hl7}questionnaire-itemControl`, valueCodeableConcept: { coding: [{ code }] } }],
});
export const rating = (
  linkId: string,
  words: Words,
  {
    range: [min, max] = [0, 10],
    ends,
    ...more
  }: { range?: readonly [number, number]; ends?: readonly [Words, Words]; required?: boolean } = {},
): RawItem => ({
  linkId,
  type: 'integer',
  ...text(words),
  ...more,
  extension: [
    { url: `${hl7}minValue`, valueInteger: min },
    { url: `${hl7}maxValue`, valueInteger: max },
  ],
  ...(ends && {
    item: [end(`${linkId}-low`, 'lower', ends[0]), end(`${linkId}-high`, 'upper', ends[1])],
  }),
});
export const options = (list: readonly (readonly [string, ...Words])[]) => ({
  answerOption: list.map(([code, en, es]) => ({
    valueCoding: { code, display: en, _display: inSpanish(es) },
  })),
});
export const group = (linkId: string, item: readonly RawItem[]): RawItem => ({ linkId, type: 'group', item });
export const forEach = (linkId: string, each: 'homework' | 'goal', item: readonly RawItem[]): RawItem => ({
  linkId,
  type: 'group',
  repeats: true,
  extension: [{ url: eachUrl, valueCode: each }],
  item: [{ linkId: `${linkId}-title`, type: 'string', readOnly: true, text: 'Title' }, ...item],
});
export const when = (
  question: string,
  codes: readonly string[],
): Pick<RawItem, 'enableWhen' | 'enableBehavior'> => ({
  enableWhen: codes.map((code) => ({ question, operator: '=', answerCoding: { code } })),
  enableBehavior: 'any',
});
