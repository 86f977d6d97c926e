import type { Fault, FhirItem } from './fhir-questionnaire.ts';
import { controlOf, extensionOf, translated } from './fhir-extensions.ts';
import { foldText } from './fold-text.ts';
import type { AnswerType, Option, Translated } from './instrument.ts';
import { textIn } from './question.ts';

const longestText = 4000;
/** A scale with more steps than this cannot be tapped. */
const mostSteps = 20;

/** The kind of answer a FHIR item takes; what cannot be run is named and `undefined`. */
export function readAnswerType(item: FhirItem, fault: Fault): AnswerType | undefined {
  const { linkId, type } = item;
  if (type !== 'integer') {
    for (const child of item.item ?? []) fault(child.linkId, 'items below a question are not supported');
  }
  if (item.answerOption && type !== 'choice') fault(linkId, `answerOption is not supported for ${type}`);
  if (item.repeats === true && type !== 'choice') fault(linkId, `repeats is not supported for ${type}`);
  switch (type) {
    case 'integer':
      return readRating(item, fault);
    case 'choice':
      return { kind: item.repeats === true ? 'choices' : 'choice', options: readOptions(item, fault) };
    case 'boolean':
      return { kind: 'boolean' };
    case 'string':
    case 'text':
      return { kind: 'text', maxLength: Math.min(item.maxLength ?? longestText, longestText) };
    default:
      fault(linkId, `type ${type} is not supported`);
      return undefined;
  }
}

function readRating(item: FhirItem, fault: Fault): AnswerType | undefined {
  const min = extensionOf(item, 'minValue')?.valueInteger;
  const max = extensionOf(item, 'maxValue')?.valueInteger;
  const labels: { low?: Translated; high?: Translated } = {};
  for (const child of item.item ?? []) {
    const end = child.type === 'display' ? controlOf(child) : undefined;
    if (end === 'lower') labels.low = translated(child.text ?? '', child['_text']);
    else if (end === 'upper') labels.high = translated(child.text ?? '', child['_text']);
    else fault(child.linkId, 'only labels of the ends of a scale are supported below a question');
  }
  if (min === undefined || max === undefined || min >= max || max - min > mostSteps) {
    fault(item.linkId, `an integer needs minValue below maxValue, at most ${mostSteps} apart`);
    return undefined;
  }
  return { kind: 'rating', min, max, ...labels };
}

function readOptions(item: FhirItem, fault: Fault): readonly Option[] {
  const { linkId, answerOption = [] } = item;
  if (answerOption.length === 0) fault(linkId, 'a choice needs answerOption');
  const options = answerOption.flatMap(({ valueCoding, extension }): Option[] => {
    const { code, display, system } = valueCoding ?? {};
    if (code === undefined || display === undefined || /[,\s]/.test(code)) {
      fault(linkId, 'an answerOption needs a valueCoding with display and a code without commas and spaces');
      return [];
    }
    const heading = extensionOf({ extension }, 'optionGroup');
    const ordinal = extensionOf({ extension }, 'ordinalValue')?.valueDecimal;
    return [
      {
        code,
        ...(system !== undefined && { system }),
        display: translated(display, valueCoding?.['_display']),
        ...(ordinal !== undefined && { ordinal }),
        ...(heading?.valueString !== undefined && {
          group: translated(heading.valueString, heading['_valueString']),
        }),
      },
    ];
  });
  for (const alike of repeated(options.map(({ code }) => code)))
    fault(linkId, `two options have the code ${alike}`);
  const languages = new Set(options.flatMap(({ display }) => Object.keys(display.translations)));
  for (const language of ['', ...languages]) {
    const labels = options.map(({ display }) => foldText(textIn(display, language)));
    if (repeated(labels).length > 0) fault(linkId, `two options read alike${language && ` in ${language}`}`);
  }
  return options;
}

const repeated = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, position) => texts.indexOf(text) !== position);
