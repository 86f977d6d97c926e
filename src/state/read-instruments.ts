import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instrument } from '../domain/instrument.ts';
import { shelve, type InstrumentShelf } from '../domain/instrument-shelf.ts';
import { loadInstrument, type LoadedInstrument } from '../domain/load-instrument.ts';

const ending = '.questionnaire.json';

/**
 * Reads every `NAME.questionnaire.json` with its `NAME.scoring.json` below a folder, all versions. A pair that
 * cannot be used is left out and its faults are named, each beginning with the file's name.
 */
export async function readInstruments(
  directory: string,
): Promise<{ readonly instruments: InstrumentShelf; readonly faults: readonly string[] }> {
  const names = (await readdir(directory, { recursive: true }))
    .filter((name) => name.endsWith(ending))
    .sort();
  const read = await Promise.all(
    names.map(async (name) => {
      const questionnaire = await readJson(join(directory, name));
      const scoring = await readJson(join(directory, `${name.slice(0, -ending.length)}.scoring.json`));
      return { name, loaded: load(questionnaire, scoring) };
    }),
  );
  const instruments: Instrument[] = [];
  const faults: string[] = [];
  for (const { name, loaded } of read) {
    if (!loaded.ok) faults.push(...loaded.faults.map((fault) => `${name}: ${fault}`));
    else if (shelve(instruments).exact(loaded.instrument.id, loaded.instrument.version)) {
      faults.push(`${name}: there is another ${loaded.instrument.id} ${loaded.instrument.version}`);
    } else instruments.push(loaded.instrument);
  }
  return { instruments: shelve(instruments), faults };
}

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string };

function load(questionnaire: Json, scoring: Json): LoadedInstrument {
  if (questionnaire.ok && scoring.ok) return loadInstrument(questionnaire.value, scoring.value);
  return { ok: false, faults: [questionnaire, scoring].flatMap((file) => (file.ok ? [] : [file.fault])) };
}

async function readJson(path: string): Promise<Json> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { ok: false, fault: path.endsWith(ending) ? 'cannot be read' : 'its scoring file cannot be read' };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, fault: path.endsWith(ending) ? 'is not JSON' : 'its scoring file is not JSON' };
  }
}
