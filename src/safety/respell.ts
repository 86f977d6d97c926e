import type { Sign } from './places.ts';
import type { Vocabulary } from './resolve-lists.ts';

/** Digits and signs that stand for letters they look like. */
const lookalikes: readonly Readonly<Record<string, string>>[] = [
  { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g', '@': 'a', $: 's', '!': 'i', '|': 'l' },
  { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g', '@': 'a', $: 's', '!': 'l', '|': 'i' },
];
/** Cyrillic and Greek letters that look like a Latin one. */
const twins = new Map(
  Object.entries({
    а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', к: 'k', м: 'm', т: 't',
    н: 'h', в: 'b', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', ӏ: 'l', α: 'a', ο: 'o', ε: 'e', ι: 'i', κ: 'k', ν: 'v',
    ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w',
  }),
); // prettier-ignore

/** Longest word that is taken apart or compared letter by letter. */
const longest = 40;
/** Words whose spelling was looked into, and their pieces; they come again. */
const most = 20_000;

/**
 * How a word is read that no list knows as it stands: repeated letters, letters that are digits or signs, look-alike
 * scripts, one letter too few, too many or swapped, an Arabic particle written on, words written as one.
 */
export function createRespelling(vocabulary: Vocabulary): (text: string) => readonly Sign[] {
  const { words, ordinary } = vocabulary;
  const bySqueezed = new Map<string, string>();
  const byLess = new Map<string, string>();
  const byShape = Map.groupBy(words, (word) => `${word.length}${word.charAt(0)}`);
  for (const word of words) {
    const squeezed = squeeze(word);
    if (squeezed !== word && !words.has(squeezed)) bySqueezed.set(squeezed, word);
    if (word.length < 6 || !latin.test(word)) continue;
    for (const less of withoutOne(word)) if (!words.has(less) && !byLess.has(less)) byLess.set(less, word);
  }

  const seen = new Map<string, readonly Sign[]>();

  const known = (word: string): Sign | undefined =>
    words.has(word) || !ordinary.has(word) ? vocabulary.sign(word) : vocabulary.unknown;
  /** As a list has it; an open word (`respir*`) must not stand in the way of a better reading. */
  const exact = (word: string): Sign | undefined => (words.has(word) ? known(word) : undefined);
  const unstretched = (word: string): Sign | undefined => {
    const twice = word.replaceAll(/(.)\1{2,}/gu, '$1$1');
    const once = word.replaceAll(/(.)\1{2,}/gu, '$1');
    const squeezed = squeeze(word);
    const whole = word.length > 2 ? bySqueezed.get(squeezed) : undefined;
    const stretched =
      twice === word ? undefined : (exact(twice) ?? exact(once) ?? known(twice) ?? known(once));
    const doubled = squeezed !== word && word.length > 3 ? known(squeezed) : undefined;
    return stretched ?? (whole === undefined ? undefined : known(whole)) ?? doubled;
  };
  const read = (word: string): Sign | undefined => known(word) ?? unstretched(word);

  const disguised = (word: string): Sign | undefined => {
    // a number is a number
    if (!letters.test(word)) return undefined;
    for (const likeness of lookalikes) {
      const plain = word.replaceAll(/[\d@$!|]/gu, (sign) => likeness[sign] ?? sign);
      const sign = plain === word ? undefined : read(plain);
      if (sign) return sign;
    }
    if (cyrillicOrGreek.test(word)) {
      const plain = Array.from(word, (letter) => twins.get(letter) ?? letter).join('');
      if (plain !== word && latin.test(plain)) return read(plain) ?? near(plain);
    }
    return undefined;
  };
  /** A letter or two made stars, the first and most others still there. */
  const masked = (word: string): Sign | undefined => {
    const stars = word.split('*').length - 1;
    if (stars === 0 || word.startsWith('*') || stars * 2 > word.length || word.length < 3) return undefined;
    const fits = byShape.get(`${word.length}${word.charAt(0)}`)?.find((each) => {
      for (let at = 1; at < word.length; at += 1)
        if (word.charCodeAt(at) !== star && word.charCodeAt(at) !== each.charCodeAt(at)) return false;
      return true;
    });
    return fits === undefined ? undefined : known(fits);
  };
  /** One letter too few in six or more, too many in seven or more, or two neighbours swapped. */
  const near = (word: string): Sign | undefined => {
    if (word.length < 5 || !latin.test(word)) return undefined;
    const less = byLess.get(word);
    if (less !== undefined && less[0] === word[0]) return known(less);
    if (word.length < 6) return undefined;
    for (let at = 1; at < word.length - 1; at += 1) {
      const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
      if (words.has(swapped)) return known(swapped);
    }
    if (word.length < 7) return undefined;
    const shorter = withoutOne(word).find((each) => words.has(each) && each[0] === word[0]);
    if (shorter !== undefined) return known(shorter);
    const other = withoutOne(word)
      .map((each) => byLess.get(each))
      .find((each) => each !== undefined && each.length === word.length && each[0] === word[0]);
    return other === undefined ? undefined : known(other);
  };
  const withoutParticle = (word: string): Sign | undefined => {
    if (!arabic.test(word)) return undefined;
    for (const particle of particles) {
      const rest = word.startsWith(particle) ? word.slice(particle.length) : '';
      const sign = rest.length > 1 ? (exact(rest) ?? unstretched(rest)) : undefined;
      if (sign) return sign;
    }
    return undefined;
  };
  /** Words of one list written as one, in as few words as it can be. */
  const parted = (word: string): readonly Sign[] | undefined => {
    if (word.length < 6 || word.length > longest || !latin.test(word)) return undefined;
    const ways = vocabulary.wordsOfLists.flatMap((own) => {
      const parts = partsOf(word, own);
      return parts ? [parts] : [];
    });
    const [best] = ways.sort((a, b) => a.length - b.length);
    return best?.map((part) => known(part) ?? vocabulary.unknown);
  };

  const respell = (text: string): readonly Sign[] => {
    const word = text.replaceAll("'", '');
    if (ordinary.has(word) && !words.has(word)) return [vocabulary.unknown];
    const one =
      exact(word) ??
      withoutParticle(word) ??
      unstretched(word) ??
      disguised(word) ??
      masked(word) ??
      known(word);
    if (one) return [one];
    const pieces = text.split(/['@$!|*_]+/u).filter((piece) => piece !== '');
    if (pieces.length > 1) return pieces.flatMap(readWord);
    const sign = near(word);
    if (sign) return [sign];
    const behind = elided.exec(word)?.groups?.['behind'];
    const after = behind === undefined ? undefined : exact(behind);
    if (after) return [exact(word.slice(0, 1)) ?? vocabulary.unknown, after];
    return parted(squeeze3(word)) ?? [vocabulary.unknown];
  };
  return readWord;

  function readWord(text: string): readonly Sign[] {
    const before = seen.get(text);
    if (before) return before;
    const signs = text.length > longest ? longWord(text) : respell(text);
    if (text.length > longest) return signs;
    if (seen.size >= most) seen.clear();
    seen.set(text, signs);
    return signs;
  }
  function longWord(text: string): readonly Sign[] {
    const short = squeeze3(text);
    if (short.length <= longest) return respell(short);
    const pieces = text.split(/['@$!|*_]+/u).filter((piece) => piece !== '' && piece.length <= longest);
    return pieces.length > 0 ? pieces.flatMap(readWord) : [vocabulary.unknown];
  }
}

/** The fewest words of a list that a word is made of. */
function partsOf(word: string, own: ReadonlySet<string>): readonly string[] | undefined {
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1)
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      if (!before || !own.has(part) || (part.length === 1 && !alone.has(part))) continue;
      const now = best[end];
      if (!now || before.length + 1 < now.length) best[end] = [...before, part];
    }
  const parts = best[word.length];
  if (!parts || parts.length < 2) return undefined;
  // scraps make up any word
  const isSound = word.length >= shortestPart * parts.length && parts.some((part) => part.length > 3);
  return isSound ? parts : undefined;
}

/** Letters of a part, on average. */
const shortestPart = 2.4;
const particles = ['و', 'ف', 'ال', 'وال', 'بال', 'فال', 'هال', 'ب', 'وب', 'ل', 'لل', 'ك', 'س', 'وس'];
const alone = new Set(['i', 'a', 'y', 'o', 'e', 'u']);
/** A French word behind a letter whose apostrophe was left out: `jsaigne`. */
const elided = /^[jmtdlscn](?<behind>[a-z]{4,})$/u;
const letters = /\p{L}/u;
const star = 0x2a;
const latin = /^\p{Script=Latin}+$/u;
const arabic = /^\p{Script=Arabic}+$/u;
const cyrillicOrGreek = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const squeeze = (word: string): string => word.replaceAll(/(.)\1+/gu, '$1');
const squeeze3 = (word: string): string => word.replaceAll(/(.)\1{2,}/gu, '$1');
const withoutOne = (word: string): string[] =>
  Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
