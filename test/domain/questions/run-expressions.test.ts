import { expect } from 'chai';
import { closingWords } from '../../../src/domain/questions/questions.ts';
import { chose, rated } from '../../helpers/built-in.ts';
import { instrumentOf, keysOf, loadItems, responseTo, yes, type Raw } from '../../helpers/questionnaire.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const expression = (text: string, more: object = {}) => ({
  valueExpression: { language: 'text/fhirpath', expression: text, ...more },
});
const calculated = (text: string) => ({ url: `${sdc}calculatedExpression`, ...expression(text) });
const enabledWhen = (text: string) => ({
  extension: [{ url: `${sdc}enableWhenExpression`, ...expression(text) }],
});
const variable = (name: string, text: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/variable',
  ...expression(text, { name }),
});
const answerTo = (linkId: string) => `%resource.descendants().where(linkId='${linkId}').answer.value`;

const often = (linkId: string): Raw => ({
  linkId,
  type: 'choice',
  answerOption: ['never', 'often'].map((code, at) => ({
    valueCoding: { code, display: code },
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: at * 3 }],
  })),
});
const total = (text: string, more: object = {}): Raw => ({
  linkId: 'total',
  type: 'decimal',
  text: 'Total',
  readOnly: true,
  extension: [calculated(text)],
  ...more,
});
const totalIn = (items: readonly Raw[], answers: Parameters<typeof responseTo>[1]): unknown =>
  responseTo(instrumentOf(items), answers).find(({ linkId }) => linkId === 'total')?.answer;

