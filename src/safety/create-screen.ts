import { categories, rankOf, tiers, type Category, type Finding } from './finding.ts';
import { createMatcher, type Match } from './matcher.ts';
import type { PhraseList, Role } from './read-list.ts';
import { readSigns, type ReadSigns } from './read-signs.ts';
import { resolveLists, type ResolvedPhrase } from './resolve-lists.ts';
import { createRespelling } from './respell.ts';
import { wordsOf } from './words-of.ts';

/**
 * Compares a text with the lists of all languages, whichever the client chose. Deterministic, and linear in the length
 * of the text.
 * @returns the gravest finding, or `undefined`.
 */
export type Screen = (text: string) => Finding | undefined;

/** A phrase that stands in the text, and the positions of its words, the last first. */
interface Standing {
  readonly phrase: ResolvedPhrase;
  readonly role: Role;
  readonly words: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** How many words of `between` may part what lowers from what is lowered. */
const reachBefore = 6;
/** How far behind what was found something in the sentence lowers it. */
const reachAfter = 8;

/** @throws SyntaxError naming the list, for one that cannot be used. */
export function createScreen(lists: readonly PhraseList[]): Screen {
  const { vocabulary, phrases } = resolveLists(lists);
  const matcher = createMatcher(phrases);
  const respell = createRespelling(vocabulary);
  const variants = new Map(lists.flatMap((list) => [...list.variants]));
  const read = { vocabulary, respell, variants };

  return (text) => {
    const asWritten = look(text);
    const plain = text.replaceAll(pictographs, ' ');
    // a face in the middle of a phrase does not part it, and is a word where a list has it
    const withoutFaces = plain === text ? undefined : look(plain);
    if (!asWritten || !withoutFaces) return asWritten ?? withoutFaces;
    return rankOf(withoutFaces) < rankOf(asWritten) ? withoutFaces : asWritten;
  };

  function look(text: string): Finding | undefined {
    const signs = readSigns(text, read);
    const matches = matcher.match(signs);
    if (!matches.some(({ phrase }) => phrase.role.kind === 'found')) return undefined;
    const harmless = coveredBy(matches, signs, 'harmless');
    const stands = (match: Match<ResolvedPhrase>): Standing | undefined => {
      const { phrase, end } = match;
      const words = wordsOf(phrase.places, end, { ...signs, apart: none });
      // a saying speaks for its own language: in another, its words may be plain
      const isSaying = words?.some((at) => harmless.get(phrase.list)?.has(at));
      if (!words || isSaying) return undefined;
      return { phrase, role: phrase.role, words, start: words.at(-1) ?? end, end };
    };
    const lowering = loweringOf(matches, { signs, stands });
    return gravestOf(matches, (match) => {
      const standing = stands(match);
      return standing && { isLowered: lowers(standing) };
    });

    function lowers({ start, end }: Standing): boolean {
      for (let at = start; at > 0 && start - at <= reachBefore; at -= 1) {
        if (signs.apart[at]) break;
        if (lowering.before.has(at)) return true;
        if (!signs.signs[at - 1]?.labels.has(vocabulary.between)) break;
      }
      for (let at = end; at < signs.signs.length && at - end <= reachAfter; at += 1) {
        if (signs.begins[at] || (at > end && signs.apart[at])) break;
        if (lowering.after.has(at)) return true;
      }
      return false;
    }
  }
}

const pictographs = /\p{Extended_Pictographic}/gu;
const none: readonly boolean[] = [];

/** What can be found, the gravest first. */
const order = tiers.flatMap((tier) => categories.map((category) => ({ tier, category })));

/** The gravest, the lists that have it, and the other categories that were found. */
function gravestOf(
  matches: readonly Match<ResolvedPhrase>[],
  judge: (match: Match<ResolvedPhrase>) => { readonly isLowered: boolean } | undefined,
): Finding | undefined {
  let gravest = order.length;
  const lists = new Set<PhraseList>();
  const found = new Set<Category>();
  for (const match of matches) {
    const { role, list } = match.phrase;
    if (role.kind !== 'found') continue;
    const rank = rankOf(role);
    const isNews = rank < gravest || (rank === gravest && !lists.has(list)) || !found.has(role.category);
    const judged = isNews ? judge(match) : undefined;
    if (!judged) continue;
    found.add(role.category);
    const counted = judged.isLowered ? rankOf({ ...role, tier: 'concern' }) : rank;
    if (counted > gravest) continue;
    if (counted < gravest) lists.clear();
    gravest = counted;
    lists.add(list);
  }
  const said = order[gravest];
  if (!said) return undefined;
  const also = categories.filter((category) => category !== said.category && found.has(category));
  return {
    ...said,
    ...(also.length > 0 && { also }),
    lists: Array.from(lists, ({ language, version }) => ({ language, version })),
  };
}

/** Where something ends that lowers what follows, and where something begins that lowers what stands before it. */
function loweringOf(
  matches: readonly Match<ResolvedPhrase>[],
  {
    signs,
    stands,
  }: {
    readonly signs: ReadSigns;
    readonly stands: (match: Match<ResolvedPhrase>) => Standing | undefined;
  },
) {
  const keeps = coveredBy(matches, signs, 'keeps');
  const lowering = { before: new Set<number>(), after: new Set<number>() };
  for (const match of matches) {
    const { role, list } = match.phrase;
    if (role.kind !== 'before' && role.kind !== 'after') continue;
    const standing = stands(match);
    if (!standing || standing.words.some((at) => keeps.get(list)?.has(at))) continue;
    if (role.kind === 'before') lowering.before.add(standing.end);
    else lowering.after.add(standing.start);
  }
  return lowering;
}

/** By list, the words that stand in phrases of this kind; their gaps do not reach over what stands apart. */
function coveredBy(
  matches: readonly Match<ResolvedPhrase>[],
  signs: ReadSigns,
  kind: 'harmless' | 'keeps',
): Map<PhraseList, Set<number>> {
  const covered = new Map<PhraseList, Set<number>>();
  for (const { phrase, end } of matches) {
    if (phrase.role.kind !== kind) continue;
    const own = covered.get(phrase.list) ?? new Set();
    covered.set(phrase.list, own);
    for (const at of wordsOf(phrase.places, end, signs) ?? []) own.add(at);
  }
  return covered;
}
