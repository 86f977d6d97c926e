import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseCommand } from '../../src/domain/typed/parse-command.ts';
import { lexicons } from '../../src/i18n/index.ts';
import { languageFor, languages } from '../../src/i18n/languages.ts';
import { parseMailCommand } from '../../src/i18n/mail-texts.ts';
import { screen } from '../../src/safety/screen.ts';
import { screenedLanguages } from '../../src/safety/load-lists.ts';

type Tree = { readonly [key: string]: string | readonly string[] | Tree };
const read = (code: string): Tree =>
  JSON.parse(readFileSync(new URL(`../../src/i18n/mail/${code}.json`, import.meta.url), 'utf8')) as Tree;

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(path + key, value);
    else if (!Array.isArray(value))
      for (const [inner, text] of leaves(value as Tree, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}/gu)].map(([one]) => one).sort();
const commandsOf = (code: string) =>
  Object.values(read(code)['commands'] as unknown as Record<string, string[]>).flat();

describe('what is said of reminders by e-mail', () => {
  const english = leaves(read('en'));

  it('is there in every language that is screened', () => {
    expect([...languages].sort()).to.deep.equal([...screenedLanguages].sort());
  });

  for (const code of languages) {
    const texts = leaves(read(code));
    it(`${code}: has every text, with its placeholders, and none empty`, () => {
      expect([...texts.keys()].sort()).to.deep.equal([...english.keys()].sort());
      for (const [key, text] of texts) {
        expect(placeholders(text), key).to.deep.equal(placeholders(english.get(key) ?? ''));
        expect(text.trim(), key).to.not.equal('');
      }
    });

    it(`${code}: says nothing of treatment where others may read it`, () => {
      const open = [...texts].filter(([key]) => !key.startsWith('chat.')).map(([, text]) => text);
      expect(open.join('\n')).not.to.match(
        /therap|terap|thérap|clinic|klinik|clínic|cliniqu|patient|pacient|treat|behandl|trait|trata|session|sitzung|sesi|health|gesund|salud|santé|saúde|check-?in|alliance|cuestionario|questionn|fragebogen|question|علاج|عيادة|مريض|صحة|استبيان|治疗|诊所|患者|健康|问卷|咨询/i,
      );
    });

    it(`${code}: has its commands understood, and taken for nothing else`, () => {
      for (const words of commandsOf(code)) {
        expect(parseMailCommand(words), words).to.be.a('string');
        expect(parseCommand(words, lexicons), words).to.equal(undefined);
        expect(screen(words), words).to.equal(undefined);
      }
    });
  }

  it('takes a command whole, whatever its case and marks', () => {
    expect(parseMailCommand(' E-Mail? ')).to.equal('mail');
    expect(parseMailCommand('Keine Mails mehr.')).to.equal('stopMail');
    expect(parseMailCommand('停止邮件。')).to.equal('stopMail');
    expect(parseMailCommand('I got your email yesterday')).to.equal(undefined);
  });

  it('is in the nearest language there is', () => {
    expect(languageFor('pt-PT')).to.equal('pt-BR');
    expect(languageFor('nl')).to.equal('en');
    expect(languageFor(undefined)).to.equal('en');
  });
});
