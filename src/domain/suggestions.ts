import { cleanLine } from './clean-text.ts';

/** What an alliance alert's evidence is about. */
export const suggestionKinds = ['drop', 'slide', 'floor'] as const;
export const suggestionDomains = ['goals', 'tasks', 'bond', 'whole'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];
export type SuggestionDomain = (typeof suggestionDomains)[number];
export type SuggestionPlace = `${SuggestionKind}.${SuggestionDomain}`;

export const suggestionPlaces: readonly SuggestionPlace[] = suggestionKinds.flatMap((kind) =>
  suggestionDomains.map((domain): SuggestionPlace => `${kind}.${domain}`),
);

/** A clinic's own suggested conversations, one a line; a place that is absent has ours. */
export type Suggestions = Readonly<Partial<Record<SuggestionPlace, readonly string[]>>>;

/** Lines at one place, and characters in one. */
export const suggestionLimits = { lines: 8, characters: 300 } as const;

export type Suggested =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly reason: 'empty' | 'too-long' | 'too-many' };

/** Reads what was typed, one suggestion a line; empty lines and repeated ones go. At least one of at most 300 characters, at most 8. */
export function readSuggestions(typed: string): Suggested {
  const lines = [
    ...new Set(
      typed
        .split(/\r\n|\r|\n/u)
        .map((line) => cleanLine(line))
        .filter((line) => line !== ''),
    ),
  ];
  if (lines.length === 0) return { ok: false, reason: 'empty' };
  if (lines.length > suggestionLimits.lines) return { ok: false, reason: 'too-many' };
  if (lines.some((line) => line.length > suggestionLimits.characters))
    return { ok: false, reason: 'too-long' };
  return { ok: true, lines };
}
