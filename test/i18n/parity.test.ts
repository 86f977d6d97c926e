import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { createTexts, languages } from '../../src/i18n/index.ts';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
/** A plural form may leave its number out; all forms together may not. */
function placeholdersByText(all: [string, string][]): Map<string, string[]> {
  const grouped = Map.groupBy(all, ([key]) => withoutPlural(key));
  return new Map(
    [...grouped].map(([key, forms]) => [
      key,
      [...new Set(forms.flatMap(([, text]) => placeholders(text)))].sort(),
    ]),
  );
}

const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

const read = async (code: string) =>
  JSON.parse(await readFile(`src/i18n/locales/${code}.json`, 'utf8')) as {
    texts: Tree;
    lexicon: Record<string, unknown>;
  };

describe('the languages', () => {
  for (const code of languages.filter((code) => code !== 'en')) {
    it(`${code} has every text that English has, and no other`, async () => {
      const [english, other] = [leaves((await read('en')).texts), leaves((await read(code)).texts)];
      const names = (all: [string, string][]) => new Set(all.map(([key]) => withoutPlural(key)));
      const missing = [...names(english)].filter((key) => !names(other).has(key));
      const extra = [...names(other)].filter((key) => !names(english).has(key));
      expect({ missing, extra }).to.deep.equal({ missing: [], extra: [] });
    });

    it(`${code} loses no placeholder`, async () => {
      const english = placeholdersByText(leaves((await read('en')).texts));
      const other = placeholdersByText(leaves((await read(code)).texts));
      const lost = [...english].filter(([key, names]) => String(other.get(key)) !== String(names));
      expect(lost.map(([key]) => key)).to.deep.equal([]);
    });

    it(`${code} knows every command`, async () => {
      const commands = async (language: string) =>
        Object.keys((await read(language)).lexicon['commands'] as object).sort();
      expect(await commands(code)).to.deep.equal(await commands('en'));
    });
  }

  it('have a text for every key that the code names, and no text that no code names', async () => {
    const files = (await readdir('src', { recursive: true })).filter((name) => /\.(ts|js)$/.test(name));
    const code = (await Promise.all(files.map((name) => readFile(`src/${name}`, 'utf8')))).join('\n');
    const unnamed = leaves((await read('en')).texts)
      .map(([key]) => withoutPlural(key))
      .filter((key) => !isNamed(key, code));
    expect(unnamed).to.deep.equal([]);
  });

  it('leave what a person wrote as it is', () => {
    expect(createTexts()('en')('chat.intro', { therapist: '<b>{{x}}</b>' })).to.contain('<b>{{x}}</b>');
  });
});

/** Named whole, or by a template whose fixed beginning and end it has. */
function isNamed(key: string, code: string): boolean {
  if (code.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  return parts.some((_, at) => at > 0 && code.includes(`\`${parts.slice(0, at).join('.')}.\${`));
}
