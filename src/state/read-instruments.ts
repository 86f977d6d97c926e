import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { shelve, type InstrumentShelf } from '../domain/instrument/instrument-shelf.ts';
import { loadInstrument, type LoadedInstrument } from '../domain/instrument/load-instrument.ts';

const endings = { questionnaire: '.questionnaire.json', scoring: '.scoring.json' } as const;

/** The instruments that come with the program. */
export const shippedInstruments = join(import.meta.dirname, '..', '..', 'instruments');

/**
 * Reads every `NAME.questionnaire.json`, with its `NAME.scoring.json` if there is one, below each folder, all
 * versions. One that cannot be used is left out and its faults are named, each beginning with the file's name. What
 * an earlier folder has takes the place of the same version in a later one.
 */
export async function readInstruments(
  ...directories: readonly (string | undefined)[]
): Promise<{ readonly instruments: InstrumentShelf; readonly faults: readonly string[] }> {
  const instruments: Instrument[] = [];
  const faults: string[] = [];
  for (const directory of directories) {
    if (directory === undefined) continue;
    const read = await readFolder(directory);
    const before = shelve([...instruments]);
    faults.push(...read.faults);
    instruments.push(...read.instruments.filter(({ id, version }) => !before.exact(id, version)));
  }
  return { instruments: shelve(instruments), faults };
}

interface Folder {
  readonly instruments: readonly Instrument[];
  readonly faults: readonly string[];
}

async function readFolder(directory: string): Promise<Folder> {
  let files: readonly string[];
  try {
    files = (await readdir(directory, { recursive: true })).sort();
  } catch {
    return { instruments: [], faults: [`${directory}: this folder cannot be read`] };
  }
  const names = files.filter((file) => file.endsWith(endings.questionnaire));
  const read = await Promise.all(
    names.map(async (name) => {
      const scoringName = `${stemOf(name, 'questionnaire')}${endings.scoring}`;
      const questionnaire = await readJson(join(directory, name), '');
      const scoring = files.includes(scoringName)
        ? await readJson(join(directory, scoringName), 'its scoring file ')
        : ({ ok: true, value: undefined } as const);
      return { name, loaded: load(questionnaire, scoring) };
    }),
  );
  const instruments: Instrument[] = [];
  const faults = files
    .filter((file) => file.endsWith(endings.scoring))
    .filter((file) => !names.includes(`${stemOf(file, 'scoring')}${endings.questionnaire}`))
    .map((file) => `${file}: there is no questionnaire beside it`);
  for (const { name, loaded } of read) {
    if (!loaded.ok) faults.push(...loaded.faults.map((fault) => `${name}: ${fault}`));
    else if (shelve(instruments).exact(loaded.instrument.id, loaded.instrument.version)) {
      faults.push(`${name}: there is another ${loaded.instrument.id} ${loaded.instrument.version}`);
    } else instruments.push(loaded.instrument);
  }
  return { instruments, faults };
}

const stemOf = (file: string, kind: keyof typeof endings): string => file.slice(0, -endings[kind].length);

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: string };

function load(questionnaire: Json, scoring: Json): LoadedInstrument {
  if (questionnaire.ok && scoring.ok) return loadInstrument(questionnaire.value, scoring.value);
  return { ok: false, faults: [questionnaire, scoring].flatMap((file) => (file.ok ? [] : [file.fault])) };
}

async function readJson(path: string, called: string): Promise<Json> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { ok: false, fault: `${called}cannot be read` };
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/u, ''));
    return { ok: true, value };
  } catch {
    return { ok: false, fault: `${called}is not JSON` };
  }
}
