import { readFile } from 'node:fs/promises';
import { loadInstrument, type LoadedInstrument } from '../domain/instrument/load-instrument.ts';

export interface InstrumentFile {
  /** Parsed JSON; `undefined` where there is none. */
  readonly questionnaire: unknown;
  /** The scoring file, where there is one beside it. */
  readonly scoringFile?: string;
  readonly loaded: LoadedInstrument;
}

/** Reads a questionnaire by the name of its file, and the scoring file beside it if there is one. */
export async function readInstrumentFile(file: string): Promise<InstrumentFile> {
  const questionnaire = await readJson(file);
  if (!questionnaire.ok) return refusedFor([`the file ${questionnaire.why}`]);
  const beside = `${file.replace(/(\.questionnaire)?\.json$/i, '')}.scoring.json`;
  const scoring = await readJson(beside);
  if (!scoring.ok) {
    if (scoring.missing)
      return { questionnaire: questionnaire.value, loaded: loadInstrument(questionnaire.value) };
    return { ...refusedFor([`the scoring file ${scoring.why}`]), questionnaire: questionnaire.value };
  }
  return {
    questionnaire: questionnaire.value,
    scoringFile: beside,
    loaded: loadInstrument(questionnaire.value, scoring.value),
  };
}

const refusedFor = (faults: readonly string[]): InstrumentFile => ({
  questionnaire: undefined,
  loaded: { ok: false, faults },
});

type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly missing: boolean; readonly why: string };

async function readJson(path: string): Promise<Json> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { ok: false, missing, why: missing ? 'is not there' : 'cannot be read' };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, missing: false, why: 'is not JSON' };
  }
}
