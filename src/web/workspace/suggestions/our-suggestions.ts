import type { SuggestionDomain, SuggestionKind } from '../../../domain/suggestions.ts';
import { type Language } from '../../../i18n/languages.ts';
import { alertTexts } from '../../../i18n/alert-texts.ts';

/** The suggestions that come with the program, where a clinic has none of its own. */
export const ourSuggestions = (
  language: Language,
  { kind, domain }: { readonly kind: SuggestionKind; readonly domain: SuggestionDomain },
): readonly string[] => {
  const t = alertTexts(language);
  return (['first', 'second', 'third'] as const).map((one) => t(`suggestion.${kind}.${domain}.${one}`));
};
