import { expect } from 'chai';
import { languages } from '../src/i18n/index.ts';
import { readLanguages } from '../src/read-languages.ts';

const codesOf = (env: Record<string, string>) => {
  const read = readLanguages(env);
  return read.ok ? read.languages.map(({ code }) => code) : read.faults;
};
const production = { NODE_ENV: 'production' };

describe('the languages that clients may choose', () => {
  it('are all there are, outside production', () => {
    expect(codesOf({})).to.deep.equal(languages);
  });

  it('are those the operator names, in that order', () => {
    expect(codesOf({ LANGUAGES: 'es; en' })).to.deep.equal(['es', 'en']);
  });

  it('need in production somebody who has reviewed each', () => {
    expect(codesOf(production)).to.have.length(1);
    expect(codesOf({ ...production, LANGUAGES: 'en=Dr A. Example; ar' })).to.deep.equal([
      'LANGUAGES: needs the name of who has reviewed the texts in ar: ar=NAME',
    ]);
    const read = readLanguages({ ...production, LANGUAGES: 'pt-BR=Dr A=B' });
    expect(read).to.deep.equal({ ok: true, languages: [{ code: 'pt-BR', reviewedBy: 'Dr A=B' }] });
  });

  it('are none that the program has no texts for, and each once', () => {
    expect(codesOf({ LANGUAGES: 'en, es' })).to.have.length(1);
    expect(codesOf({ LANGUAGES: 'xx' })).to.have.length(1);
    expect(codesOf({ LANGUAGES: 'en; en' })).to.have.length(1);
  });
});
