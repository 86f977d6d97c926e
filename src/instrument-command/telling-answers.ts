import { answerValues } from '../domain/questions/answer-values.ts';
import type { Answer } from '../domain/check-in.ts';
import { conditionHolds } from '../domain/questions/condition-holds.ts';
import type { FhirValue } from '../domain/instrument/fhir-value.ts';
import type { AnswerType, Condition } from '../domain/instrument/instrument.ts';
import type { Question } from '../domain/questions/question.ts';

/**
 * Answers to a question that lead on in different ways: one for each way in which the conditions on it can turn out,
 * and for each number of answers where something stands below it.
 */
export function tellingAnswers(
  { answer: type, required }: Pick<Question, 'answer' | 'required'>,
  conditions: readonly Condition[],
  hasBelow: boolean,
): readonly Answer[] {
  const given = someAnswers(type, conditions);
  if (conditions.length === 0 && !hasBelow) return given.slice(0, 1);
  const all: readonly Answer[] = required ? given : [...given, { kind: 'skipped' }];
  const byEffect = new Map(all.map((answer) => [effectOf(answer, type, conditions, hasBelow), answer]));
  return [...byEffect.values()];
}

function effectOf(
  answer: Answer,
  type: AnswerType,
  conditions: readonly Condition[],
  hasBelow: boolean,
): string {
  const values = answerValues(answer, type);
  const held = conditions.map((condition) => (conditionHolds(condition, values) ? '1' : '0')).join('');
  return `${held} ${hasBelow ? values.length : ''}`;
}

/** A few valid answers, with those on either side of what a condition names. At least one. */
function someAnswers(type: AnswerType, conditions: readonly Condition[]): readonly Answer[] {
  switch (type.kind) {
    case 'rating':
    case 'number':
      return numbersAround(type, conditions).map((value) => ({ kind: 'number', value }));
    case 'quantity': {
      const numbers = numbersAround(type, conditions);
      const units = type.units.length === 0 ? [undefined] : type.units.map(({ key }) => key);
      return units.flatMap((unit) =>
        numbers.map((value): Answer => ({ kind: 'quantity', value, ...(unit !== undefined && { unit }) })),
      );
    }
    case 'boolean':
      return [true, false].map((value) => ({ kind: 'boolean', value }));
    case 'choice':
      return [
        ...type.options.map(({ code }): Answer => ({ kind: 'option', code })),
        ...(type.open === undefined ? [] : [{ kind: 'text', value: 'x' } as const]),
      ];
    case 'choices': {
      const { options, least = 1, most = options.length } = type;
      const plain = options.filter(({ exclusive }) => exclusive !== true).map(({ code }) => code);
      const sets = [
        ...options.map(({ code }) => [code, ...plain.filter((other) => other !== code)].slice(0, least)),
        plain.slice(0, most),
        ...options.filter(({ exclusive }) => exclusive === true).map(({ code }) => [code]),
      ];
      return sets.map((codes) => ({ kind: 'options', codes }));
    }
    case 'date':
      return daysAround(type, conditions).map((value) => ({ kind: 'date', value }));
    case 'dateTime':
    case 'time':
    case 'text':
    case 'url': {
      const kind = type.kind === 'url' ? 'text' : type.kind;
      const other = {
        dateTime: '2026-01-01T12:00:00+00:00',
        time: '12:00:00',
        text: 'x',
        url: 'https://x.example',
      };
      const named = textsIn(conditions.map(({ value }) => value));
      const ends = 'min' in type ? [type.min, type.max].flatMap((end) => end ?? []) : [];
      return [...ends, other[type.kind], ...named].map((value) => ({ kind, value }));
    }
  }
}

function numbersAround(
  { min, max }: { readonly min?: number; readonly max?: number },
  conditions: readonly Condition[],
): readonly number[] {
  const fits = (value: number) => (min === undefined || value >= min) && (max === undefined || value <= max);
  const named = conditions.flatMap(({ value }) => numberIn(value) ?? []);
  const around = named.flatMap((value) => [value, value - 1, value + 1]);
  return [min ?? max ?? 0, max ?? min ?? 0, ...around.filter(fits)];
}

function numberIn(value: FhirValue): number | undefined {
  if ('valueInteger' in value) return value.valueInteger;
  if ('valueDecimal' in value) return value.valueDecimal;
  return 'valueQuantity' in value ? value.valueQuantity.value : undefined;
}

function daysAround(
  { min, max }: { readonly min?: string; readonly max?: string },
  conditions: readonly Condition[],
): readonly string[] {
  const fits = (day: string) => (min === undefined || day >= min) && (max === undefined || day <= max);
  const named = textsIn(conditions.map(({ value }) => value)).filter((day) => day.length === 10);
  const around = named.flatMap((day) => [day, daysAfter(day, -1), daysAfter(day, 1)]);
  return [min ?? max ?? '2026-01-01', max ?? min ?? '2026-01-01', ...around.filter(fits)];
}

const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

const textsIn = (values: readonly FhirValue[]): readonly string[] =>
  values.flatMap((value) => {
    const [inner]: unknown[] = Object.values(value);
    return typeof inner === 'string' ? [inner] : [];
  });