describe('FHIRPath in a questionnaire', () => {
  it('sums up what was answered, shows it and leaves it in the response', () => {
    const items = [often('a'), often('b'), total(`(${answerTo('a')} | ${answerTo('b')}).weight().sum()`)];
    const sum = [
      often('a'),
      often('b'),
      total('%resource.item.answer.value.where($this is Coding).weight().sum()'),
    ];
    const answers = { a: chose('often'), b: chose('often') };
    expect(totalIn(sum, answers)).to.deep.equal([{ valueDecimal: 6 }]);
    expect(totalIn(items, { a: chose('often') })).to.deep.equal([{ valueDecimal: 3 }]);
    const shown = closingWords(instrumentOf(sum), answers, { homework: [], goal: [] });
    expect(shown.map((text) => text.default)).to.deep.equal(['Total: 6']);
  });

  it('weighs the options of a value set that the file only expands', () => {
    const weighed = ['never', 'often'].map((code, at) => ({
      system: 'http://example.org/often',
      code,
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: at * 3 }],
    }));
    const contains = [{ abstract: true, display: 'How often', contains: weighed }];
    const contained = [{ resourceType: 'ValueSet', id: 'often', expansion: { contains } }];
    const items = [
      { linkId: 'a', type: 'choice', answerValueSet: '#often' },
      total('%resource.item.answer.value.where($this is Coding).weight().sum()'),
    ];
    const response = responseTo(instrumentOf(items, { contained }), { a: chose('often') });
    expect(response.find(({ linkId }) => linkId === 'total')?.answer).to.deep.equal([{ valueDecimal: 3 }]);
  });

  it('has no value where there is nothing to calculate with, or the result does not fit', () => {
    const number = { linkId: 'a', type: 'decimal' };
    expect(totalIn([number, total(`${answerTo('a')} + 1`)], {})).to.equal(undefined);
    expect(totalIn([number, total(`${answerTo('a')} + 1`)], { a: rated(2.5) })).to.deep.equal([
      { valueDecimal: 3.5 },
    ]);
    expect(totalIn([number, total(answerTo('a'), { type: 'integer' })], { a: rated(2.5) })).to.equal(
      undefined,
    );
    expect(totalIn([number, total(answerTo('a'), { type: 'string' })], { a: rated(2.5) })).to.equal(
      undefined,
    );
  });

  it('decides what is asked, and conditions see what it calculates', () => {
    const instrument = instrumentOf([
      { linkId: 'a', type: 'integer' },
      total(`${answerTo('a')} * 2`, { type: 'integer' }),
      { linkId: 'b', ...enabledWhen(`${answerTo('total')} > 10`) },
      { linkId: 'c', enableWhen: [{ question: 'total', operator: '>', answerInteger: 10 }] },
    ]);
    expect(keysOf(instrument)).to.deep.equal(['a']);
    expect(keysOf(instrument, { a: rated(5) })).to.deep.equal(['a']);
    expect(keysOf(instrument, { a: rated(6) })).to.deep.equal(['a', 'b', 'c']);
  });

  it('knows variables, the item it stands at, and the file', () => {
    const group: Raw = {
      linkId: 'g',
      repeats: true,
      extension: [variable('here', "%context.item.where(linkId='x').answer.value")],
      item: [{ linkId: 'x', type: 'integer' }, total('%here + %root', { type: 'integer' })],
    };
    const instrument = instrumentOf([{ linkId: 'a', type: 'integer' }, group], {
      extension: [variable('root', "item.where(linkId='a').answer.value")],
    });
    const answers = { a: rated(10), 'x/1': rated(1), 'g/1': yes, 'x/2': rated(2) };
    const totals = responseTo(instrument, answers)
      .flatMap(({ item = [] }) => item)
      .filter(({ linkId }) => linkId === 'total');
    expect(totals.map(({ answer }) => answer)).to.deep.equal([
      [{ valueInteger: 11 }],
      [{ valueInteger: 12 }],
    ]);
    expect(
      totalIn([often('a'), total('%questionnaire.item.count()', { type: 'integer' })], {}),
    ).to.deep.equal([{ valueInteger: 2 }]);
  });

  it('stops where it would go round for ever', () => {
    const instrument = instrumentOf([
      { linkId: 'a', ...enabledWhen(`${answerTo('total')}.empty() or ${answerTo('total')} < 3`) },
      total(`iif(${answerTo('a')}.exists(), 5, 1)`, { type: 'integer' }),
    ]);
    expect(keysOf(instrument, { a: yes })).to.be.an('array');
    const endless = total('(1).repeat($this + 1).count()', { type: 'integer' });
    expect(loadItems([often('a'), endless]).ok).to.equal(false);
  });

  for (const [what, item, fault] of [
    ['that cannot be read', total('1 +'), /^total: its FHIRPath cannot be run/],
    ...[`'a'.matches('(a+)+b')`, `'a'.replaceMatches(answer.value, 'x')`, `'a'.matches('(a|a)*$')`].map(
      (text) => ['with a pattern that may run for ever', total(text), /^total: a pattern in its FHIRPath/],
    ),
    ['with a name it does not explain', total('%patient.name'), /^total: its FHIRPath cannot be run/],
    ['that looks something up', total("'Patient/1'.resolve()"), /^total: its FHIRPath cannot be run/],
    [
      'in another language',
      {
        linkId: 'q',
        extension: [
          { url: `${sdc}enableWhenExpression`, valueExpression: { language: 'text/cql', expression: 'x' } },
        ],
      },
      /^q: an expression in text\/cql cannot be run$/,
    ],
    [
      'for a whole group',
      { linkId: 'g', item: [{ linkId: 'x' }], extension: [calculated('1')] },
      /^g: a group cannot be calculated$/,
    ],
  ] as [string, Raw, RegExp][]) {
    it(`is refused when the file is loaded: one ${what}`, () => {
      const loaded = loadItems([often('a'), item]);
      expect(loaded.ok ? 'taken' : loaded.faults[0]).to.match(fault);
    });
  }

  it('runs with patterns that are plain', () => {
    const plain = total(`iif('ab1'.matches('^[a-z]+\\\\d$') and 'x'.matches('x'), 1, 0)`, {
      type: 'integer',
    });
    expect(totalIn([often('a'), plain], {})).to.deep.equal([{ valueInteger: 1 }]);
  });

  it('is refused when the file is loaded: one that does not come to an end', function () {
    this.timeout(30_000);
    const ten = '(1|2|3|4|5|6|7|8|9|10)';
    const loaded = loadItems([often('a'), total(`${ten}${`.select(${ten})`.repeat(8)}.count()`)]);
    expect(loaded).to.deep.equal({ ok: false, faults: ['questionnaire: its FHIRPath takes too long'] });
  });
});
