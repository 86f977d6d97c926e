import { expect } from 'chai';
import { extensions, control, loadItems } from '../../helpers/questionnaire.ts';

const plain = (text: string) => ({ default: text, translations: {} });
const whole = (min: number, max: number) => ({
  minValue: { valueInteger: min },
  maxValue: { valueInteger: max },
});
const kilos = { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kilos' };
const pounds = { code: '[lb_av]', display: 'pounds' };
const unit = (valueCoding: object) => ({ valueCoding });
const option = (code: string, display = code, system?: string) => ({
  valueCoding: { code, display, ...(system && { system }) },
});

describe('the kind of answer that a FHIR item takes', () => {
  for (const [what, item, answer] of [
    ['a short scale', { type: 'integer', ...extensions(whole(0, 10)) }, { kind: 'rating', min: 0, max: 10 }],
    [
      'a long scale in steps',
      {
        type: 'integer',
        ...extensions({ ...whole(0, 100), 'questionnaire-sliderStepValue': { valueInteger: 10 } }),
      },
      { kind: 'rating', min: 0, max: 100, step: 10 },
    ],
    [
      'steps that miss the end',
      {
        type: 'integer',
        ...extensions({ ...whole(0, 10), 'questionnaire-sliderStepValue': { valueInteger: 3 } }),
      },
      { kind: 'number', whole: true, min: 0, max: 10 },
    ],
    [
      'a long scale',
      { type: 'integer', ...extensions(whole(0, 21)) },
      { kind: 'number', whole: true, min: 0, max: 21 },
    ],
    ['any whole number', { type: 'integer' }, { kind: 'number', whole: true }],
    [
      'a whole number with a unit',
      { type: 'integer', ...extensions({ ...whole(0, 10), 'questionnaire-unit': unit(kilos) }) },
      { kind: 'number', whole: true, min: 0, max: 10, unit: plain('kilos') },
    ],
    [
      'a decimal number',
      {
        type: 'decimal',
        ...extensions({ minValue: { valueDecimal: 0.5 }, maxDecimalPlaces: { valueInteger: 1 } }),
      },
      { kind: 'number', whole: false, min: 0.5, decimals: 1 },
    ],
    [
      'a quantity with one unit',
      { type: 'quantity', ...extensions({ 'questionnaire-unit': unit(kilos) }) },
      {
        kind: 'quantity',
        units: [{ key: 'kg', display: plain('kilos'), system: 'http://unitsofmeasure.org', code: 'kg' }],
      },
    ],
    [
      'a quantity with several',
      {
        type: 'quantity',
        extension: [kilos, pounds].map((valueCoding) => ({
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption',
          valueCoding,
        })),
      },
      {
        kind: 'quantity',
        units: [
          { key: 'kg', display: plain('kilos'), system: 'http://unitsofmeasure.org', code: 'kg' },
          { key: '[lb_av]', display: plain('pounds'), code: '[lb_av]' },
        ],
      },
    ],
    ['a quantity without one', { type: 'quantity' }, { kind: 'quantity', units: [] }],
    [
      'a date',
      {
        type: 'date',
        ...extensions({ minValue: { valueDate: '2024-02' }, maxValue: { valueDate: '2024-02' } }),
      },
      { kind: 'date', min: '2024-02-01', max: '2024-02-29' },
    ],
    [
      'a date up to a year’s end',
      { type: 'date', ...extensions({ maxValue: { valueDate: '2024' } }) },
      { kind: 'date', max: '2024-12-31' },
    ],
    ['a day and time', { type: 'dateTime' }, { kind: 'dateTime' }],
    [
      'a time',
      { type: 'time', ...extensions({ minValue: { valueTime: '08:00:00' } }) },
      { kind: 'time', min: '08:00:00' },
    ],
    ['yes or no', { type: 'boolean' }, { kind: 'boolean' }],
    ['words', { type: 'string', maxLength: 20 }, { kind: 'text', maxLength: 20 }],
    ['many words', { type: 'text' }, { kind: 'text', maxLength: 4000 }],
    [
      'words of a form',
      {
        type: 'string',
        ...extensions({ minLength: { valueInteger: 3 }, regex: { valueString: '[A-Z]{3}-\\d+' } }),
      },
      { kind: 'text', maxLength: 4000, minLength: 3, pattern: '[A-Z]{3}-\\d+' },
    ],
    ['a link', { type: 'url' }, { kind: 'url', maxLength: 2000 }],
    [
      'one of several',
      { type: 'choice', answerOption: [option('a'), option('b', 'B', 'http://x')] },
      {
        kind: 'choice',
        options: [
          { code: 'a', display: plain('a') },
          { code: 'b', system: 'http://x', display: plain('B') },
        ],
      },
    ],
    [
      'any of several, two to three',
      {
        type: 'choice',
        repeats: true,
        answerOption: [option('a'), option('b'), option('c')],
        ...extensions({
          'questionnaire-minOccurs': { valueInteger: 2 },
          'questionnaire-maxOccurs': { valueInteger: 3 },
        }),
      },
      {
        kind: 'choices',
        options: ['a', 'b', 'c'].map((code) => ({ code, display: plain(code) })),
        least: 2,
        most: 3,
      },
    ],
    [
      'one of several or own words',
      { type: 'open-choice', answerOption: [option('a')], maxLength: 30 },
      { kind: 'choice', options: [{ code: 'a', display: plain('a') }], open: 30 },
    ],
    ['own words alone', { type: 'open-choice' }, { kind: 'text', maxLength: 4000 }],
    [
      'options that are no codings',
      {
        type: 'choice',
        answerOption: [
          { valueInteger: 3 },
          { valueString: 'a, b' },
          { valueDate: '2026-04-03' },
          { valueTime: '08:00:00' },
        ],
      },
      {
        kind: 'choice',
        options: [
          { code: '3', display: plain('3'), value: { valueInteger: 3 } },
          { code: 'a%2C%20b', display: plain('a, b'), value: { valueString: 'a, b' } },
          { code: '2026-04-03', display: plain('2026-04-03'), value: { valueDate: '2026-04-03' } },
          { code: '08:00:00', display: plain('08:00:00'), value: { valueTime: '08:00:00' } },
        ],
      },
    ],
    [
      'codes that are not enough to tell two options',
      {
        type: 'choice',
        answerOption: [option('1', 'One', 'http://x'), option('1', 'Uno', 'http://y'), option('a b', 'AB')],
      },
      {
        kind: 'choice',
        options: [
          ['http%3A%2F%2Fx%7C1', 'One', 'http://x', '1'],
          ['http%3A%2F%2Fy%7C1', 'Uno', 'http://y', '1'],
          ['%7Ca%20b', 'AB', undefined, 'a b'],
        ].map(([key, display, system, code]) => ({
          code: key,
          ...(system && { system }),
          display: plain(display!),
          value: { valueCoding: { ...(system && { system }), code, display } },
        })),
      },
    ],
    [
      'options told apart by what stands before them',
      {
        type: 'choice',
        answerOption: ['a', 'b'].map((code) => ({
          ...option(code, 'Other'),
          ...extensions({ 'questionnaire-optionPrefix': { valueString: `${code})` } }),
        })),
      },
      {
        kind: 'choice',
        options: ['a', 'b'].map((code) => ({ code, display: plain('Other'), prefix: plain(`${code})`) })),
      },
    ],
    [
      'options that count and one that excludes',
      {
        type: 'choice',
        repeats: true,
        answerOption: [
          { valueCoding: { code: 'a', ...extensions({ ordinalValue: { valueDecimal: 2 } }) } },
          {
            ...option('none', 'None'),
            ...extensions({ 'questionnaire-optionExclusive': { valueBoolean: true } }),
          },
        ],
      },
      {
        kind: 'choices',
        options: [
          { code: 'a', display: plain('a'), ordinal: 2, value: { valueCoding: { code: 'a' } } },
          { code: 'none', display: plain('None'), exclusive: true },
        ],
      },
    ],
  ] as [string, object, object][]) {
    it(what, () => {
      const loaded = loadItems([{ linkId: 'q', ...item }]);
      expect(loaded.ok ? loaded.instrument.items[0]?.answer : loaded.faults).to.deep.equal(answer);
    });
  }

  for (const [what, item, fault] of [
    ['a reference', { type: 'reference' }, 'type reference cannot be asked in a chat'],
    ['an unknown type', { type: 'coding' }, 'type coding is not supported'],
    [
      'bounds the wrong way round',
      { type: 'decimal', ...extensions({ minValue: { valueDecimal: 2 }, maxValue: { valueDecimal: 1 } }) },
      'minValue must not be above maxValue',
    ],
    [
      'a bound of another kind',
      { type: 'date', ...extensions({ minValue: { valueInteger: 2 } }) },
      'minValue is no date',
    ],
    [
      'options of a number',
      { type: 'integer', answerOption: [{ valueInteger: 1 }] },
      'answer options are not supported for integer',
    ],
    ['a choice of nothing', { type: 'choice' }, 'a choice needs options'],
    [
      'a pattern that is none',
      { type: 'string', ...extensions({ regex: { valueString: '(' } }) },
      'its pattern cannot be run',
    ],
    ...[
      '(a+)+',
      '(a|a)*',
      '^(\\w+\\s?)*$',
      '.*.*.*x',
      '(?=a)b',
      '(a)\\1',
      '((ab)*)*',
      '(a|a)'.repeat(26),
      'a{0,9}'.repeat(9),
      'a?'.repeat(26),
    ].map((pattern) => [
      `the pattern ${pattern}, which may run for ever`,
      { type: 'string', ...extensions({ regex: { valueString: pattern } }) },
      'its pattern cannot be run',
    ]),
    [
      'more options than anybody reads',
      { type: 'choice', answerOption: Array.from({ length: 501 }, (_, at) => option(`o${at}`)) },
      'has more than 500 options',
    ],
    [
      'more options than there are',
      {
        type: 'choice',
        repeats: true,
        answerOption: [option('a')],
        ...extensions({ 'questionnaire-minOccurs': { valueInteger: 2 } }),
      },
      'minOccurs asks for more options than there are',
    ],
    [
      'two units alike',
      {
        type: 'quantity',
        extension: [kilos, kilos].map((valueCoding) => ({
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption',
          valueCoding,
        })),
      },
      'two units have the code kg',
    ],
  ] as [string, object, string][]) {
    it(`refuses ${what}`, () => {
      const loaded = loadItems([{ linkId: 'q', ...item }]);
      expect(loaded.ok ? 'taken' : loaded.faults[0]).to.equal(`q: ${fault}`);
    });
  }

  for (const pattern of [
    '\\d{4}',
    '[A-Z]{2}\\d+',
    '(ab)?c*',
    '^\\p{L}+$',
    '(?:\\d{3}-)?\\d{4}',
    '[^@ ]+@[^@ ]+\\.[a-z]{2,10}',
    '(0[1-9]|1[0-2])/(19|20)\\d{2}',
  ]) {
    it(`takes the pattern ${pattern}`, () => {
      expect(
        loadItems([{ linkId: 'q', type: 'string', ...extensions({ regex: { valueString: pattern } }) }]).ok,
      ).to.equal(true);
    });
  }

  it('labels the ends of a scale, and takes other words below a question for its explanation', () => {
    const loaded = loadItems([
      {
        linkId: 'q',
        type: 'integer',
        ...extensions(whole(0, 4)),
        item: [
          { linkId: 'low', type: 'display', text: 'Never', ...extensions(control('lower')) },
          { linkId: 'high', type: 'display', text: 'Always', ...extensions(control('upper')) },
          { linkId: 'help', type: 'display', text: 'In the last week.', ...extensions(control('help')) },
          { linkId: 'more', type: 'display', text: 'Roughly.' },
        ],
      },
    ]);
    const [item] = loaded.ok ? loaded.instrument.items : [];
    expect(item?.answer).to.deep.equal({
      kind: 'rating',
      min: 0,
      max: 4,
      low: plain('Never'),
      high: plain('Always'),
    });
    expect(item?.help).to.deep.equal(plain('In the last week.\nRoughly.'));
  });
});
