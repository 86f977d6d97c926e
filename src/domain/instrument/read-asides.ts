import { controlOf, translated } from './fhir-extensions.ts';
import type { FhirItem } from './fhir-questionnaire.ts';
import type { Translated } from './instrument.ts';
import type { Ends } from './read-number.ts';

/** What stands below a question: the words at the ends of its scale, its unit, its explanation, and the rest. */
export interface Asides {
  readonly ends: Ends;
  readonly help?: Translated;
  readonly rest: readonly FhirItem[];
}

/** Sorts what stands below a question. Words that are no end of a scale and no unit explain it. */
export function readAsides({ item = [] }: FhirItem): Asides {
  const ends: { low?: Translated; high?: Translated; unit?: Translated } = {};
  const help: Translated[] = [];
  const rest: FhirItem[] = [];
  for (const child of item) {
    const words = translated(child.text ?? '', child['_text']);
    const control = child.type === 'display' ? controlOf(child) : undefined;
    if (child.type !== 'display' || child.enableWhen || child.item) rest.push(child);
    else if (control === 'lower') ends.low = words;
    else if (control === 'upper') ends.high = words;
    else if (control === 'unit') ends.unit = words;
    else if (words.default.trim() !== '') help.push(words);
  }
  const [first, ...more] = help;
  return { ends, ...(first && { help: more.reduce(joined, first) }), rest };
}

/** One after the other; in a language that only one of them has, the other stands in its own words. */
const joined = (one: Translated, other: Translated): Translated => {
  const languages = new Set([...Object.keys(one.translations), ...Object.keys(other.translations)]);
  const inBoth = (language: string): string =>
    `${one.translations[language] ?? one.default}\n${other.translations[language] ?? other.default}`;
  return {
    default: `${one.default}\n${other.default}`,
    translations: Object.fromEntries([...languages].map((language) => [language, inBoth(language)])),
  };
};
