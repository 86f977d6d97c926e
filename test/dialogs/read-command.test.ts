import { expect } from 'chai';
import type { Conversation } from '../../src/dialogs/conversation.ts';
import { readCommand } from '../../src/dialogs/read-command.ts';
import type { AnswerType, Instrument } from '../../src/domain/instrument/instrument.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { builtIn, checkInWith } from '../helpers/built-in.ts';
import { aClient } from '../helpers/chat.ts';

/** A chat in which this question was asked last. */
function asking(answer: AnswerType, more: Partial<Conversation> = {}): Conversation {
  const plain = builtIn();
  const changed = ({ linkId, ...rest }: Instrument['items'][number]) =>
    linkId === 'bond-care' ? { ...rest, linkId, answer } : { ...rest, linkId };
  const nodesOf = (nodes: Instrument['nodes']): Instrument['nodes'] =>
    nodes.map((node) => {
      if (node.kind === 'group') return { ...node, nodes: nodesOf(node.nodes) };
      return node.kind === 'question' ? { ...node, item: changed(node.item) } : node;
    });
  const instrument = { ...plain, nodes: nodesOf(plain.nodes), items: plain.items.map(changed) };
  return {
    client: aClient({ checkIn: checkInWith({}, { status: 'open' }), ...more.client }),
    device: {},
    texts: createTexts(),
    clinicTimeZone: 'Etc/UTC',
    now: '2026-11-23T19:00:00.000Z',
    sawLastQuestion: true,
    asked: { nonce: 'n', step: 'bond-care', sequence: 1, retries: 0 },
    instrumentAt: () => instrument,
    ...more,
  } as Conversation;
}
const option = (code: string, label: string) => ({ code, display: { default: label, translations: {} } });
const rating: AnswerType = { kind: 'rating', min: 0, max: 10 };
const number: AnswerType = { kind: 'number', whole: true };

describe('a command, typed', () => {
  it('is understood in any language', () => {
    expect(readCommand(asking(rating), 'volver')).to.equal('back');
    expect(readCommand(asking(rating), 'back')).to.equal('back');
  });

  it('of another language gives way to an answer in the client’s own', () => {
    const choice: AnswerType = { kind: 'choice', options: [option('a', 'Parar'), option('b', 'Volver')] };
    expect(readCommand(asking(choice), 'volver')).to.equal(undefined);
    expect(readCommand(asking(choice), 'atrás')).to.equal('back');
    const own = asking(choice);
    expect(readCommand({ ...own, client: { ...own.client, language: 'es' } }, 'volver')).to.equal('back');
  });

  it('is a number that people dial only where that is no answer', () => {
    expect(readCommand(asking(rating), '112')).to.equal('helplines');
    expect(readCommand(asking(number), '112')).to.equal(undefined);
    expect(readCommand(asking({ ...number, max: 50 }), '112')).to.equal('helplines');
    expect(readCommand(asking(number, { sawLastQuestion: false }), '112')).to.equal('helplines');
  });

  it('is one where any words would do', () => {
    expect(readCommand(asking({ kind: 'text', maxLength: 100 }), 'volver')).to.equal('back');
    const open: AnswerType = { kind: 'choice', options: [option('a', 'Alone')], open: 100 };
    expect(readCommand(asking(open), 'volver')).to.equal('back');
  });
});
