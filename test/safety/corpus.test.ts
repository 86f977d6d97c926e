import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { format } from 'prettier';
import { loadList, screenedLanguages } from '../../src/safety/load-lists.ts';
import { screen } from '../../src/safety/screen.ts';
import { measureScreen } from './corpus/measure-screen.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { categoriesTable, figuresTable } from './corpus/show-figures.ts';

const document = new URL('../../docs/safety-screen.md', import.meta.url);
const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->'];
const halves = ['tune', 'blind'] as const;

describe('the corpus of the safety screen', () => {
  const rows = screenedLanguages.flatMap((language) =>
    halves.map((half) => ({ language, half, figures: measureScreen(screen, half, language) })),
  );

  before(() => {
    console.log(`${figuresTable(rows)}\n\n${categoriesTable(rows)}`);
  });

  for (const { language, half, figures } of rows) {
    it(`${language}, ${half}: has 150 positives and 150 negatives, each once`, () => {
      expect(figures.positives).to.be.at.least(150);
      expect(figures.negatives).to.be.at.least(150);
      const texts = halves.flatMap((each) => readCorpus(each, language).map(({ text }) => text));
      expect(texts.filter((text, at) => texts.indexOf(text) !== at)).to.have.length(0);
    });
  }

  for (const { language, figures } of rows.filter(({ half }) => half === 'tune'))
    it(`${language}: what is held on the half that the lists are tuned on`, () => {
      const { explicit, recall, urgentOnNegatives, distress } = figures;
      expect(explicit.rate, 'explicit first person, as urgent').to.equal(1);
      expect(recall.rate, 'recall').to.be.at.least(language === 'en' ? 0.97 : 0.95);
      expect(urgentOnNegatives.rate, 'urgent on hard negatives').to.be.at.most(0.02);
      expect(distress.rate, 'anything on ordinary distress').to.be.at.most(0.03);
    });

  it('stands in the documents with the figures that it has', async () => {
    const versions = screenedLanguages.map((language) => `${language} ${loadList(language).version}`);
    const made = [
      begin,
      `The lists ${versions.join(', ')}; percent, with 95 % intervals (Wilson).`,
      figuresTable(rows),
      categoriesTable(rows),
      end,
    ].join('\n\n');
    const text = readFileSync(document, 'utf8');
    const [first, last] = [text.indexOf(begin), text.indexOf(end) + end.length];
    const wanted = await format(text.slice(0, first) + made + text.slice(last), { parser: 'markdown' });
    if (process.env['UPDATE_DOCS']) writeFileSync(document, wanted);
    else expect(text === wanted, 'its figures are others: run this test with UPDATE_DOCS=1').to.equal(true);
  });
});
