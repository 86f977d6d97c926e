import { expect } from 'chai';
import { spokenIn } from '../../../src/domain/instrument/spoken-in.ts';
import { textIn } from '../../../src/domain/questions/question.ts';

describe('the language of a translation', () => {
  for (const [language, offered, found] of [
    ['es', ['en', 'es'], 'es'],
    ['es', ['es-ES'], 'es-ES'],
    ['pt-BR', ['pt'], 'pt'],
    ['pt-BR', ['pt-PT', 'pt-BR'], 'pt-BR'],
    ['zh-Hans', ['zh-TW', 'zh-CN'], 'zh-CN'],
    ['zh-Hans', ['zh-TW'], undefined],
    ['es', ['en', 'not a tag'], undefined],
    ['not a tag', ['also none'], undefined],
    ['es', [], undefined],
  ] as [string, string[], string | undefined][]) {
    it(`${language} of ${offered.join(', ') || 'none'}: ${found ?? 'none'}`, () => {
      expect(spokenIn(language, offered)).to.equal(found);
    });
  }

  it('gives the words in it, or else the questionnaire’s own', () => {
    const text = { default: 'Hello', translations: { 'es-ES': 'Hola' } };
    expect([textIn(text, 'es'), textIn(text, 'de'), textIn(text, '')]).to.deep.equal([
      'Hola',
      'Hello',
      'Hello',
    ]);
  });
});
