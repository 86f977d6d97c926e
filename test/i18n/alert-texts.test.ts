import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { languages } from '../../src/i18n/languages.ts';

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const plural = /_(zero|one|two|few|many|other)$/;
const textsOf = (language: string) =>
  leaves(
    JSON.parse(
      readFileSync(new URL(`../../src/i18n/alerts/${language}.json`, import.meta.url), 'utf8'),
    ) as Tree,
  );
/** Of all plural forms of a text together. */
const placeholders = (all: [string, string][]) =>
  Object.fromEntries(
    [...Map.groupBy(all, ([key]) => key.replace(plural, ''))].map(([key, forms]) => [
      key,
      [...new Set(forms.flatMap(([, text]) => text.match(/\{\{\w+\}\}/gu) ?? []))].sort(),
    ]),
  );

describe("an alert's life in words", () => {
  const english = placeholders(textsOf('en'));

  it('is there in the seven languages', () => {
    expect([...languages].sort()).to.deep.equal([...languages].sort());
  });

  for (const language of languages) {
    it(`${language}: has every text, with its placeholders, without an exclamation mark`, () => {
      const texts = textsOf(language);
      expect(placeholders(texts)).to.deep.equal(english);
      for (const [key, text] of texts) expect(text, key).to.match(/^[^!！¡]+$/u);
    });

    it(`${language}: has every plural form that its numbers need`, () => {
      const names = new Set(textsOf(language).map(([key]) => key));
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const lacking = [...names]
        .filter((key) => key.endsWith('_other'))
        .flatMap((key) => needed.map((form) => key.replace(/_other$/, `_${form}`)))
        .filter((key) => !names.has(key));
      expect(lacking).to.deep.equal([]);
    });
  }
});
