import { controlOf, extensionOf } from './fhir-extensions.ts';
import type { FhirItem, Reading } from './fhir-questionnaire.ts';
import type { AnswerType, Translated, Unit } from './instrument.ts';
import { boundsIn, readUnits } from './read-units.ts';

/** The words at the ends of a scale, and the unit that stands beside a number. */
export interface Ends {
  readonly low?: Translated;
  readonly high?: Translated;
  readonly unit?: Translated;
}

/** A scale with more steps than this cannot be tapped. */
const mostSteps = 20;

/** A whole number: a rating where its bounds lie close enough together to be tapped. */
export function readInteger(item: FhirItem, reading: Reading, ends: Ends): AnswerType {
  const bounds = readBounds(item, reading);
  const min = bounds.min === undefined ? undefined : Math.ceil(bounds.min);
  const max = bounds.max === undefined ? undefined : Math.floor(bounds.max);
  const step = extensionOf(item, 'sliderStepValue')?.valueInteger ?? 1;
  const unit = readUnits(item, reading)[0]?.display ?? ends.unit;
  const { low, high } = ends;
  if (min !== undefined && max !== undefined && unit === undefined && isTappable(min, max, step)) {
    return {
      kind: 'rating',
      min,
      max,
      ...(step !== 1 && { step }),
      ...(low && { low }),
      ...(high && { high }),
    };
  }
  if (controlOf(item) === 'slider') reading.note(item.linkId, 'is typed: its scale is too long to be tapped');
  return {
    kind: 'number',
    whole: true,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(unit && { unit }),
  };
}

const isTappable = (min: number, max: number, step: number): boolean =>
  step > 0 && min < max && (max - min) % step === 0 && (max - min) / step <= mostSteps;

export function readDecimal(item: FhirItem, reading: Reading): AnswerType {
  const decimals = extensionOf(item, 'maxDecimalPlaces')?.valueInteger;
  const unit = readUnits(item, reading)[0]?.display;
  return {
    kind: 'number',
    whole: decimals === 0,
    ...readBounds(item, reading),
    ...(decimals !== undefined && { decimals }),
    ...(unit && { unit }),
  };
}

export function readQuantity(item: FhirItem, reading: Reading): AnswerType {
  const decimals = extensionOf(item, 'maxDecimalPlaces')?.valueInteger;
  const units = readUnits(item, reading);
  const bounds = readBounds(item, reading);
  checkBoundUnits(item, units, reading);
  if (units.length > 1 && (bounds.min !== undefined || bounds.max !== undefined))
    reading.fault(item.linkId, 'bounds of a quantity with several units are not supported');
  return { kind: 'quantity', ...bounds, ...(decimals !== undefined && { decimals }), units };
}

/** Bounds are compared as numbers: they must be in the unit in which the answer is given. */
function checkBoundUnits(item: FhirItem, units: readonly Unit[], { fault }: Reading): void {
  const [first] = units;
  for (const { code, unit } of boundsIn(item)) {
    const same = code !== undefined && first?.code !== undefined ? code === first.code : true;
    const alike = code === undefined && unit !== undefined && first ? first.display.default === unit : true;
    if (units.length === 1 && !(same && (alike || unit === first?.code)))
      fault(item.linkId, 'its bounds are in another unit');
  }
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function readBounds(item: FhirItem, { fault }: Reading): Bounds {
  const at = (end: 'min' | 'max'): number | undefined => {
    const found = extensionOf(item, `${end}Value`) ?? extensionOf(item, `${end}Quantity`);
    if (!found) return undefined;
    const value = found.valueInteger ?? found.valueDecimal ?? found.valueQuantity?.value;
    if (value === undefined) fault(item.linkId, `${end}Value is no number`);
    return value;
  };
  const [min, max] = [at('min'), at('max')];
  if (min !== undefined && max !== undefined && min > max)
    fault(item.linkId, 'minValue must not be above maxValue');
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
