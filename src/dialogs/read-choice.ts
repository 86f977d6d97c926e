import { parseAnswer } from '../domain/typed/parse-answer.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { lexicon } from '../i18n/index.ts';

/** Reads one of a few options that are no part of an instrument, as strictly as an instrument's. */
export function readChoice<T extends { readonly code: string; readonly label: string }>(
  input: Input,
  options: readonly T[],
  language: string,
): T | undefined {
  const type = {
    kind: 'choice' as const,
    options: options.map(({ code, label }) => ({ code, display: { default: label, translations: {} } })),
  };
  const parsed = parseAnswer(type, input, { lexicon: lexicon(language), language });
  if (!parsed.ok || parsed.answer.kind !== 'option') return undefined;
  const { code } = parsed.answer;
  return options.find((option) => option.code === code);
}
