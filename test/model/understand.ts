import type { Answer } from '../../src/domain/check-in.ts';
import { optionsOf, rangeOf } from './read-version.ts';
import type { RawItem } from './write-items.ts';

const numberWords = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
} as const;
const yesAndNo = { en: ['yes', 'no'], es: ['sí', 'no'] } as const;

/** Words that are no answer to anything with a scale or options. */
export const unclear = [
  '7 or 8',
  'not 10, more like 2',
  'a lot',
  '11',
  '-3',
  '8/12',
  '4.5',
  'what do you mean',
];

type Said = { readonly text: string } | { readonly data: Readonly<Record<string, unknown>> };

/** What somebody's words or tap say in answer to an item; `undefined` when a person would ask again. */
export function understand(said: Said, item: RawItem, language: 'en' | 'es'): Answer | undefined {
  if ('data' in said) return tapped(said.data, item);
  const { text } = said;
  switch (item.type) {
    case 'integer': {
      const { min, max } = rangeOf(item);
      const bare = text.endsWith(`/${max}`) ? text.slice(0, -String(max).length - 1) : text;
      const word = numberWords[language].indexOf(bare as never);
      const value = word >= 0 ? word : /^\d+$/.test(bare) ? Number(bare) : Number.NaN;
      return value >= min && value <= max ? { kind: 'number', value } : undefined;
    }
    case 'choice': {
      const options = optionsOf(item, language);
      const labels = text.split('\n');
      const codes = options.filter(({ label }) => labels.includes(label)).map(({ code }) => code);
      if (codes.length !== labels.length || codes.length === 0) return undefined;
      if (item.repeats) return { kind: 'options', codes };
      return codes.length === 1 ? { kind: 'option', code: codes[0]! } : undefined;
    }
    case 'boolean': {
      const at = yesAndNo[language].indexOf(text as never);
      return at < 0 ? undefined : { kind: 'boolean', value: at === 0 };
    }
    default:
      return { kind: 'text', value: text };
  }
}

/** Words for one of an item's answers. */
export function wordsFor(item: RawItem, language: 'en' | 'es', pick: number): string {
  switch (item.type) {
    case 'integer': {
      const { min, max } = rangeOf(item);
      const value = min + (pick % (max - min + 1));
      return [String(value), numberWords[language][value]!, `${value}/${max}`][pick % 3]!;
    }
    case 'choice': {
      const labels = optionsOf(item, language).map(({ label }) => label);
      const several = labels.filter((_, at) => ((pick >> at) & 1) === 1);
      return item.repeats && several.length > 0 ? several.join('\n') : labels[pick % labels.length]!;
    }
    case 'boolean':
      return yesAndNo[language][pick % 2]!;
    default:
      return `it was note ${pick}`;
  }
}

function tapped(data: Readonly<Record<string, unknown>>, item: RawItem): Answer | undefined {
  const { answer } = data;
  switch (item.type) {
    case 'integer':
      return typeof answer === 'number' ? { kind: 'number', value: answer } : undefined;
    case 'choice': {
      if (!item.repeats) return typeof answer === 'string' ? { kind: 'option', code: answer } : undefined;
      const { group0 } = data;
      const ticked = typeof group0 === 'string' ? group0.split(',') : [];
      const codes = optionsOf(item, 'en')
        .map(({ code }) => code)
        .filter((code) => ticked.includes(code));
      return codes.length > 0 ? { kind: 'options', codes } : undefined;
    }
    case 'boolean':
      return typeof answer === 'boolean' ? { kind: 'boolean', value: answer } : undefined;
    default:
      return undefined;
  }
}
