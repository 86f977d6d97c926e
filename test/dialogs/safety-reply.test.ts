import { expect } from 'chai';
import { groupReply, replyLanguages, safetyReply } from '../../src/dialogs/safety-reply.ts';
import { languages } from '../../src/i18n/languages.ts';
import { categories, tiers, type Finding } from '../../src/safety/finding.ts';

const inLists = (...languages: string[]) => ({
  lists: languages.map((language) => ({ language, version: '1' })),
});
const told = { who: 'therapist', name: 'Dr Example' } as const;

describe('the reply to what was found', () => {
  for (const [chosen, lists, answered] of [
    ['en', ['en'], ['en']],
    ['en-GB', ['de'], ['en', 'de']],
    ['es', ['en', 'es'], ['es']],
    ['es', ['en', 'fr'], ['es', 'en']],
    [undefined, ['zh-Hans'], ['zh-Hans']],
    ['nl', ['ar'], ['ar']],
    ['pt-PT', ['pt-BR', 'es'], ['pt-BR']],
    ['fr', [], ['fr']],
    ['nl', [], ['en']],
  ] as const)
    it(`is in ${answered.join(' and ')} for ${lists.join(' and ') || 'an answer'}, with ${chosen ?? 'nothing'} chosen`, () => {
      expect(replyLanguages(inLists(...lists), chosen)).to.deep.equal(answered);
    });

  for (const language of languages)
    it(`${language}: has the number for the country, and who is told, for all there is to find`, () => {
      for (const tier of tiers)
        for (const category of categories)
          for (const before of [0, 1, 2, 3, 4]) {
            const finding: Finding = { tier, category, lists: [] };
            const reply = safetyReply({ finding, languages: [language], country: 'GB', told, before });
            expect(reply, `${tier} ${category}`).to.match(/999|112/u);
            expect(reply, `${tier} ${category}`).to.contain('Dr Example');
            expect(reply).to.not.contain('{{');
          }
    });

  it('is never the same twice in a row', () => {
    for (const language of languages)
      for (const category of categories)
        for (let before = 0; before < 6; before += 1) {
          const finding: Finding = { tier: 'urgent', category, lists: [] };
          const say = (times: number) =>
            safetyReply({ finding, languages: [language], country: undefined, told, before: times });
          expect(say(before)).to.not.equal(say(before + 1));
        }
  });

  it('names nobody, and no danger, in a group', () => {
    const reply = groupReply({ tier: 'urgent', category: 'suicide', lists: [] }, ['en']);
    expect(reply).to.not.match(/therapist|alert|suicide of|you wrote/iu);
  });

  it('does not send somebody who is abused to someone near', () => {
    const finding: Finding = { tier: 'urgent', category: 'abuse', lists: [] };
    expect(safetyReply({ finding, languages: ['en'], country: 'GB', told, before: 0 })).to.not.match(
      /be with someone|someone near/u,
    );
  });
});
