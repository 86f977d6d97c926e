import { spawnSync } from 'node:child_process';
import { screenedLanguages } from '../src/safety/load-lists.ts';
import { prepareScreen, screen } from '../src/safety/screen.ts';
import { readCorpus } from '../test/safety/corpus/read-corpus.ts';

/**
 * How long the screen takes: `npm run bench:screen-speed`. Each text has 10,000 characters, made of the corpus's messages or
 * of one that is hard; the reference splits the same text into lower-case words and looks each up in a map.
 */
const length = 10_000;
const repeats = 31;
const messages = screenedLanguages.map((language) => ({
  name: `messages, ${language}`,
  text: fill(readCorpus('tune', language).map(({ text }) => text)),
}));
const hard = [
  'I do not want to die. ',
  'I want to so very much not to ',
  'dying to see you ',
  'لا أريد أن أموت ',
  '我不想死',
  'suicyde ',
  "a'",
].map((text) => ({ name: `“${text.trim()}” again and again`, text: fill([text]) }));

const begun = performance.now();
prepareScreen();
console.log(`the lists are read in ${(performance.now() - begun).toFixed(0)} ms`);
const first = performance.now();
screen(messages[0]?.text ?? '');
console.log(`the first text of ${length} characters takes ${(performance.now() - first).toFixed(1)} ms`);
console.log('ms at p50 and at worst, and p50 beside the reference');
for (const { name, text } of [...messages, ...hard]) {
  const own = times(() => screen(text));
  const reference = times(() => lookUp(text));
  console.log(
    `${own.median.toFixed(2).padStart(7)} ${own.worst.toFixed(2).padStart(7)} ${(own.median / reference.median).toFixed(1).padStart(6)}  ${name}`,
  );
}

const all = screenedLanguages.flatMap((language) => readCorpus('tune', language).map(({ text }) => text));
const lines = Array.from({ length: 100_000 }, (_, at) => all[at % all.length]).join('\n');
const started = performance.now();
const run = spawnSync(process.execPath, ['src/screen.ts', '--lang', 'en'], {
  input: lines,
  maxBuffer: 1e9,
  encoding: 'utf8',
});
const seconds = (performance.now() - started) / 1000;
const read = performance.now();
spawnSync(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], { input: lines, maxBuffer: 1e9 });
const copied = (performance.now() - read) / 1000;
console.log(
  `${run.stdout.split('\n').length - 1} lines on the command line: ${seconds.toFixed(1)} s, ${(seconds / copied).toFixed(0)} times as long as only copying them`,
);

function fill(parts: readonly string[]): string {
  let text = '';
  for (let at = 0; text.length < length; at += 1) text += `${parts[at % parts.length] ?? ''}\n`;
  return text.slice(0, length);
}

function times(work: () => unknown): { readonly median: number; readonly worst: number } {
  const taken = Array.from({ length: repeats }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: taken[Math.floor(repeats / 2)] ?? 0, worst: taken.at(-1) ?? 0 };
}

function lookUp(text: string): number {
  const words = new Map<string, number>();
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) words.set(word, (words.get(word) ?? 0) + 1);
  return words.size;
}
