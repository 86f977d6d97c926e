import { expect } from 'chai';
import { parseTime } from '../../src/dialogs/parse-time.ts';

describe('a time of day as people type it', () => {
  for (const [typed, hour, minute] of [
    ['19:30', 19, 30],
    ['7:30 pm', 19, 30],
    ['7pm', 19, 0],
    ['7 p.m.', 19, 0],
    ['12am', 0, 0],
    ['12 pm', 12, 0],
    ['18h', 18, 0],
    ['18.30', 18, 30],
    ['9h30', 9, 30],
    ['18 Uhr', 18, 0],
    ['１９：３０', 19, 30],
    ['20', 20, 0],
    ['0:05', 0, 5],
  ] as const) {
    it(`reads “${typed}”`, () => {
      expect(parseTime(typed)).to.deep.equal({ hour, minute });
    });
  }

  for (const typed of [
    '7',
    '12',
    '24:00',
    '19:75',
    '13pm',
    '0am',
    'seven',
    '7-8pm',
    '',
    '19:30:00',
    '1930',
    '-1',
    undefined,
    7,
    '7'.repeat(50),
  ]) {
    it(`does not guess at ${JSON.stringify(typed)}`, () => {
      expect(parseTime(typed)).to.equal(undefined);
    });
  }

  it('reads the words of the client’s language', () => {
    expect(parseTime('7 de la tarde', 'es')).to.deep.equal({ hour: 19, minute: 0 });
    expect(parseTime('7 de la tarde', 'en')).to.equal(undefined);
    expect(parseTime('٧:٣٠ pm')).to.deep.equal({ hour: 19, minute: 30 });
  });
});
