import { existsSync, readFileSync } from 'node:fs';
import { languages, lexicon } from '../../src/i18n/index.ts';

export interface UnclearInput {
  readonly language: string;
  readonly class: string;
  readonly text: string;
}

/** `test/conversation/unclear/XX.json`: templates of what must never become a rating, by named class. */
export function unclearTemplates(language: string): Readonly<Record<string, readonly string[]>> {
  const file = new URL(`../conversation/unclear/${language}.json`, import.meta.url);
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>;
}

/**
 * So many inputs of all languages and classes, the same ones for the same seed; each template gets its turn before any
 * comes again with other numbers.
 */
export function unclearInputs(count: number, seed: number): readonly UnclearInput[] {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const all = languages.flatMap((language) => {
    const words = Object.entries(lexicon(language).numbers).filter(([, value]) => value <= 10);
    return Object.entries(unclearTemplates(language)).flatMap(([name, templates]) =>
      templates.map((template) => ({ language, class: name, template, words })),
    );
  });
  return Array.from({ length: count }, (_, at) => {
    const { language, class: name, template, words } = all[at % all.length]!;
    const [n, m] = twoOf(Array.from({ length: 11 }, (_, number) => number));
    const [w, v] = twoOf(words, ([, value]) => value);
    const text = template
      .replaceAll('{n}', String(n))
      .replaceAll('{m}', String(m))
      .replaceAll('{w}', w[0])
      .replaceAll('{v}', v[0])
      .replaceAll('{big}', () => String(101 + Math.floor(random() * 9_999_999)));
    return { language, class: name, text };
  });

  function twoOf<T>(from: readonly T[], value: (one: T) => unknown = (one) => one): readonly [T, T] {
    const one = pick(from);
    return [one, pick(from.filter((other) => value(other) !== value(one)))];
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (a linear congruence). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
