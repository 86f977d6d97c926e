import { expect } from 'chai';
import { readInput, typedInputs } from '../helpers/typed-inputs.ts';
import { languages } from '../../src/i18n/index.ts';

for (const language of languages) {
  describe(`what people type (${language})`, () => {
    const inputs = typedInputs(language);

    it('has at least 60 inputs in its table', () => {
      expect(inputs.length).to.be.at.least(60);
    });

    for (const input of inputs) {
      const { line, question, typed, becomes } = input;
      it(`${line}: ${question}, ${JSON.stringify(typed)} → ${becomes}`, () => {
        const read = readInput(language, input);
        if (becomes === '?') expect(read).to.match(/^\?/);
        else expect(read).to.equal(becomes);
      });
    }
  });
}
