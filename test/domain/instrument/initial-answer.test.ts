import { expect } from 'chai';
import { chose, rated, ticked } from '../../helpers/built-in.ts';
import { extensions, loadItems } from '../../helpers/questionnaire.ts';

const scale = extensions({
  minValue: { valueInteger: 0 },
  maxValue: { valueInteger: 100 },
  'questionnaire-sliderStepValue': { valueInteger: 10 },
});
const options = {
  type: 'choice',
  answerOption: [
    { valueCoding: { code: 'a' } },
    { valueCoding: { code: 'b' } },
    {
      valueCoding: { code: 'none' },
      ...extensions({ 'questionnaire-optionExclusive': { valueBoolean: true } }),
    },
  ],
};
const coded = (...codes: string[]) => ({ initial: codes.map((code) => ({ valueCoding: { code } })) });
const from = (valueTime: string) => extensions({ minValue: { valueTime } });

describe('what a questionnaire offers as an answer', () => {
  for (const [what, item, initial] of [
    ['a step of a scale', { type: 'integer', ...scale, initial: [{ valueInteger: 30 }] }, rated(30)],
    ['no step of it', { type: 'integer', ...scale, initial: [{ valueInteger: 35 }] }, undefined],
    ['more than it may be', { type: 'integer', ...scale, initial: [{ valueInteger: 110 }] }, undefined],
    ['half of a whole number', { type: 'integer', initial: [{ valueDecimal: 1.5 }] }, undefined],
    ['a decimal number', { type: 'decimal', initial: [{ valueDecimal: 1.5 }] }, rated(1.5)],
    ['an option', { ...options, ...coded('b') }, chose('b')],
    [
      'one marked as chosen',
      { ...options, answerOption: [{ valueCoding: { code: 'a' }, initialSelected: true }] },
      chose('a'),
    ],
    ['two of one', { ...options, ...coded('a', 'b') }, undefined],
    ['two of several', { ...options, repeats: true, ...coded('a', 'b') }, ticked('a', 'b')],
    ['one that excludes another', { ...options, repeats: true, ...coded('a', 'none') }, undefined],
    [
      'a time',
      { type: 'time', ...from('08:00:00'), initial: [{ valueTime: '09:00:00' }] },
      { kind: 'time', value: '09:00:00' },
    ],
    [
      'a time too early',
      { type: 'time', ...from('08:00:00'), initial: [{ valueTime: '07:00:00' }] },
      undefined,
    ],
    ['a month for a day', { type: 'date', initial: [{ valueDate: '2026-04' }] }, undefined],
    ['words', { type: 'string', initial: [{ valueString: 'x' }] }, { kind: 'text', value: 'x' }],
    ['words too long', { type: 'string', maxLength: 1, initial: [{ valueString: 'xy' }] }, undefined],
    [
      'words of another form',
      { type: 'string', ...extensions({ regex: { valueString: '[a-c]' } }), initial: [{ valueString: 'x' }] },
      undefined,
    ],
    [
      'several words',
      { type: 'string', repeats: true, initial: [{ valueString: 'x' }, { valueString: 'y' }] },
      {
        kind: 'several',
        values: [
          { kind: 'text', value: 'x' },
          { kind: 'text', value: 'y' },
        ],
        done: false,
      },
    ],
  ] as [string, object, object | undefined][]) {
    it(`${what}: ${initial ? 'is offered' : 'is left aside, and noted'}`, () => {
      const loaded = loadItems([{ linkId: 'q', ...item }]);
      if (!loaded.ok) throw new Error(loaded.faults.join());
      expect(loaded.instrument.items[0]?.initial).to.deep.equal(initial);
      expect(loaded.notes.some((note) => note.startsWith('q: its initial value is left aside'))).to.equal(
        !initial,
      );
    });
  }
});
