import { categories, rankOf, tiers, type Finding } from './finding.ts';
import { createMatcher, type Match } from './matcher.ts';
import type { Sign } from './places.ts';
import { startOf } from './start-of.ts';
import type { PhraseList, Role } from './read-list.ts';
import { readSigns, type ReadSigns } from './read-signs.ts';
import { createRespelling } from './respell.ts';
import { resolveLists, type ResolvedPhrase } from './resolve-lists.ts';

/**
 * Compares a text with the lists of all languages, whichever the client chose. Deterministic, and linear in the length
 * of the text.
 * @returns the gravest finding, or `undefined`.
 */
export type Screen = (text: string) => Finding | undefined;

type FoundRole = Extract<Role, { kind: 'found' }>;

/** How many words of `between` may part what lowers from what is lowered. */
const reachBefore = 6;
/** How far behind what was found something in the sentence lowers it. */
const reachAfter = 8;

/** @throws SyntaxError naming the list, for one that cannot be used. */
export function createScreen(lists: readonly PhraseList[]): Screen {
  const { vocabulary, phrases } = resolveLists(lists);
  const isMask = ({ role }: ResolvedPhrase): boolean => role.kind === 'harmless' || role.kind === 'keeps';
  const masks = createMatcher(phrases.filter(isMask));
  const others = createMatcher(phrases.filter((phrase) => !isMask(phrase)));
  const respell = createRespelling(vocabulary);
  const variants = new Map(lists.flatMap((list) => [...list.variants]));
  const read = { vocabulary, respell, variants };

  return (text) => {
    const whole = readSigns(text, read);
    const { harmless, keeps } = coveredBy(masks.match(whole), whole);
    const rest = harmless.size === 0 ? whole : without(whole, harmless, vocabulary.unknown);
    const lowering = { before: new Set<number>(), after: new Set<number>() };
    const found: { readonly role: FoundRole; readonly match: Match<ResolvedPhrase> }[] = [];
    for (const match of others.match(rest)) {
      const { phrase, end } = match;
      const { role } = phrase;
      if (role.kind === 'found') found.push({ role, match });
      else {
        const start = startOf(phrase.places, end, rest);
        if (keeps.has(start) || keeps.has(end - 1)) continue;
        if (role.kind === 'before') lowering.before.add(end);
        else lowering.after.add(start);
      }
    }
    let gravest = none;
    const lists = new Set<PhraseList>();
    for (const { role, match } of found) {
      const { list } = match.phrase;
      if (rankOf(role) > gravest || (rankOf(role) === gravest && lists.has(list))) continue;
      const rank = rankOf(isLowered(match) ? { ...role, tier: 'concern' } : role);
      if (rank > gravest) continue;
      if (rank < gravest) lists.clear();
      gravest = rank;
      lists.add(list);
    }
    const said = order[gravest];
    return said && { ...said, lists: Array.from(lists, ({ language, version }) => ({ language, version })) };

    function isLowered({ phrase, end }: Match<ResolvedPhrase>): boolean {
      const start = startOf(phrase.places, end, rest);
      for (let at = start; at > 0 && start - at <= reachBefore; at -= 1) {
        if (rest.apart[at]) break;
        if (lowering.before.has(at)) return true;
        if (!rest.signs[at - 1]?.labels.has(vocabulary.between)) break;
      }
      for (let at = end; at < rest.signs.length && at - end <= reachAfter && !rest.begins[at]; at += 1)
        if (lowering.after.has(at)) return true;
      return false;
    }
  };
}

/** What can be found, the gravest first. */
const order = tiers.flatMap((tier) => categories.map((category) => ({ tier, category })));
const none = order.length;
function coveredBy(matches: readonly Match<ResolvedPhrase>[], text: ReadSigns) {
  const covered = { harmless: new Set<number>(), keeps: new Set<number>() };
  for (const { phrase, end } of matches) {
    const into = phrase.role.kind === 'harmless' ? covered.harmless : covered.keeps;
    for (let at = startOf(phrase.places, end, text); at < end; at += 1) into.add(at);
  }
  return covered;
}

const without = (text: ReadSigns, covered: ReadonlySet<number>, unknown: Sign): ReadSigns => ({
  ...text,
  signs: text.signs.map((sign, at) => (covered.has(at) ? unknown : sign)),
});
