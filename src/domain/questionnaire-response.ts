import type { CheckIn } from './check-in.ts';
import type { FhirValue } from './fhir-value.ts';
import type { Instrument, Translated } from './instrument.ts';
import { placeItems, type Placed } from './place-items.ts';
import { questionWords } from './question.ts';

/** As much of FHIR R4's QuestionnaireResponse as we write. */
export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  /** `url|version` of the Questionnaire. */
  readonly questionnaire: string;
  readonly status: 'in-progress' | 'completed' | 'stopped';
  readonly subject: PatientReference;
  readonly source: PatientReference;
  readonly authored: string;
  readonly item?: readonly ResponseItem[];
}

interface PatientReference {
  readonly type: 'Patient';
  readonly identifier: { readonly value: string };
}

export interface ResponseItem {
  readonly linkId: string;
  readonly text?: string;
  readonly answer?: readonly ResponseAnswer[];
  readonly item?: readonly ResponseItem[];
}

/** A value, and what was asked below that answer. */
export type ResponseAnswer = FhirValue & { readonly item?: readonly ResponseItem[] };

/**
 * A check-in as a FHIR R4 QuestionnaireResponse of its Questionnaire: nested as the questionnaire is, in its
 * language. What was skipped, never reached or is not asked as things stand is left out. The comment and the
 * wish to talk are no items of the questionnaire and are not in it.
 */
export function questionnaireResponse(instrument: Instrument, checkIn: CheckIn): QuestionnaireResponse {
  const patient = { type: 'Patient', identifier: { value: checkIn.client } } as const;
  const item = placeItems(instrument, checkIn.answers, checkIn.context).flatMap(itemOf);
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${instrument.url}|${instrument.version}`,
    status: statuses[checkIn.status],
    subject: patient,
    source: patient,
    authored: checkIn.completedAt ?? checkIn.begunAt,
    ...(item.length > 0 && { item }),
  };
}

const statuses = { open: 'in-progress', complete: 'completed', missed: 'stopped' } as const satisfies Record<
  CheckIn['status'],
  QuestionnaireResponse['status']
>;

function itemOf(placed: Placed): readonly ResponseItem[] {
  switch (placed.kind) {
    case 'group': {
      const { linkId, text } = placed.group;
      const item = placed.placed.flatMap(itemOf);
      return item.length === 0 ? [] : [{ linkId, ...textOf(text), item }];
    }
    case 'title':
      return [{ linkId: placed.linkId, ...textOf(placed.text), answer: [{ valueString: placed.value }] }];
    case 'display':
      return [];
    case 'fixed': {
      const { linkId, text, values } = placed.fixed;
      const item = placed.below.flatMap(itemOf);
      const answer = values.map((value, at) => withItems(value, at === 0 ? item : []));
      return answer.length === 0 ? [] : [{ linkId, ...textOf(text), answer }];
    }
    case 'question': {
      const { question, values, below } = placed;
      // whether a group is filled once more is asked by us, and has no place in the questionnaire
      if (question.another || values.length === 0) return [];
      const answer = values.map((value, at) => withItems(value, (below[at] ?? []).flatMap(itemOf)));
      return [{ linkId: question.linkId, ...wordsOf(questionWords(question, '')), answer }];
    }
  }
}

const withItems = (value: FhirValue, item: readonly ResponseItem[]): ResponseAnswer =>
  item.length > 0 ? { ...value, item } : value;

const textOf = (text: Translated | undefined): { readonly text?: string } => wordsOf(text?.default ?? '');
const wordsOf = (text: string): { readonly text?: string } => (text === '' ? {} : { text });
