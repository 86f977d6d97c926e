import type { Answer, CheckIn } from './check-in.ts';
import type { AnswerType, Instrument, Option, Translated } from './instrument.ts';
import { placeItems, type Placed } from './place-items.ts';
import { questionText, textIn } from './question.ts';

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

export type ResponseAnswer =
  | { readonly valueInteger: number }
  | { readonly valueBoolean: boolean }
  | { readonly valueString: string }
  | { readonly valueCoding: { readonly system?: string; readonly code: string; readonly display: string } };

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
    case 'question': {
      const { question } = placed;
      const answer = placed.answer ? answersOf(placed.answer, question.answer) : [];
      if (answer.length === 0) return [];
      return [{ linkId: question.linkId, text: questionText(question, ''), answer }];
    }
  }
}

const textOf = (text: Translated | undefined): { readonly text?: string } =>
  text && text.default !== '' ? { text: text.default } : {};

function answersOf(answer: Answer, type: AnswerType): readonly ResponseAnswer[] {
  switch (answer.kind) {
    case 'number':
      return [{ valueInteger: answer.value }];
    case 'boolean':
      return [{ valueBoolean: answer.value }];
    case 'text':
      return [{ valueString: answer.value }];
    case 'option':
      return codingsOf([answer.code], type);
    case 'options':
      return codingsOf(answer.codes, type);
    case 'skipped':
      return [];
  }
}

function codingsOf(codes: readonly string[], type: AnswerType): readonly ResponseAnswer[] {
  const options: readonly Option[] = type.kind === 'choice' || type.kind === 'choices' ? type.options : [];
  return options
    .filter(({ code }) => codes.includes(code))
    .map(({ system, code, display }) => ({
      valueCoding: { ...(system !== undefined && { system }), code, display: textIn(display, '') },
    }));
}
