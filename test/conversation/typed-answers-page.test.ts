import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { typedAnswersPage } from '../../bench/typed-answers/typed-answers-page.ts';

describe('docs/typed-answers.md', () => {
  it('is what the parsers say: npm run --silent typed-answers -- --write', () => {
    const written = readFileSync(new URL('../../docs/typed-answers.md', import.meta.url), 'utf8');
    expect(written === typedAnswersPage()).to.equal(true);
  });
});
