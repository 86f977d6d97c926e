import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { languages, nearestLanguage } from '../../src/i18n/languages.ts';
import { screenedLanguages } from '../../src/safety/load-lists.ts';

/** Every text by its path. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const collect = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(path, value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) collect(each, path === '' ? name : `${path}.${name}`);
  };
  collect(
    JSON.parse(
      readFileSync(new URL(`../../src/i18n/safety/${language}.json`, import.meta.url), 'utf8'),
    ) as unknown,
    '',
  );
  return texts;
}
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}/gu)].map(([one]) => one).sort();

describe('what is said when the screen has found something', () => {
  const english = textsOf('en');

  it('is there in every language that is screened', () => {
    expect([...languages].sort()).to.deep.equal([...screenedLanguages].sort());
  });

  for (const language of languages) {
    const texts = textsOf(language);
    it(`${language}: has every text, with its placeholders, and none empty`, () => {
      expect([...texts.keys()].sort()).to.deep.equal([...english.keys()].sort());
      for (const [key, text] of texts) {
        expect(placeholders(text), key).to.deep.equal(placeholders(english.get(key) ?? ''));
        expect(text.trim(), key).to.not.equal('');
      }
    });
    it(`${language}: gives the numbers in every reply, and says the same again in other words`, () => {
      const replies = [...texts].filter(([key]) => /^(?:urgent|concern|again|group)/u.test(key));
      for (const [key, text] of replies) expect(text, key).to.contain('{{helplines}}');
      expect(new Set(texts.values()).size).to.equal(texts.size);
    });
    it(`${language}: names the emergency number before anything else where life is in danger`, () => {
      for (const key of ['urgent.overdose', 'urgent.medical', 'concern.overdose', 'concern.medical']) {
        const [before = ''] = (texts.get(key) ?? '').split('{{helplines}}');
        expect(before.length, key).to.be.below(220);
      }
    });
  }

  it('is in the nearest language there is', () => {
    expect(nearestLanguage(['pt-PT'])).to.equal('pt-BR');
    expect(nearestLanguage(['zh-TW'])).to.equal('zh-Hans');
    expect(nearestLanguage(['EN-us'])).to.equal('en');
    expect(nearestLanguage(['nl'])).to.equal(undefined);
    expect(nearestLanguage([undefined])).to.equal(undefined);
  });
});
