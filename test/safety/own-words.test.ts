import { expect } from 'chai';
import { languages } from '../../src/i18n/index.ts';
import { screen } from '../../src/safety/screen.ts';
import { ownWords } from '../helpers/own-words.ts';

describe('the safety screen, on our own words', () => {
  for (const language of languages)
    it(`${language}: finds nothing in what stands on a client's screen to be typed`, () => {
      for (const words of ownWords(language)) expect(screen(words), words).to.equal(undefined);
    });
});
