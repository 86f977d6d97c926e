import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { languages } from '../../src/i18n/languages.ts';
import { playAll, type Played } from './play-all.ts';
import { scenes } from './scenes.ts';
import { writeTranscript } from './write-transcript.ts';

describe('conversations in all languages', () => {
  for (const language of languages) {
    describe(`in ${language}`, () => {
      let played: readonly Played[] = [];
      before(async () => {
        played = await playAll(language);
      });

      for (const [at, { title }] of scenes.entries())
        it(`${title}: the right question next, in this language, and nothing stored but what was given`, () => {
          const fault = played[at]?.fault;
          if (fault) throw fault;
        });

      for (const [at, { title, taps }] of scenes.entries())
        if (taps !== undefined)
          it(`${title}: takes ${taps} taps`, () => {
            const [_hello, ...rows] = played[at]?.rows ?? [];
            expect(rows).to.have.length(taps);
          });

      it('read as they are written down (npm run --silent transcripts -- --write)', async () => {
        const written = await readFile(new URL(`transcripts/${language}.md`, import.meta.url), 'utf8');
        expect(writeTranscript(language, played)).to.equal(written);
      });
    });
  }
});
