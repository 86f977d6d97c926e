import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readRequest } from '../../src/bots/therapist/read-request.ts';
import { languageFor, languages } from '../../src/i18n/languages.ts';

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const textsOf = (language: string) =>
  new Map(leaves((read(`src/i18n/therapist/${language}.json`) as { texts: Tree }).texts));
const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/gu) ?? []).sort();

describe('what is said to a therapist in Teams', () => {
  const english = textsOf('en');

  it('is there in the seven languages', () => {
    expect([...languages].sort()).to.deep.equal([...languages].sort());
  });

  for (const language of languages) {
    it(`${language}: has every text, with its placeholders, without an exclamation mark`, () => {
      const texts = textsOf(language);
      expect([...texts.keys()].sort()).to.deep.equal([...english.keys()].sort());
      for (const [key, text] of texts) {
        expect(placeholders(text), key).to.deep.equal(placeholders(english.get(key) ?? ''));
        expect(text, key).to.not.match(/[!！¡]/u);
      }
    });

    it(`${language}: takes the words that the app's own commands send`, () => {
      const names =
        language === 'en'
          ? undefined
          : (read(`deployment/teams/languages/${language}.json`) as Readonly<Record<string, string>>);
      const title = (place: number, fallback: string) =>
        names?.[`bots[0].commandLists[0].commands[${place}].title`] ?? fallback;
      expect(readRequest({ kind: 'typed', text: title(0, 'help') })).to.equal('help');
      expect(readRequest({ kind: 'typed', text: title(2, 'caseload') })).to.equal('caseload');
    });
  }

  it('follows the language of Teams, then the next tag, then English', () => {
    expect(languageFor('de-AT', 'es')).to.equal('de');
    expect(languageFor(undefined, 'es')).to.equal('es');
    expect(languageFor('nl-NL')).to.equal('en');
  });
});
