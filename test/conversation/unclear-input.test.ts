import { expect } from 'chai';
import { parseAnswer } from '../../src/domain/typed/parse-answer.ts';
import { aClient, openChat } from '../helpers/chat.ts';
import { languages } from '../../src/i18n/index.ts';
import type { Reading } from '../../src/domain/typed/parsed.ts';
import { readingIn } from '../helpers/reading-in.ts';
import { unclearInputs, unclearTemplates } from '../helpers/unclear-inputs.ts';

const generated = 5000;
const seed = 20261123;
const sample = 90;

describe('unclear input', () => {
  for (const language of languages) {
    it(`is there in at least 20 named classes (${language})`, () => {
      const classes = Object.entries(unclearTemplates(language));
      expect(classes.length).to.be.at.least(20);
      for (const [name, templates] of classes) expect(templates.length, name).to.be.at.least(6);
    });
  }

  it(`is never taken for a rating, in ${generated} inputs of all languages and classes`, () => {
    const readings = new Map<string, Reading>(languages.map((language) => [language, readingIn(language)]));
    const rating = { kind: 'rating', min: 0, max: 10 } as const;
    const taken = unclearInputs(generated, seed).filter(
      ({ language, text }) => parseAnswer(rating, { kind: 'typed', text }, readings.get(language)!).ok,
    );
    expect(taken).to.deep.equal([]);
  });

  it('leaves nothing in a check-in, whatever the chat says to it', async () => {
    const all = unclearInputs(generated, seed);
    const apart = Math.floor(all.length / sample);
    const some = all.filter((_, at) => at % apart === 0).slice(0, sample);
    for (const [language, inputs] of Map.groupBy(some, ({ language }) => language)) {
      const chat = await openChat(aClient({ language }));
      try {
        await chat.type('hello');
        for (const { text } of inputs) {
          const before = chat.said.length;
          await chat.type(text);
          expect(chat.said.length, `says something to ${text}`).to.be.above(before);
          const { client } = await chat.document();
          expect(client.checkIn?.answers, `${language}: ${text}`).to.deep.equal({});
        }
      } finally {
        await chat.close();
      }
    }
  });
});
