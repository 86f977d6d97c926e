import type { Option } from '../instrument/instrument.ts';

/**
 * What an option counts for: its ordinal value (FHIR `ordinalValue`); else its code, where all codes are numbers;
 * else its place, from 0.
 */
export function optionNumber(options: readonly Option[], code: string): number {
  return countedNumber(options, code) ?? options.findIndex((each) => each.code === code);
}

/** The same, where the questionnaire itself gives it a number. */
export function countedNumber(options: readonly Option[], code: string): number | undefined {
  const option = options.find((each) => each.code === code);
  if (!option) return undefined;
  if (option.ordinal !== undefined) return option.ordinal;
  return options.every((each) => isNumber(ownCode(each))) ? Number(ownCode(option)) : undefined;
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** As the questionnaire has it, not as it is kept. */
function ownCode({ code, value }: Option): string {
  if (!value) return code;
  if ('valueCoding' in value) return value.valueCoding.code ?? '';
  return 'valueInteger' in value ? String(value.valueInteger) : '';
}
