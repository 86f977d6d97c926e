import type { FhirAnswerOption, FhirItem, Reading } from './fhir-questionnaire.ts';
import { extensionOf, translated } from './fhir-extensions.ts';
import type { FhirValue } from './fhir-value.ts';
import { foldText } from './fold-text.ts';
import type { Option, Translated } from './instrument.ts';
import { optionLabel } from './question.ts';
import { codingOf, readValue } from './read-value.ts';
import { readValueSet } from './read-value-set.ts';

/** An option before it has the key it is kept under. */
export interface Offered {
  readonly value: FhirValue;
  readonly display: Translated;
  readonly prefix?: Translated;
  readonly ordinal?: number;
  readonly group?: Translated;
  readonly exclusive?: boolean;
}

/** The options of a choice, from `answerOption` or from a value set in the file; what cannot be run is named. */
export function readOptions(item: FhirItem, reading: Reading): readonly Option[] {
  const { linkId, answerOption = [], answerValueSet } = item;
  const { fault } = reading;
  const offered = [
    ...answerOption.flatMap((option) => readOption(linkId, option, reading)),
    ...(answerValueSet === undefined ? [] : readValueSet(linkId, answerValueSet, reading)),
  ];
  const options = withKeys(offered);
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

/** FHIR `ordinalValue`, or `itemWeight` as later versions call it. */
export const ordinalOf = (on: Parameters<typeof extensionOf>[0]): number | undefined => {
  const ordinal = extensionOf(on, 'ordinalValue') ?? extensionOf(on, 'itemWeight');
  return ordinal?.valueDecimal ?? ordinal?.valueInteger;
};

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

/** The code alone where that is enough to tell an option, and can stand in a card's list; else all of it, escaped. */
function withKeys(offered: readonly Offered[]): readonly Option[] {
  const codes = offered.map(({ value }) => ('valueCoding' in value ? value.valueCoding.code : undefined));
  const whole = offered.map(({ value }) => JSON.stringify(value));
  const isAlone = (code: string, at: number): boolean =>
    codes.every(
      (other, position) =>
        other !== code || whole[position] === whole[at] || sameSystem(offered, position, at),
    );
  return offered.map(({ value, ...option }, at): Option => {
    const code = codes[at];
    const plain = code !== undefined && isPlain(code) && isAlone(code, at);
    if (!('valueCoding' in value)) return { code: keyOf(textOf(value)), ...option, value };
    const { system, display } = value.valueCoding;
    const key = plain ? code : encoded(`${system ?? ''}|${code ?? display ?? ''}`);
    return {
      code: key,
      ...(system !== undefined && { system }),
      ...option,
      ...((key !== code || display === undefined) && { value: { valueCoding: codingOf(value.valueCoding) } }),
    };
  });
}

const sameSystem = (offered: readonly Offered[], a: number, b: number): boolean =>
  systemOf(offered[a]) === systemOf(offered[b]);
const systemOf = (one: Offered | undefined): string | undefined =>
  one && 'valueCoding' in one.value ? one.value.valueCoding.system : undefined;

export const keyOf = (text: string): string => (isPlain(text) ? text : encoded(text));
const isPlain = (text: string): boolean => /^[^\s,]+$/u.test(text);
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const textOf = (value: FhirValue): string => String(Object.values(value)[0]);

export const repeated = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, position) => texts.indexOf(text) !== position);
