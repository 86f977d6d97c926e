import { expect } from 'chai';
import { loadItems } from '../../helpers/questionnaire.ts';

const ask = (valueSet: object, reference = '#vs') =>
  loadItems([{ linkId: 'q', type: 'choice', answerValueSet: reference }], {
    contained: [{ resourceType: 'ValueSet', id: 'vs', ...valueSet }],
  });
const labels = (valueSet: object): unknown => {
  const loaded = ask(valueSet);
  const answer = loaded.ok ? loaded.instrument.items[0]?.answer : undefined;
  return answer?.kind === 'choice'
    ? answer.options.map(({ code, system, display, group }) => [
        code,
        system,
        display.default,
        group?.default,
      ])
    : loaded;
};

describe('a value set in the file', () => {
  it('offers what its definition lists, of several systems', () => {
    const include = [
      { system: 'http://x', concept: [{ code: 'a', display: 'A' }, { code: 'b' }] },
      { system: 'http://y', concept: [{ code: 'c', display: 'C' }] },
    ];
    expect(labels({ compose: { include } })).to.deep.equal([
      ['a', 'http://x', 'A', undefined],
      ['b', 'http://x', 'b', undefined],
      ['c', 'http://y', 'C', undefined],
    ]);
  });

  it('offers its expansion, with what is abstract as a heading', () => {
    const contains = [
      { system: 'http://x', code: 'a', display: 'A' },
      {
        abstract: true,
        code: 'rest',
        display: 'The rest',
        contains: [
          { system: 'http://x', code: 'b', display: 'B' },
          { system: 'http://x', code: 'old', display: 'Old', inactive: true },
        ],
      },
    ];
    expect(labels({ expansion: { contains } })).to.deep.equal([
      ['a', 'http://x', 'A', undefined],
      ['b', 'http://x', 'B', 'The rest'],
    ]);
  });

  it('has words in other languages and what an option counts for', () => {
    const loaded = ask({
      compose: {
        include: [
          {
            system: 'http://x',
            concept: [
              {
                code: 'a',
                display: 'Never',
                designation: [{ language: 'es', value: 'Nunca' }],
                extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 3 }],
              },
            ],
          },
        ],
      },
    });
    const answer = loaded.ok ? loaded.instrument.items[0]?.answer : undefined;
    expect(answer?.kind === 'choice' && answer.options[0]).to.deep.equal({
      code: 'a',
      system: 'http://x',
      display: { default: 'Never', translations: { es: 'Nunca' } },
      ordinal: 3,
    });
  });

  const concept = [{ code: 'a' }];
  for (const [what, valueSet, reference, fault] of [
    ['one that is elsewhere', {}, 'http://x/vs', 'the value set http://x/vs is not in the file'],
    ['one that is missing', {}, '#other', 'the file holds no value set #other that can be read'],
    [
      'a whole system',
      { compose: { include: [{ system: 'http://x' }] } },
      '#vs',
      'the value set #vs needs a look at http://x: list its concepts',
    ],
    [
      'a filter',
      { compose: { include: [{ system: 'http://x', concept, filter: [] }] } },
      '#vs',
      'the value set #vs needs a look at http://x: list its concepts',
    ],
    [
      'another value set',
      { compose: { include: [{ valueSet: ['http://y'] }] } },
      '#vs',
      'the value set #vs needs a look at another one: list its concepts',
    ],
    [
      'an exclusion',
      { compose: { include: [{ concept }], exclude: [{ concept }] } },
      '#vs',
      'the value set #vs excludes something',
    ],
    ['nothing', {}, '#vs', 'the value set #vs lists nothing'],
  ] as [string, object, string, string][]) {
    it(`is refused: ${what}`, () => {
      const loaded = ask(valueSet, reference);
      expect(loaded.ok ? [] : loaded.faults).to.include(`q: ${fault}`);
    });
  }
});
