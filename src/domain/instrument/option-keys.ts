import type { FhirValue } from './fhir-value.ts';
import type { Option } from './instrument.ts';
import type { Offered } from './offered.ts';
import { codingOf } from './read-value.ts';

/** The code alone where that is enough to tell an option, and can stand in a card's list; else all of it, escaped. */
export function withKeys(offered: readonly Offered[]): readonly Option[] {
  const codes = offered.map(({ value }) => ('valueCoding' in value ? value.valueCoding.code : undefined));
  const systems = new Map<string | undefined, Set<string | undefined>>();
  for (const [at, code] of codes.entries())
    systems.set(code, (systems.get(code) ?? new Set()).add(systemOf(offered[at])));
  return offered.map(({ value, ...option }, at): Option => {
    const code = codes[at];
    const plain = code !== undefined && isPlain(code) && systems.get(code)?.size === 1;
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

const systemOf = (one: Offered | undefined): string | undefined =>
  one && 'valueCoding' in one.value ? one.value.valueCoding.system : undefined;

export const keyOf = (text: string): string => (isPlain(text) ? text : encoded(text));
const isPlain = (text: string): boolean => /^[^\s,]+$/u.test(text);
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const textOf = (value: FhirValue): string => String(Object.values(value)[0]);

/** Those that were there before, each time they are there again. */
export function repeated(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
}
