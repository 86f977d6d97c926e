import { expect } from 'chai';
import type { Finding } from '../../src/safety/finding.ts';
import { joinWeighed } from '../../src/safety/join-weighed.ts';
import type { Weighed } from '../../src/safety/weigh.ts';

const weights = { version: '4', bars: { concern: 100, heard: -100, urgent: 200, raised: 0, kept: -200 } };
const heavy = (danger: number, urgent: number, words = 9): Weighed => ({
  category: 'overdose',
  danger,
  urgent,
  words,
});
const listed = (tier: Finding['tier']): Finding => ({
  tier,
  category: 'suicide',
  lists: [{ language: 'en', version: '2' }],
});
const join = (found: Finding | undefined, weighed: Weighed): Finding | undefined =>
  joinWeighed(found, weighed, weights, 'fr');

describe('what the lists found and what the words weigh', () => {
  it('is a finding of the words alone where no list knows a phrase, with their version', () => {
    const lists = [{ language: 'fr', version: 'words 4' }];
    expect(join(undefined, heavy(99, 199))).to.equal(undefined);
    expect(join(undefined, heavy(100, 199))).to.deep.equal({ tier: 'concern', category: 'overdose', lists });
    expect(join(undefined, heavy(-300, 200))).to.deep.equal({ tier: 'urgent', category: 'overdose', lists });
  });

  it('is what a list found, raised where the words are urgent, with the category of the list', () => {
    expect(join(listed('concern'), heavy(-100, -1))).to.deep.equal(listed('concern'));
    expect(join(listed('concern'), heavy(-500, 0))).to.deep.equal(listed('urgent'));
  });

  it('passes over the concern of a list among ordinary words, where there are enough of them', () => {
    expect(join(listed('concern'), heavy(-101, -1))).to.equal(undefined);
    expect(join(listed('concern'), heavy(-101, -1, 5.5))).to.deep.equal(listed('concern'));
  });

  it('lowers what a list found urgent, and never silences it', () => {
    expect(join(listed('urgent'), heavy(-200, -9999))).to.deep.equal(listed('urgent'));
    expect(join(listed('urgent'), heavy(-9999, -9999))).to.deep.equal(listed('concern'));
    expect(join(listed('urgent'), heavy(-9999, -9999, 5.5))).to.deep.equal(listed('urgent'));
  });
});
