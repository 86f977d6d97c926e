import { assert } from 'chai';
import { assert as holds, property, string, array, constantFrom, oneof } from 'fast-check';
import { encodeKey } from '../../../src/state/cosmos/encode-key.ts';

/** Texts of any code units, halves of surrogate pairs too, often near one another. */
const unit = oneof(
  string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  constantFrom(...'!+,-./019:;<?@ABZ[\\]^_`abz{|}~ %#'.split('')),
  constantFrom('\u0000', '\u007F', '\uD800', '\uDC00', '\uFFFF', 'é'),
);
const text = array(unit, { maxLength: 12 }).map((units) => units.join(''));
const sign = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

describe('a key in Cosmos DB', () => {
  it('is the id itself for the ids there are', () => {
    for (const id of [
      '2026-11-22',
      '0191c1f2-3b6a-7000-8000-000000000000',
      'webchat:9f_-A',
      '29:1Ab_c',
      'ABCDE23456',
    ]) {
      assert.equal(encodeKey(id), id);
    }
    assert.equal(encodeKey('2026-11-22T18:00:00.000Z'), '2026-11-22T18:00:00.002E000Z');
  });

  it('holds only what Cosmos DB, a URL and a header can hold', () => {
    holds(property(text, (any) => /^[!.0-9:;A-Z[_`a-z~-]{1,255}$/.test(encodeKey(any))));
  });

  it('stands in the order of the code units, by bytes and by code units, and no two are the same', () => {
    holds(
      property(text, text, (a, b) => {
        const [first, second] = [encodeKey(a), encodeKey(b)];
        assert.equal(sign(first, second), sign(a, b));
        assert.equal(Buffer.compare(Buffer.from(first), Buffer.from(second)), sign(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  it('is at most 255 long, in order up to there, and still like no other', () => {
    const long = (end: string): string => `${'x'.repeat(400)}${end}`;
    assert.lengthOf(encodeKey('x'.repeat(255)), 255);
    const keys = ['', 'a', 'b', '\uD800', '\uD801'].map((end) => encodeKey(long(end)));
    assert.equal(new Set(keys).size, 5);
    for (const key of keys) {
      assert.isAtMost(key.length, 255);
      assert.isTrue(encodeKey('w') < key && key < encodeKey('y'));
    }
  });
});
