import { parseArgs } from 'node:util';
import { languages, type Language } from '../i18n/index.ts';

export type Options =
  | { readonly command: 'help' }
  | { readonly command: 'check'; readonly file: string }
  | { readonly command: 'run'; readonly file: string; readonly language: Language };

export type OptionsResult =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly faults: readonly string[] };

export const usage = `npm run --silent instrument -- check FILE
    Says what a FHIR R4 Questionnaire is: title, id, version, status, languages, how many questions and taps, what
    of it cannot be run (each item and why), what is left aside, and the scoring file beside it (NAME.scoring.json
    beside NAME.questionnaire.json or NAME.json). Exit code: 0 it can be used, 1 it cannot, 2 not understood.

npm run --silent instrument -- run FILE [--lang ${languages.join('|')}]
    Asks its questions here, with the words of the chat, and prints the answers as a FHIR QuestionnaireResponse.
    One line is one answer; what is piped in is read as if it were typed. At any question: back, skip, that is all (no
    further answer), start over, help, and stop, which prints what was answered so far. Nothing is kept.
    Exit code: 0 printed, 1 it cannot be run, or the input ended before the questions did, 2 not understood.`;

export function readOptions(args: readonly string[]): OptionsResult {
  const parsed = parse(args);
  if (!parsed) return { ok: false, faults: [] };
  const { values, positionals } = parsed;
  if (values.help) return { ok: true, options: { command: 'help' } };
  const [command, file, ...more] = positionals;
  if (file === undefined || more.length > 0) return { ok: false, faults: [] };
  if (command === 'check' && values.lang === undefined) return { ok: true, options: { command, file } };
  if (command !== 'run') return { ok: false, faults: [] };
  const named = values.lang ?? 'en';
  const language = languages.find((each) => each.toLowerCase() === named.toLowerCase());
  if (!language) return { ok: false, faults: [`--lang: there are ${languages.join(', ')}`] };
  return { ok: true, options: { command, file, language } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, lang: { type: 'string' } },
    });
  } catch {
    return undefined;
  }
}
