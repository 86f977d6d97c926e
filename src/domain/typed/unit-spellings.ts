import type { Unit } from '../instrument/instrument.ts';
import { phraseKey } from './read-tokens.ts';

/** Codes of UCUM, the units of measure of health records, and what `Intl` calls the same. */
const intlUnits: ReadonlyMap<string, string> = new Map([
  ['kg', 'kilogram'],
  ['g', 'gram'],
  ['[lb_av]', 'pound'],
  ['[oz_av]', 'ounce'],
  ['[stone_av]', 'stone'],
  ['km', 'kilometer'],
  ['m', 'meter'],
  ['cm', 'centimeter'],
  ['mm', 'millimeter'],
  ['[mi_i]', 'mile'],
  ['[ft_i]', 'foot'],
  ['[in_i]', 'inch'],
  ['L', 'liter'],
  ['l', 'liter'],
  ['mL', 'milliliter'],
  ['ml', 'milliliter'],
  ['[foz_us]', 'fluid-ounce'],
  ['a', 'year'],
  ['mo', 'month'],
  ['wk', 'week'],
  ['d', 'day'],
  ['h', 'hour'],
  ['min', 'minute'],
  ['s', 'second'],
  ['Cel', 'celsius'],
  ['[degF]', 'fahrenheit'],
  ['%', 'percent'],
  ['deg', 'degree'],
]);
const amounts = [0, 1, 2, 3, 5, 11, 100, 1.5];
const widths = ['long', 'short', 'narrow'] as const;

const known = new Map<string, readonly string[]>();

/**
 * How people write a unit in this language: as the question shows it, its code, and where that is a common one of UCUM,
 * the language's own words and abbreviations for it, also with the `s` that people put to them (`lbs`); as `phraseKey` writes them, each once.
 */
export function unitSpellings(
  unit: Pick<Unit, 'display'> & Partial<Pick<Unit, 'key' | 'code'>>,
  language: string,
): readonly string[] {
  const { display, code, key } = unit;
  const translated = Object.hasOwn(display.translations, language)
    ? display.translations[language]
    : undefined;
  const written = [display.default, translated, code, key].filter((text) => text !== undefined);
  const intl = [...new Set(written.flatMap((text) => intlUnits.get(text) ?? []))];
  const words = [...written, ...intl.flatMap((name) => wordsFor(name, language))].map(phraseKey);
  const plurals = words.filter((word) => /^[a-z]{2,}$/.test(word)).map((word) => `${word}s`);
  return [...new Set([...words, ...plurals])].filter((word) => word !== '' && !/^\p{Nd}+$/u.test(word));
}

function wordsFor(unit: string, language: string): readonly string[] {
  const key = `${language} ${unit}`;
  const before = known.get(key);
  if (before) return before;
  const words = widths.flatMap((unitDisplay) => {
    const format = new Intl.NumberFormat([language, 'en'], { style: 'unit', unit, unitDisplay });
    return amounts.flatMap((amount) =>
      format.formatToParts(amount).flatMap((part) => (part.type === 'unit' ? [part.value] : [])),
    );
  });
  const found = [...new Set(words)];
  known.set(key, found);
  return found;
}
