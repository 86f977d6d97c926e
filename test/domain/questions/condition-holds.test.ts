import { expect } from 'chai';
import { conditionHolds } from '../../../src/domain/questions/condition-holds.ts';
import type { FhirValue } from '../../../src/domain/instrument/fhir-value.ts';
import type { Condition } from '../../../src/domain/instrument/instrument.ts';

/** A number, a yes or no, words; or the value itself. */
type Short = boolean | number | string | FhirValue;
const long = (value: Short): FhirValue => {
  if (typeof value === 'number') return { valueInteger: value };
  if (typeof value === 'boolean') return { valueBoolean: value };
  return typeof value === 'string' ? { valueString: value } : value;
};
const date = (valueDate: string): FhirValue => ({ valueDate });
const at = (valueDateTime: string): FhirValue => ({ valueDateTime });
const time = (valueTime: string): FhirValue => ({ valueTime });
const coded = (code: string, system?: string): FhirValue => ({
  valueCoding: { code, ...(system !== undefined && { system }) },
});
const measured = (value: number, code: string): FhirValue => ({ valueQuantity: { value, code } });

describe('conditionHolds', () => {
  for (const [values, operator, value, holds] of [
    [[3], 'exists', true, true],
    [[3], 'exists', false, false],
    [[], 'exists', true, false],
    [[], 'exists', false, true],
    [[0], 'exists', true, true],
    [[false], 'exists', true, true],
    [['a'], '=', 'a', true],
    [['a', 'b'], '=', 'b', true],
    [['a'], '=', 'b', false],
    [[], '=', 'a', false],
    [[false], '=', false, true],
    [['a'], '!=', 'b', true],
    [['a', 'b'], '!=', 'b', false],
    [[], '!=', 'b', true],
    [[7], '>', 7, false],
    [[8], '>', 7, true],
    [[7], '>=', 7, true],
    [[6], '>=', 7, false],
    [[7], '<', 7, false],
    [[0], '<', 7, true],
    [[7], '<=', 7, true],
    [[8], '<=', 7, false],
    [[9, 1], '<', 3, true],
    [[], '<', 3, false],
    [['5'], '<', 7, false],
    [[{ valueDecimal: 7.5 }], '>', 7, true],
    [[{ valueDecimal: 7 }], '=', 7, true],
    [[date('2026-04-03')], '=', date('2026-04-03'), true],
    [[date('2026-04-03')], '=', date('2026-04'), false],
    [[date('2026-04-03')], '!=', date('2026-04'), false],
    [[date('2026-04-03')], '!=', date('2026-05'), true],
    [[date('2026-04-03')], '>=', date('2026-04'), false],
    [[date('2026-05-01')], '>', date('2026-04'), true],
    [[date('2026-04-30')], '<', date('2026-05'), true],
    [[date('2026-04-03')], '<', date('2026-04-04'), true],
    [[date('2026-04-03')], '<=', date('2026-04-03'), true],
    [[date('2026-04-03')], '<', at('2026-04-03T10:00:00Z'), false],
    [[date('2026-04-03')], '<', at('2026-04-05T10:00:00Z'), true],
    [[at('2026-04-03T10:00:00+02:00')], '=', at('2026-04-03T08:00:00Z'), true],
    [[at('2026-04-03T10:00:00+02:00')], '>', at('2026-04-03T08:30:00Z'), false],
    [[at('2026-04-03T10:00:00+02:00')], '=', at('2026-04-03'), false],
    [[at('2026-04-03T10:00:00+02:00')], '!=', at('2026-04-03'), false],
    [[at('2026-04-03T10:00:00+02:00')], '<', at('2026-04-05'), true],
    [[time('07:30:00')], '<', time('08:00:00'), true],
    [[time('07:30:00')], '=', time('07:30:00.0'), true],
    [[coded('a', 'x')], '=', coded('a', 'x'), true],
    [[coded('a', 'x')], '=', coded('a', 'y'), false],
    [[coded('a', 'x')], '=', coded('a'), true],
    [[coded('a', 'x')], '=', 'a', false],
    [[coded('a', 'x'), coded('b', 'x')], '!=', coded('b', 'x'), false],
    [[measured(5, 'kg')], '>', measured(4, 'kg'), true],
    [[measured(5, 'kg')], '>', measured(4, 'g'), false],
    [[measured(5, 'kg')], '!=', measured(5, 'g'), true],
    [[time('07:30:00')], '>', 3, false],
  ] as [Short[], Condition['operator'], Short, boolean][]) {
    const shown = [...values, value].map((one) => JSON.stringify(one));
    it(`[${shown.slice(0, -1).join(', ')}] ${operator} ${shown.at(-1)!}: ${String(holds)}`, () => {
      const condition = { question: 'q', operator, value: long(value) };
      expect(conditionHolds(condition, values.map(long))).to.equal(holds);
    });
  }
});
