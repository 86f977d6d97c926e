import type { FhirQuantity, FhirValue } from '../instrument/fhir-value.ts';

/** Whether two values are the same; `undefined` where one is a day or time too roughly given to be sure. */
export function isEqual(a: FhirValue, b: FhirValue): boolean | undefined {
  if ('valueCoding' in a && 'valueCoding' in b) {
    const [one, other] = [a.valueCoding, b.valueCoding];
    if (one.code === undefined || other.code === undefined) return one.display === other.display;
    return one.code === other.code && agree(one.system, other.system);
  }
  if ('valueBoolean' in a && 'valueBoolean' in b) return a.valueBoolean === b.valueBoolean;
  const [one, other] = [wordsIn(a), wordsIn(b)];
  if (one !== undefined && other !== undefined) return one === other;
  const [left, right] = rangesOf(a, b);
  if (!left || !right || !isSameKind(a, b)) return false;
  if (left.to < right.from || left.from > right.to) return false;
  return left.from === left.to && right.from === right.to ? true : sameDay(a, b);
}

/** Below 0, 0 or above 0 as the first is less, the same or more; `undefined` where they have no order, or none that is sure. Words are in the order of their characters. */
export function order(a: FhirValue, b: FhirValue): number | undefined {
  const [one, other] = [wordsIn(a), wordsIn(b)];
  if (one !== undefined && other !== undefined) return one === other ? 0 : one < other ? -1 : 1;
  const [left, right] = rangesOf(a, b);
  if (!left || !right || !isSameKind(a, b)) return undefined;
  if (left.to < right.from) return -1;
  if (left.from > right.to) return 1;
  return isEqual(a, b) === true ? 0 : undefined;
}

/** Either is silent, or both say the same. */
const agree = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

const wordsIn = (value: FhirValue): string | undefined => {
  if ('valueString' in value) return value.valueString;
  return 'valueUri' in value ? value.valueUri : undefined;
};

/** Dates with dates and times of days, numbers with numbers, quantities of one unit with each other. */
function isSameKind(a: FhirValue, b: FhirValue): boolean {
  if ('valueQuantity' in a && 'valueQuantity' in b) return isSameUnit(a.valueQuantity, b.valueQuantity);
  return kindOf(a) === kindOf(b) && kindOf(a) !== undefined;
}

function kindOf(value: FhirValue): 'number' | 'day' | 'time' | undefined {
  if ('valueInteger' in value || 'valueDecimal' in value) return 'number';
  if ('valueDate' in value || 'valueDateTime' in value) return 'day';
  return 'valueTime' in value ? 'time' : undefined;
}

const isSameUnit = (a: FhirQuantity, b: FhirQuantity): boolean =>
  a.code !== undefined && b.code !== undefined
    ? a.code === b.code && agree(a.system, b.system)
    : (a.unit ?? a.code) === (b.unit ?? b.code);

interface Range {
  readonly from: number;
  readonly to: number;
}
const point = (at: number): Range => ({ from: at, to: at });

/** A day is one of the calendar beside another day, and a span of time beside a time. */
function rangesOf(a: FhirValue, b: FhirValue): readonly [Range | undefined, Range | undefined] {
  const dayOf = 'valueDateTime' in a || 'valueDateTime' in b ? instants : calendar;
  return [rangeOf(a, dayOf), rangeOf(b, dayOf)];
}

/** Where a value certainly lies on its own line: a number, seconds of a day, or an instant in milliseconds. */
function rangeOf(value: FhirValue, dayOf: (text: string) => Range): Range | undefined {
  if ('valueInteger' in value) return point(value.valueInteger);
  if ('valueDecimal' in value) return point(value.valueDecimal);
  if ('valueQuantity' in value) return point(value.valueQuantity.value);
  if ('valueTime' in value) {
    const [hour, minute, second] = value.valueTime.split(':').map(Number);
    return point((hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0));
  }
  if ('valueDateTime' in value) return instants(value.valueDateTime);
  return 'valueDate' in value ? dayOf(value.valueDate) : undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
/** A day without a place begins up to 14 hours before it does in Greenwich, and ends up to 12 after. */
const instants = (text: string): Range => {
  if (text.includes('T')) return point(Date.parse(text));
  const { from, to } = calendar(text);
  return { from: from - 14 * 60 * 60 * 1000, to: to + dayMs + 12 * 60 * 60 * 1000 - 1 };
};

/** From the first day to the last, as their midnights in Greenwich. */
function calendar(text: string): Range {
  const [year, month, day] = text.split('-').map(Number);
  const first = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1);
  if (day !== undefined) return point(first);
  const after = month === undefined ? Date.UTC((year ?? 0) + 1, 0, 1) : Date.UTC(year ?? 0, month, 1);
  return { from: first, to: after - dayMs };
}

/** A day given as a date and as a date without a time is the same day. */
function sameDay(a: FhirValue, b: FhirValue): true | undefined {
  const [one, other] = [a, b].map((value) =>
    'valueDate' in value ? value.valueDate : 'valueDateTime' in value ? value.valueDateTime : '',
  );
  return one === other && one?.length === 10 ? true : undefined;
}
