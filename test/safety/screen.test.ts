import { expect } from 'chai';
import { screen } from '../../src/safety/screen.ts';

describe('the safety screen', () => {
  for (const [text, tier, category] of [
    ['I want to die', 'urgent', 'suicide'],
    ['i WANT   to… die!!', 'urgent', 'suicide'],
    ['I don’t want to live anymore', 'urgent', 'suicide'],
    ['Honestly? 7. But I keep thinking about killing myself', 'urgent', 'suicide'],
    ['kms', 'urgent', 'suicide'],
    ['I took all my pills an hour ago and want to die', 'urgent', 'overdose'],
    ['I have been cutting myself again', 'urgent', 'self-harm'],
    ['he hits me when he drinks', 'concern', 'abuse'],
    ["I can't breathe", 'urgent', 'medical'],
    ['I relapsed on Friday', 'concern', 'relapse'],
    ['Quiero morirme', 'urgent', 'suicide'],
    ['ya no quiero vivir', 'urgent', 'suicide'],
    ['Me tomé todas las pastillas', 'urgent', 'overdose'],
    ['he recaído', 'concern', 'relapse'],
  ] as const) {
    it(`finds ${tier} ${category} in “${text}”`, () => {
      expect(screen(text)).to.include({ tier, category });
    });
  }

  for (const text of [
    '8',
    'I feel awful this week',
    'dying to see you',
    'We watched Suicide Squad',
    'I ran 5 kms away',
    'me muero de risa',
    'hit me up later',
    '',
    'Estoy triste',
    'skills',
  ]) {
    it(`finds nothing in “${text}”`, () => {
      expect(screen(text)).to.equal(undefined);
    });
  }

  it('reads every language whatever was chosen, and odd characters without a fault', () => {
    expect(screen('hola, I want to die')).to.include({ category: 'suicide' });
    expect(screen('I want\u200b to di\u0301e')).to.include({ category: 'suicide' });
    expect(screen('\ud800 '.repeat(1000))).to.equal(undefined);
  });
});
