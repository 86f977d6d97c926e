/**
 * What the client gave for one question. A question passed over on purpose is `skipped`; one never
 * reached has no entry. Nothing is ever filled in for the client.
 */
export type Answer =
  | SingleAnswer
  /** `other`: what was added in the client's own words, where the question takes that. */
  | { readonly kind: 'options'; readonly codes: readonly string[]; readonly other?: readonly string[] }
  /** To a question that takes several, one after the other; `done` once the client has said that it is all. */
  | { readonly kind: 'several'; readonly values: readonly SingleAnswer[]; readonly done: boolean }
  | { readonly kind: 'skipped' };

/** One value. `text` also for what is chosen in the client's own words, and for a web address. */
export type SingleAnswer =
  | { readonly kind: 'number'; readonly value: number }
  /** `unit`: the key of one of the question's units; left out where it has none. */
  | { readonly kind: 'quantity'; readonly value: number; readonly unit?: string }
  /** As FHIR writes it: `2026-04-03`, `2026-04-03T19:30:00+02:00`, `19:30:00`. */
  | { readonly kind: 'date' | 'dateTime' | 'time'; readonly value: string }
  | { readonly kind: 'option'; readonly code: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string };
