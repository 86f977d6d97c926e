/**
 * Conversations in every language as tables: `npm run --silent transcripts -- --write` writes test/conversation/transcripts/,
 * without it the languages given (all where none is) are printed. Exit code 1: a conversation did not go as its scene says.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isLanguage, languages } from '../src/i18n/languages.ts';
import { playAll } from '../test/conversation/play-all.ts';
import { writeTranscript } from '../test/conversation/write-transcript.ts';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (!positionals.every(isLanguage)) {
  console.error(`npm run --silent transcripts -- [--write] [${languages.join(' ')}]`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals.filter(isLanguage) : languages;
for (const language of chosen) {
  const played = await playAll(language);
  for (const { fault } of played)
    if (fault) {
      console.error(`${language}: ${fault instanceof Error ? fault.message : 'failed'}`);
      process.exitCode = 1;
    }
  const text = writeTranscript(language, played);
  if (values.write)
    await writeFile(new URL(`../test/conversation/transcripts/${language}.md`, import.meta.url), text);
  else console.log(text);
}
