import { expect } from 'chai';
import { sawLastQuestion } from '../../src/bots/saw-last-question.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { aClient } from '../helpers/chat.ts';

const second = (n: number) => new Date(Date.UTC(2026, 10, 23, 19, 0, n)).toISOString();
const asked = { nonce: 'n', step: 'goals-same', sequence: 5, retries: 0 };
const document = (last: number) => ({
  ...newClientDocument(aClient()),
  asked,
  delivered: { last, at: second(10) },
});
const typed = (at: number, order = 0) => ({ typedAt: second(at), order, seen: undefined });

describe('whether the open question had been seen', () => {
  for (const [what, before, arrival, deliveredAt, saw] of [
    ['nothing is asked', { ...document(0), asked: undefined }, typed(1), undefined, true],
    ['typed after it was delivered', document(5), typed(11), undefined, true],
    ['typed before it was delivered', document(5), typed(9), undefined, false],
    ['it was never delivered', document(4), typed(11), undefined, false],
    ['typed in that moment, before', document(5), typed(10, 3), 4, false],
    ['typed in that moment, after', document(5), typed(10, 5), 4, true],
    ['typed in that moment, nobody knows', document(5), typed(10, 5), undefined, false],
    ['the device had read it', document(0), { ...typed(1), seen: 5 }, undefined, true],
    ['the device had not', document(5), { ...typed(11), seen: 4 }, undefined, false],
  ] as const) {
    it(`${saw ? 'yes' : 'no'}: ${what}`, () => {
      expect(sawLastQuestion(before, arrival, deliveredAt)).to.equal(saw);
    });
  }
});
