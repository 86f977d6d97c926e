import { categories, rankOf, tiers, type Category, type Finding } from './finding.ts';
import { createMatcher, type Match } from './matcher.ts';
import type { PhraseList, Role } from './read-list.ts';
import { createReader, leaveOutFaces, type ReadSigns } from './read-signs.ts';
import { resolveLists, type ResolvedPhrase } from './resolve-lists.ts';
import type { Weights } from './read-weights.ts';
import { createRespelling } from './respell.ts';
import { joinWeighed } from './join-weighed.ts';
import { createWeigh } from './weigh.ts';
import { wordsOf } from './words-of.ts';

/**
 * Compares a text with the lists of all languages, whichever the client chose. Deterministic, and linear in the length
 * of the text.
 * @returns the gravest finding, or `undefined`.
 */
export type Screen = (text: string) => Finding | undefined;

/** How many words of `between` may part what lowers from what is lowered. */
const reachBefore = 6;
/** How far behind what was found something in the sentence lowers it. */
const reachAfter = 8;

/**
 * @param weights what single words say; without them the lists judge alone.
 * @throws SyntaxError naming the list, for one that cannot be used.
 */
export function createScreen(lists: readonly PhraseList[], weights?: Weights): Screen {
  const { vocabulary, phrases } = resolveLists(lists);
  const matcher = createMatcher(phrases);
  const respell = createRespelling(vocabulary);
  const variants = new Map(lists.flatMap((list) => [...list.variants]));
  const read = createReader({ vocabulary, respell, variants });
  const weigh = weights && createWeigh(weights);

  return (text) => {
    const signs = read(text);
    const asWritten = look(signs);
    // a face in the middle of a phrase does not part it, and is a word where a list has it
    const withoutFaces = signs.faces.includes(true) ? look(leaveOutFaces(signs)) : undefined;
    const found = graver(asWritten, withoutFaces);
    if (!weigh || !weights) return found;
    const speaking = lists[signs.known.indexOf(Math.max(...signs.known))];
    return joinWeighed(found, weigh(signs.words), weights, speaking?.language ?? 'en');
  };

  function look(signs: ReadSigns): Finding | undefined {
    const matches = matcher.match(signs);
    const found = matches.filter(({ phrase }) => phrase.role.kind === 'found');
    if (found.length === 0) return undefined;
    const harmless = coveredBy(matches, signs, 'harmless');
    const lowering = loweringOf(matches, signs, harmless);
    const known = new Map(lists.map((list, nth) => [list, signs.known[nth] ?? 0]));
    return gravestOf(found, (group) => {
      // of those who find the same words, the list that knows most of the text speaks its language
      const best = Math.max(...group.map(({ phrase: { list } }) => known.get(list) ?? 0));
      const speaking = group.filter(({ phrase: { list } }) => known.get(list) === best);
      if (speaking.some((one) => isCovered(one, signs, harmless))) return undefined;
      const byList = Map.groupBy(
        speaking.filter(({ phrase: { role, list } }) => isUrgent(role) && lowering.has(list)),
        ({ phrase: { list } }) => list,
      );
      return { isLowered: [...byList.values()].some((own) => own.every(lowers)) };
    });

    function lowers(match: Match<ResolvedPhrase>): boolean {
      const { end } = match;
      const own = lowering.get(match.phrase.list) ?? nothing;
      const start = wordsIn(match, signs).at(-1) ?? end;
      for (let at = start; at > 0 && start - at <= reachBefore; at -= 1) {
        if (signs.apart[at]) break;
        if (own.before.has(at)) return true;
        if (!signs.signs[at - 1]?.labels.has(vocabulary.between)) break;
      }
      for (let at = end; at < signs.signs.length && at - end <= reachAfter; at += 1) {
        if (signs.begins[at]) break;
        if (own.after.has(at)) return true;
        if (signs.apart[at]) break;
      }
      return false;
    }
  }
}

const none: readonly boolean[] = [];

function graver(one: Finding | undefined, other: Finding | undefined): Finding | undefined {
  if (!one || !other) return one ?? other;
  return rankOf(other) < rankOf(one) ? other : one;
}

/** What can be found, the gravest first. */
const order = tiers.flatMap((tier) => categories.map((category) => ({ tier, category })));

/** The gravest, the lists that have it, and the other categories that were found. */
function gravestOf(
  matches: readonly Match<ResolvedPhrase>[],
  judge: (group: readonly Match<ResolvedPhrase>[]) => { readonly isLowered: boolean } | undefined,
): Finding | undefined {
  let gravest = order.length;
  const lists = new Set<PhraseList>();
  const found = new Set<Category>();
  for (const group of Map.groupBy(matches, ({ end }) => end).values()) {
    const roles = group.flatMap(({ phrase: { role, list } }) =>
      role.kind === 'found' ? [{ role, list }] : [],
    );
    const isNews = roles.some(
      ({ role, list }) =>
        rankOf(role) < gravest || (rankOf(role) === gravest && !lists.has(list)) || !found.has(role.category),
    );
    const judged = isNews ? judge(group) : undefined;
    if (!judged) continue;
    for (const { role, list } of roles) {
      found.add(role.category);
      const rank = rankOf(judged.isLowered ? { ...role, tier: 'concern' } : role);
      if (rank > gravest) continue;
      if (rank < gravest) lists.clear();
      gravest = rank;
      lists.add(list);
    }
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

type Covered = ReadonlyMap<PhraseList, ReadonlySet<number>>;
const isCovered = (match: Match<ResolvedPhrase>, signs: ReadSigns, covered: Covered): boolean => {
  const own = covered.get(match.phrase.list);
  if (!own) return false;
  let isNear = false;
  const { end, phrase } = match;
  for (let at = end - 1; at >= 0 && at >= end - phrase.longest && !isNear; at -= 1) isNear = own.has(at);
  return isNear && wordsIn(match, signs).some((at) => own.has(at));
};

/** The positions of its words, the last first. */
const wordsIn = ({ phrase, end }: Match<ResolvedPhrase>, signs: ReadSigns): readonly number[] =>
  wordsOf(phrase.places, end, { ...signs, apart: none }) ?? [];

const isUrgent = (role: Role): boolean => role.kind === 'found' && role.tier === 'urgent';

/** By list: where something ends that lowers what follows, and where something begins that lowers what stands before. */
interface Lowering {
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
}
const nothing: Lowering = { before: new Set(), after: new Set() };

function loweringOf(
  matches: readonly Match<ResolvedPhrase>[],
  signs: ReadSigns,
  harmless: Covered,
): ReadonlyMap<PhraseList, Lowering> {
  const keeps = coveredBy(matches, signs, 'keeps');
  const lowering = new Map<PhraseList, { readonly before: Set<number>; readonly after: Set<number> }>();
  for (const match of matches) {
    const { role, list } = match.phrase;
    if (role.kind !== 'before' && role.kind !== 'after') continue;
    if (isCovered(match, signs, keeps) || isCovered(match, signs, harmless)) continue;
    const own = lowering.get(list) ?? { before: new Set(), after: new Set() };
    lowering.set(list, own);
    if (role.kind === 'before') own.before.add(match.end);
    else own.after.add(wordsIn(match, signs).at(-1) ?? match.end);
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
