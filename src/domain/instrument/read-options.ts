import type { FhirAnswerOption, FhirItem, Reading } from './fhir-questionnaire.ts';
import { extensionOf, translated } from './fhir-extensions.ts';
import { repeated, withKeys } from './option-keys.ts';
import { ordinalOf, type Offered } from './offered.ts';
import type { FhirValue } from './fhir-value.ts';
import { foldText } from '../typed/fold-text.ts';
import type { Option, Translated } from './instrument.ts';
import { optionLabel } from '../questions/question.ts';
import { readValue } from './read-value.ts';
import { readValueSet } from './read-value-set.ts';

/** Of more options nobody finds theirs, and no card holds them; what is typed is compared with each. */
const mostOptions = 500;

/** The options of a choice, from `answerOption` or from a value set in the file; what cannot be run is named. */
export function readOptions(item: FhirItem, reading: Reading): readonly Option[] {
  const { linkId, answerOption = [], answerValueSet } = item;
  const { fault } = reading;
  const offered = [
    ...answerOption.flatMap((option) => readOption(linkId, option, reading)),
    ...(answerValueSet === undefined ? [] : readValueSet(linkId, answerValueSet, reading)),
  ];
  if (offered.length > mostOptions) fault(linkId, `has more than ${mostOptions} options`);
  const options = withKeys(offered.slice(0, mostOptions));
  for (const alike of repeated(options.map(({ code }) => code)))
    fault(linkId, `two options have the code ${alike}`);
  const languages = new Set(options.flatMap(({ display }) => Object.keys(display.translations)));
  for (const language of ['', ...languages]) {
    const labels = options.map((option) => foldText(optionLabel(option, language)));
    if (repeated(labels).length > 0) fault(linkId, `two options read alike${language && ` in ${language}`}`);
  }
  return options;
}

function readOption(linkId: string, option: FhirAnswerOption, { fault }: Reading): readonly Offered[] {
  if (option['modifierExtension'] !== undefined) fault(linkId, 'modifierExtension is not supported');
  const value = option['valueReference'] === undefined ? readValue(option) : undefined;
  const display = value && displayOf(value, option);
  if (!value || !display) {
    fault(linkId, 'an answerOption needs a coding, a whole number, a date, a time or words');
    return [];
  }
  const heading = extensionOf(option, 'optionGroup');
  const prefix = extensionOf(option, 'optionPrefix');
  const ordinal = ordinalOf(option) ?? ordinalOf(option.valueCoding);
  return [
    {
      value,
      display,
      ...(prefix?.valueString !== undefined && {
        prefix: translated(prefix.valueString, prefix['_valueString']),
      }),
      ...(ordinal !== undefined && { ordinal }),
      ...(heading?.valueString !== undefined && {
        group: translated(heading.valueString, heading['_valueString']),
      }),
      ...(extensionOf(option, 'optionExclusive')?.valueBoolean === true && { exclusive: true }),
    },
  ];
}

function displayOf(value: FhirValue, option: FhirAnswerOption): Translated | undefined {
  if ('valueCoding' in value) {
    const { display, code } = value.valueCoding;
    return display === undefined
      ? code === undefined
        ? undefined
        : translated(code, undefined)
      : translated(display, option.valueCoding?.['_display']);
  }
  if ('valueString' in value) return translated(value.valueString, option['_valueString']);
  if ('valueInteger' in value) return translated(String(value.valueInteger), undefined);
  if ('valueDate' in value) return translated(value.valueDate, undefined);
  if ('valueTime' in value) return translated(value.valueTime, undefined);
  return undefined;
}
