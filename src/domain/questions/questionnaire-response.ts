import type { CheckIn } from '../check-in.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { placeItems } from './place-items.ts';
import { responseItems, type ResponseItem } from './response-items.ts';

export type { ResponseAnswer, ResponseItem } from './response-items.ts';

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

/**
 * A check-in as a FHIR R4 QuestionnaireResponse of its Questionnaire: nested as the questionnaire is, in its
 * language. What was skipped, never reached or is not asked as things stand is left out. The comment and the
 * wish to talk are no items of the questionnaire and are not in it.
 */
export function questionnaireResponse(instrument: Instrument, checkIn: CheckIn): QuestionnaireResponse {
  const patient = { type: 'Patient', identifier: { value: checkIn.client } } as const;
  const item = responseItems(placeItems(instrument, checkIn.answers, checkIn.context)).items;
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
