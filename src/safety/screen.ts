import type { Category, Finding } from './finding.ts';
import { phraseLists } from './phrases.ts';

interface Rule extends Finding {
  readonly words: readonly string[];
}

const split = (phrase: string): string[] => phrase.split(' ');
const rules: readonly Rule[] = phraseLists.flatMap((list) =>
  list.phrases.flatMap(({ category, tier, any }) =>
    any.map((phrase) => ({ category, tier, words: split(phrase) })),
  ),
);
/** By the first three letters of the first word, so that a text is walked once. */
const rulesByStart = Map.groupBy(rules, (rule) => (rule.words[0] ?? '').slice(0, 3));
const idioms = phraseLists.flatMap((list) => list.idioms.map(split));

/** Dangers to life before the rest, when one text holds several. */
const order: readonly Category[] = [
  'overdose',
  'medical',
  'suicide',
  'self-harm',
  'abuse',
  'harm-to-others',
  'relapse',
];

/**
 * Compares a text with the phrase lists of all languages, whichever the client chose. Deterministic, and
 * linear in the length of the text.
 * @returns the gravest finding, or `undefined`.
 */
export function screen(text: string): Finding | undefined {
  const words = withoutIdioms(foldWords(text));
  let gravest: Finding | undefined;
  let reach = 0;
  words.forEach((word, at) => {
    const here = (rulesByStart.get(word.slice(0, 3)) ?? []).filter((rule) => standsAt(words, at, rule.words));
    const end = at + Math.max(0, ...here.map((rule) => rule.words.length));
    // what stands inside a longer phrase was said by that phrase: "i do not want to die"
    if (end <= reach) return;
    reach = end;
    for (const rule of here)
      if (at + rule.words.length === end && (!gravest || rank(rule) < rank(gravest))) gravest = rule;
  });
  return gravest && { tier: gravest.tier, category: gravest.category };
}

const rank = (finding: Finding): number =>
  (finding.tier === 'urgent' ? 0 : 100) + order.indexOf(finding.category);

const standsAt = (words: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((part, offset) => {
    const word = words[at + offset];
    if (word === undefined) return false;
    if (part === '#') return /^\p{N}+$/u.test(word);
    return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part;
  });

function withoutIdioms(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length;) {
    const idiom = idioms.find((phrase) => standsAt(words, at, phrase));
    if (idiom) {
      kept.push('');
      at += idiom.length;
    } else {
      kept.push(words[at] ?? '');
      at += 1;
    }
  }
  return kept;
}

/** Lower case, without accents, apostrophes and invisible characters; whatever is no letter or digit parts words. */
function foldWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}'’‘`´]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
