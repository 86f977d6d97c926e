import { expect } from 'chai';
import { readSuggestions } from '../../src/domain/suggestions.ts';

describe('readSuggestions', () => {
  it('takes one suggestion a line, without empty and repeated ones', () => {
    expect(readSuggestions('  Ask  first. \r\n\r\nAsk first.\nThen listen.')).to.deep.equal({
      ok: true,
      lines: ['Ask first.', 'Then listen.'],
    });
  });

  it('takes eight lines of 300 characters and no more of either', () => {
    const line = (place: number, length = 300) => String(place).padEnd(length, 'x');
    const lines = Array.from({ length: 8 }, (_, place) => line(place));
    expect(readSuggestions(lines.join('\n'))).to.deep.equal({ ok: true, lines });
    expect(readSuggestions([...lines, 'one more'].join('\n'))).to.deep.equal({
      ok: false,
      reason: 'too-many',
    });
    expect(readSuggestions(line(1, 301))).to.deep.equal({ ok: false, reason: 'too-long' });
    expect(readSuggestions(' \n ')).to.deep.equal({ ok: false, reason: 'empty' });
  });
});
