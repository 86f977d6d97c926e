import { expect } from 'chai';
import type { AnswerType } from '../../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../../src/domain/typed/parse-answer.ts';
import { readingIn } from '../../helpers/reading-in.ts';

function read(type: AnswerType, text: string): unknown {
  const parsed = parseAnswer(type, { kind: 'typed', text }, readingIn('en'));
  if (!parsed.ok) return parsed.reason;
  return 'value' in parsed.answer ? parsed.answer.value : undefined;
}

describe('words of a form', () => {
  it('are as long as the question asks', () => {
    const type: AnswerType = { kind: 'text', maxLength: 4, minLength: 2 };
    expect(read(type, ' ab ')).to.equal('ab');
    expect(read(type, 'a')).to.equal('too-short');
    expect(read(type, 'abcde')).to.equal('too-long');
    expect(read(type, ' ')).to.equal('empty');
  });

  it('fit its pattern from beginning to end', () => {
    const type: AnswerType = { kind: 'text', maxLength: 20, pattern: 'A|[0-9]{5}' };
    expect(read(type, '12345')).to.equal('12345');
    expect(read(type, '123456')).to.equal('wrong-form');
    expect(read(type, 'A1')).to.equal('wrong-form');
    expect(read({ ...type, pattern: '(' }, 'any')).to.equal('any');
  });
});

describe('a web address, typed', () => {
  const type: AnswerType = { kind: 'url', maxLength: 60 };
  for (const [typed, becomes] of [
    [' https://example.org/a?b=c ', 'https://example.org/a?b=c'],
    ['HTTP://Example.org', 'HTTP://Example.org'],
    ['example.org', 'not-a-link'],
    ['www.example.org', 'not-a-link'],
    ['https://example.org and more', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
    ['ftp://example.org', 'not-a-link'],
    ['https://user:pass@example.org', 'not-a-link'],
    ['https://', 'not-a-link'],
    ['https://localhost', 'not-a-link'],
    [`https://example.org/${'a'.repeat(60)}`, 'too-long'],
    ['', 'empty'],
  ] as const) {
    it(`${JSON.stringify(typed.slice(0, 40))} → ${becomes}`, () => {
      expect(read(type, typed)).to.equal(becomes);
    });
  }
});
