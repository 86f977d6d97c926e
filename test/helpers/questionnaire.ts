import type { Answer, Answers, CheckInContext } from '../../src/domain/check-in.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { loadInstrument, type LoadedInstrument } from '../../src/domain/instrument/load-instrument.ts';
import {
  questionnaireResponse,
  type ResponseItem,
} from '../../src/domain/questions/questionnaire-response.ts';
import { questions } from '../../src/domain/questions/questions.ts';
import { checkInWith } from './built-in.ts';

const hl7 = 'http://hl7.org/fhir/StructureDefinition/';

/** An item as a file has it; what it lacks is filled in: a type, and a text like its linkId. */
export type Raw = Readonly<Record<string, unknown>> & { readonly linkId: string };

/** A questionnaire of these items alone. */
export const questionnaireOf = (items: readonly Raw[], more: object = {}): object => ({
  resourceType: 'Questionnaire',
  url: 'http://example.org/q',
  version: '1',
  status: 'active',
  item: items.map(filled),
  ...more,
});

const filled = ({ item, ...rest }: Raw): Raw => ({
  type: Array.isArray(item) && !('type' in rest) ? 'group' : 'boolean',
  text: rest.linkId,
  ...rest,
  ...(Array.isArray(item) && { item: (item as Raw[]).map(filled) }),
});

/** FHIR extensions by the last part of their address. */
export const extensions = (values: Readonly<Record<string, object>>) => ({
  extension: Object.entries(values).map(([name, value]) => ({ url: `${hl7}${name}`, ...value })),
});
export const control = (code: string) => ({
  'questionnaire-itemControl': { valueCodeableConcept: { coding: [{ code }] } },
});

export const loadItems = (items: readonly Raw[], more: object = {}): LoadedInstrument =>
  loadInstrument(questionnaireOf(items, more));

export function instrumentOf(items: readonly Raw[], more: object = {}): Instrument {
  const loaded = loadItems(items, more);
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.instrument;
}

const nothing: CheckInContext = { homework: [], goal: [] };
export const keysOf = (
  instrument: Instrument,
  answers: Answers = {},
  context: CheckInContext = nothing,
): readonly string[] => questions(instrument, answers, context).map(({ key }) => key);

export const responseTo = (
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext = nothing,
): readonly ResponseItem[] => questionnaireResponse(instrument, checkInWith(answers, { context })).item ?? [];

export const yes: Answer = { kind: 'boolean', value: true };
export const no: Answer = { kind: 'boolean', value: false };
export const words = (value: string): Answer => ({ kind: 'text', value });
