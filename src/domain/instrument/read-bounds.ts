import { extensionOf } from './fhir-extensions.ts';
import type { Fault, FhirExtension, FhirItem } from './fhir-questionnaire.ts';

interface Bounds {
  readonly min?: string;
  readonly max?: string;
}

/** The earliest and the latest day or time that an answer may be, both included, as FHIR writes them. */
export function readBounds(item: FhirItem, type: 'date' | 'dateTime' | 'time', fault: Fault): Bounds {
  const at = (end: 'min' | 'max'): string | undefined => {
    const found = extensionOf(item, `${end}Value`);
    if (!found) return undefined;
    const value = type === 'time' ? found.valueTime : (found.valueDate ?? found.valueDateTime);
    if (value === undefined) fault(item.linkId, `${end}Value is no ${type}`);
    else if (type === 'date') return dayOf(found, end);
    return value;
  };
  const [min, max] = [at('min'), at('max')];
  if (min !== undefined && max !== undefined && isAfter(min, max, type))
    fault(item.linkId, 'minValue must not be above maxValue');
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

const isAfter = (one: string, other: string, type: 'date' | 'dateTime' | 'time'): boolean =>
  type === 'dateTime' ? Date.parse(one) > Date.parse(other) : one > other;

/** A month or a year stands for its first day, or its last. */
function dayOf({ valueDate, valueDateTime }: FhirExtension, end: 'min' | 'max'): string {
  const [year = '', month, day] = (valueDate ?? valueDateTime ?? '').slice(0, 10).split('-');
  if (day !== undefined) return `${year}-${month ?? ''}-${day}`;
  if (end === 'min') return `${year}-${month ?? '01'}-01`;
  const last = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0));
  return last.toISOString().slice(0, 10);
}
