import { expect } from 'chai';
import fc from 'fast-check';
import { screen } from '../../src/safety/screen.ts';

/** What people, programs and attackers put into a text. */
const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u200b',
    '\u00ad',
    '\u202e',
    '\ufeff',
    '\ud800',
    '\udfff',
    '\u0301',
    'ـ',
    '️',
    '‍',
    '{{x}}',
    '(((((',
    '|||',
    '***',
    "''''",
    '@$!|',
  ),
  fc.constantFrom(
    'I want to die',
    'quiero morir',
    'je veux mourir',
    'ich will sterben',
    'quero morrer',
    'أريد أن أموت',
    '我想死',
  ),
  fc.constantFrom('k i l l', 'd.i.e', 'su1c1de', 'kiiiiill', 'nicht', 'не', '不', 'sin', '👩‍👩‍👧', '🔪'),
);

describe('the safety screen, on anything', () => {
  it('neither throws nor finds another thing the second time', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join(' ');
        expect(screen(text)).to.deep.equal(screen(text));
      }),
      { numRuns: 500 },
    );
  });

  it('finds words of danger whatever stands around them in other sentences', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const found = screen(`${parts.join(' ')}\n\n. Ich bin da. I want to die.\n\n${parts.join(' ')}`);
        expect(found).to.not.equal(undefined);
      }),
      { numRuns: 200 },
    );
  });

  const megabyte = 1_000_000;
  const filled = (text: string): string => text.repeat(Math.ceil(megabyte / text.length)).slice(0, megabyte);
  for (const [name, text] of [
    ['one letter', filled('a')],
    ['one letter and spaces', filled('a ')],
    ['apostrophes', filled("a'")],
    ['signs for letters', filled('$@!|*')],
    ['a word that is nearly one of the lists', filled('suicyde')],
    ['words of the lists alone', filled('want to kill my self not never die i ')],
    ['what is lowered', filled('i do not want to die ')],
    ['what is harmless', filled('dying to see you ')],
    ['gaps', filled('i want so very much to so very much to ')],
    ['Chinese', filled('我不想死我想死了')],
    ['Arabic', filled('لا أريد أن أموت ')],
    ['marks on one letter', `a${filled('\u0301')}`],
    ['zero width', filled('d\u200bi\u200be ')],
    ['halves of surrogate pairs', filled('\ud83d ')],
    ['emoji', filled('🔪💊')],
    ['no sentence ends', filled('word ')],
    ['only sentence ends', filled('.!?')],
  ] as const)
    it(`ends with a megabyte of ${name}`, () => {
      screen(text);
    });
});
