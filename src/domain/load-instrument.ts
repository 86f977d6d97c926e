import type { Instrument } from './instrument.ts';

export type LoadedInstrument =
  | { readonly ok: true; readonly instrument: Instrument }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Checks a FHIR R4 Questionnaire and its scoring file and makes an instrument of them, or names every fault by linkId. */
export function loadInstrument(questionnaire: unknown, scoring: unknown): LoadedInstrument {
  void questionnaire;
  void scoring;
  return { ok: false, faults: [] };
}
