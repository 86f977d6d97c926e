import { controlOf, extensionOf, translated } from './fhir-extensions.ts';
import type { FhirItem } from './fhir-questionnaire.ts';
import type { Translated } from './instrument.ts';

export const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Its own words; where it has none, what its code is called. */
export function itemText(item: FhirItem): Translated {
  const own = ownText(item);
  if (!isBlank(own.default)) return own;
  const named = item.code?.find(({ display }) => !isBlank(display));
  return translated(named?.display ?? '', named?.['_display']);
}

/** Its own words, which may stand in its markdown alone. */
export const ownText = (item: FhirItem): Translated =>
  translated(
    isBlank(item.text)
      ? (extensionOf(item['_text'], 'renderingMarkdown')?.valueMarkdown ?? '')
      : (item.text ?? ''),
    item['_text'],
  );

/** Words to read: a `display`, or what has a control that FHIR has for words alone, such as help. */
export const isWords = (item: FhirItem): boolean =>
  item.type === 'display' ||
  ((item.type === 'string' || item.type === 'text') &&
    item.item === undefined &&
    forWords.has(controlOf(item) ?? ''));

const forWords: ReadonlySet<string> = new Set([
  'flyover',
  'help',
  'legal',
  'lower',
  'prompt',
  'unit',
  'upper',
]);
