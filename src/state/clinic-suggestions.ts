import type { SuggestionPlace, Suggestions } from '../domain/suggestions.ts';
import { clinicPartition, type Store, type SuggestionsDocument } from './store.ts';
import { upsert } from './upsert.ts';

type Kept = Pick<Store, 'suggestions'>;
/** `undefined`: ours stand. */
type Lines = readonly string[] | undefined;

export interface SuggestionsChange {
  readonly place: SuggestionPlace;
  readonly lines: Lines;
  /** What whoever changes it had before them; when something else stands there by now, nothing is changed. */
  readonly was: Lines;
}

/** What the clinic says in the place of our suggestions, in this language; empty where it has said nothing. */
export async function readClinicSuggestions(store: Kept, language: string): Promise<Suggestions> {
  return (await readSuggestionsDocument(store, language))?.lines ?? {};
}

/** With what can be taken back. */
export async function readSuggestionsDocument(
  { suggestions }: Kept,
  language: string,
): Promise<SuggestionsDocument | undefined> {
  return (await suggestions.get(clinicPartition, language))?.document;
}

/**
 * Puts the clinic's lines at one place, or takes them away. What stood there can be put back until the next change.
 * @returns whether it stands as it was wanted
 */
export async function changeClinicSuggestions(
  { suggestions }: Kept,
  language: string,
  { place, lines, was }: SuggestionsChange,
): Promise<boolean> {
  let stands = false;
  await upsert(suggestions, clinicPartition, language, (current): SuggestionsDocument | undefined => {
    const { [place]: before, ...others } = current?.lines ?? {};
    const done = isSame(before, lines);
    stands = done || isSame(before, was);
    if (done || !stands) return undefined;
    return {
      id: language,
      schema: 1,
      lines: lines === undefined ? others : { ...others, [place]: lines },
      before: { place, ...(before && { lines: before }) },
    };
  });
  return stands;
}

const isSame = (a: Lines, b: Lines): boolean => JSON.stringify(a) === JSON.stringify(b);
