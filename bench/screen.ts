import { parseArgs } from 'node:util';
import { createScreen } from '../src/safety/create-screen.ts';
import { loadList, loadWeights, screenedLanguages } from '../src/safety/load-lists.ts';
import { measureScreen, type Share } from '../test/safety/corpus/measure-screen.ts';

/** What the safety screen finds of the corpus, per language: `npm run bench:screen -- [--lang en] [--tune] [--misses] [--alone]`. */
const { values } = parseArgs({
  options: {
    lang: { type: 'string' },
    /** The half that the lists are tuned on alone. */
    tune: { type: 'boolean', default: false },
    /** What it judged otherwise in that half; the blind half is never shown. */
    misses: { type: 'boolean', default: false },
    /** With the list of that language alone, while the others are being written. */
    alone: { type: 'boolean', default: false },
  },
});
const percent = ({ rate, low, high, hits, of }: Share): string =>
  of === 0
    ? '–'
    : `${(100 * rate).toFixed(1)} % (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}; ${hits}/${of})`;

const all = values.alone ? undefined : createScreen(screenedLanguages.map(loadList), loadWeights());
for (const language of screenedLanguages) {
  if (values.lang !== undefined && values.lang !== language) continue;
  const list = loadList(language);
  const screen = all ?? createScreen([list]);
  for (const half of ['tune', 'blind'] as const) {
    if (half === 'blind' && (values.tune || values.misses)) continue;
    const figures = measureScreen(screen, half, language);
    console.log(
      `${language} ${list.version}, ${half}: ${figures.positives} positives, ${figures.negatives} negatives`,
    );
    console.log(`  explicit, as urgent      ${percent(figures.explicit)}`);
    console.log(`  recall                   ${percent(figures.recall)}`);
    for (const [category, share] of figures.recallOf)
      console.log(`    ${category.padEnd(22)} ${percent(share)}`);
    console.log(`  the same category        ${percent(figures.sameCategory)}`);
    console.log(`  urgent on negatives      ${percent(figures.urgentOnNegatives)}`);
    console.log(`  anything on distress     ${percent(figures.distress)}`);
    console.log(`  anything on the harmless ${percent(figures.falseAlarms)}`);
    if (values.misses && half === 'tune')
      for (const { example, got } of figures.misses)
        console.log(`  ${example.tier} ${example.category ?? '-'} ${example.kind} → ${got}: ${example.text}`);
  }
}
