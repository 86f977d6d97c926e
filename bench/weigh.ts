import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { languages } from '../src/i18n/index.ts';
import { createScreen } from '../src/safety/create-screen.ts';
import { loadList, screenedLanguages, type ScreenedLanguage } from '../src/safety/load-lists.ts';
import { columns, startCue } from '../src/safety/read-weights.ts';
import { createWeigh } from '../src/safety/weigh.ts';
import { learnedFrom } from '../test/safety/corpus/learned-from.ts';
import { readCorpus, type Example } from '../test/safety/corpus/read-corpus.ts';
import { ownWords } from '../test/helpers/own-words.ts';
import { chooseBars, noBars, type Judged } from './weigh/choose-bars.ts';
import { createReadLesson } from './weigh/read-lesson.ts';
import { learnRows } from './weigh/learn-rows.ts';
import { showJudged } from './weigh/show-judged.ts';

/**
 * Makes `src/safety/weights.tsv` from the messages of `tune` and `wide`, and their table in docs/safety-screen.md:
 * `npm run weigh`. The bars come from messages that their weights were not learned from: a third of `wide` at a time is
 * weighed with what the rest teaches.
 */
const thirds = [0, 1, 2];
/** So many lines of one author stay together. */
const block = 100;
const weightsFile = new URL('../src/safety/weights.tsv', import.meta.url);
const document = new URL('../docs/safety-screen.md', import.meta.url);
const [begin, end] = ['<!-- wide -->', '<!-- end of wide -->'];

interface Message extends Example {
  readonly language: ScreenedLanguage;
  readonly third: number;
  readonly isWide: boolean;
}
const messages: readonly Message[] = screenedLanguages.flatMap((language) =>
  (['tune', 'wide'] as const).flatMap((part) =>
    readCorpus(part, language).map((example, nth) => ({
      ...example,
      language,
      third: Math.floor(nth / block) % thirds.length,
      isWide: part === 'wide',
    })),
  ),
);
/** What we ask for is no danger, in the words in which we ask for it. */
const asked: readonly Example[] = languages.flatMap((language) =>
  ownWords(language).map((text) => ({ tier: 'none', category: undefined, kind: 'everyday', text })),
);
const lists = screenedLanguages.map(loadList);
const byLists = createScreen(lists);
const readLesson = createReadLesson(lists);
const learn = (examples: readonly Example[]): ReturnType<typeof learnRows> =>
  learnRows([...asked, ...examples].map(readLesson));

console.log(`${messages.length} messages`);
const judged: readonly Judged[] = thirds.flatMap((third) => {
  const weigh = createWeigh({
    version: '',
    bars: noBars,
    ...learn(messages.filter((each) => each.third !== third)),
  });
  const own = messages.filter((each) => each.isWide && each.third === third);
  console.log(
    `part ${third + 1} of ${thirds.length}: ${own.length} messages are weighed by what the others teach`,
  );
  return own.map((message) => ({
    example: message,
    language: message.language,
    found: byLists(message.text),
    weighed: weigh(readLesson(message).words),
  }));
});
const bars = chooseBars(judged);
const { start, rows } = learn(messages);
const lines = [
  '# Written by `npm run weigh` from test/safety/corpus/{tune,wide}: see docs/safety-screen.md.',
  '# For each cue, hundredths of the logarithm of the odds.',
  `version\t${learnedFrom()}`,
  ...Object.entries(bars).map(([name, bar]) => `${name}\t${bar}`),
  `# cue\t${columns.join('\t')}`,
  [startCue, ...start].join('\t'),
  ...Array.from(rows, ([cue, row]) => [cue, ...row].join('\t')).sort(),
];
writeFileSync(weightsFile, `${lines.join('\n')}\n`);

const table = showJudged(judged, bars);
console.log(`${table}\n${rows.size} cues; ${JSON.stringify(bars)}`);
const text = readFileSync(document, 'utf8');
const made = [begin, table, end].join('\n\n');
const written = text.slice(0, text.indexOf(begin)) + made + text.slice(text.indexOf(end) + end.length);
writeFileSync(document, await format(written, { parser: 'markdown' }));
