import { expect } from 'chai';
import { parseCommand } from '../../src/domain/typed/parse-command.ts';
import { languages, lexicon } from '../../src/i18n/index.ts';
import { clientTexts } from './client-texts.ts';

/** What stands in quotation marks, whichever a language uses. */
const quoted = /[“«„「]\s?([^“”«»„「」{}]+?)\s?[”»“」]/gu;

/** The words after the colon, which help lists with commas between them. */
const listed = (text: string): string[] =>
  (/[:：]\s*([^:：]+?)[.。]\s*$/u.exec(text)?.[1] ?? '').split(/[,،、]/u).map((words) => words.trim());

describe('the words that the chat tells people to write', () => {
  for (const language of languages) {
    const texts = clientTexts(language);
    const chat = [...texts].filter(([path]) => path.startsWith('chat.'));
    const understood = (words: string): boolean => parseCommand(words, [lexicon(language)]) !== undefined;

    it(`${language}: help names only what is understood`, () => {
      for (const key of ['chat.help', 'chat.helpMore']) {
        const words = listed(texts.get(key) ?? '');
        expect(words, key).to.have.length.greaterThan(4);
        expect(
          words.filter((one) => !understood(one)),
          key,
        ).to.deep.equal([]);
      }
    });

    it(`${language}: what stands in quotation marks is understood, or stands on a button`, () => {
      const labels = new Set(chat.map(([, text]) => text));
      const named = chat.flatMap(([path, text]) =>
        [...text.matchAll(quoted)].map(([, words]) => `${path}: ${words}`),
      );
      const unknown = named.filter((one) => {
        const words = one.slice(one.indexOf(': ') + 2);
        return !understood(words) && !labels.has(words);
      });
      expect(unknown).to.deep.equal([]);
    });
  }
});
