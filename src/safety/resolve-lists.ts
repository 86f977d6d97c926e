import type { Element, Phrase } from './phrase.ts';
import type { Place, Places, Sign } from './places.ts';
import type { PhraseList, Role } from './read-list.ts';

/** Every word of all lists, and what it can stand for. */
export interface Vocabulary {
  /** A word as it is spelt; `undefined` if no list knows it. */
  sign(word: string): Sign | undefined;
  /** Of a word that no list knows. */
  readonly unknown: Sign;
  /** All words but the open ones (`suicid*`). */
  readonly words: ReadonlySet<string>;
  /** The same, list by list. */
  readonly wordsOfLists: readonly ReadonlySet<string>[];
  /** First parts of words of six and more letters, with the parts that make them whole. */
  readonly halves: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words that are never taken for a misspelt one. */
  readonly ordinary: ReadonlySet<string>;
  /** The label of the words that may stand between what lowers and what is lowered. */
  readonly between: number;
}

export interface ResolvedPhrase {
  readonly places: Places;
  /** The most signs it can stand for. */
  readonly longest: number;
  readonly role: Role;
  readonly list: PhraseList;
}

const number = /^\d+$/u;

/**
 * Resolves the words and names of all lists to labels.
 * @throws SyntaxError for a name that its list lacks.
 */
export function resolveLists(lists: readonly PhraseList[]): {
  readonly vocabulary: Vocabulary;
  readonly phrases: readonly ResolvedPhrase[];
} {
  const labels = new Map<string, number>();
  const byWord = new Map<string, Set<number>>();
  const byStart = new Map<string, Set<number>>();
  const signs = new Map<string, Sign>();
  const labelOf = (name: string): number => {
    const label = labels.get(name) ?? labels.size;
    labels.set(name, label);
    return label;
  };
  const numberLabel = labelOf('#');
  const wordsOfLists = new Map(lists.map((list) => [list.language, new Set<string>()]));
  const note = (language: string, element: Element & { kind: 'word' }, label: number): void => {
    const into = element.open ? byStart : byWord;
    for (const form of element.forms) {
      if (!element.open) wordsOfLists.get(language)?.add(form);
      const known = into.get(form);
      if (known) known.add(label);
      else into.set(form, new Set([label]));
    }
  };

  const sequences = new Map<string, Places>();
  const resolveName = (list: PhraseList, name: string, within: readonly string[]): Place => {
    const alternatives = list.words.get(name);
    if (!alternatives) throw new SyntaxError(`there are no words {${name}}`);
    if (within.includes(name)) throw new SyntaxError(`{${name}} holds itself`);
    const key = `${list.language} {${name}}`;
    const known = sequences.get(key)?.[0];
    if (known) return known;
    const place = choiceOf(list, key, alternatives, [...within, name]);
    sequences.set(key, [place]);
    return place;
  };
  /** All single words of a choice are one label. */
  const choiceOf = (
    list: PhraseList,
    key: string,
    alternatives: readonly Phrase[],
    within: readonly string[],
  ): Place => {
    const [single, others]: [(Element & { kind: 'word' })[], Places[]] = [[], []];
    for (const phrase of alternatives) {
      const [element] = phrase;
      if (phrase.length === 1 && element?.kind === 'word') single.push(element);
      else others.push(places(list, phrase, within));
    }
    const label = labelOf(key);
    for (const element of single) note(list.language, element, label);
    if (others.length === 0) return { kind: 'label', label };
    return { kind: 'choice', of: single.length === 0 ? others : [[{ kind: 'label', label }], ...others] };
  };
  const places = (list: PhraseList, phrase: Phrase, within: readonly string[]): Places =>
    phrase.map((element): Place => {
      switch (element.kind) {
        case 'number':
          return { kind: 'label', label: numberLabel };
        case 'gap':
          return element;
        case 'named':
          return resolveName(list, element.name, within);
        case 'choice':
          return choiceOf(list, textOf(list.language, element), element.of, within);
        case 'word': {
          const label = labelOf(`${element.forms.join('/')}${element.open ? '*' : ''}`);
          note(list.language, element, label);
          return { kind: 'label', label };
        }
      }
    });

  const signOf = (all: Iterable<number>): Sign => {
    const sorted = [...new Set(all)].sort((a, b) => a - b);
    const key = sorted.join(' ');
    const sign = signs.get(key) ?? { id: signs.size, labels: new Set(sorted) };
    signs.set(key, sign);
    return sign;
  };
  const phrases = lists.flatMap((list) =>
    list.phrases.map(({ role, phrase, line }) => {
      try {
        const own = places(list, phrase, []);
        return { places: own, longest: longestOf(own), role, list };
      } catch (error) {
        throw new SyntaxError(
          `phrase list ${list.language}, line ${line}: ${error instanceof Error ? error.message : 'cannot be read'}`,
          { cause: error },
        );
      }
    }),
  );
  const between = labelOf('between');
  for (const list of lists)
    for (const form of list.between)
      note(list.language, { kind: 'word', forms: [form], open: false }, between);

  const words = new Set(byWord.keys());
  const vocabulary: Vocabulary = {
    sign(word) {
      const found = [...(byWord.get(word) ?? [])];
      for (let length = 2; length <= word.length; length += 1)
        found.push(...(byStart.get(word.slice(0, length)) ?? []));
      if (number.test(word)) found.push(numberLabel);
      return found.length === 0 ? undefined : signOf(found);
    },
    unknown: signOf([]),
    words,
    wordsOfLists: [...wordsOfLists.values()],
    halves: halvesOf(words),
    ordinary: new Set(lists.flatMap(({ ordinary }) => ordinary)),
    between,
  };
  return { vocabulary, phrases };
}

const longestOf = (places: Places): number => places.reduce((sum, place) => sum + mostSigns(place), 0);
function mostSigns(place: Place): number {
  if (place.kind === 'label') return 1;
  return place.kind === 'gap' ? place.most : Math.max(...place.of.map(longestOf));
}

function halvesOf(words: ReadonlySet<string>): Map<string, Set<string>> {
  const halves = new Map<string, Set<string>>();
  for (const word of words) {
    if (word.length < 6) continue;
    for (let at = 1; at < word.length; at += 1) {
      const first = word.slice(0, at);
      const seconds = halves.get(first) ?? new Set();
      halves.set(first, seconds.add(word.slice(at)));
    }
  }
  return halves;
}

/** The same choice is the same label wherever it stands in a list. */
function textOf(language: string, element: Element): string {
  switch (element.kind) {
    case 'word':
      return `${element.forms.join('/')}${element.open ? '*' : ''}`;
    case 'number':
      return '#';
    case 'gap':
      return `_${element.most}`;
    case 'named':
      return `${language} {${element.name}}`;
    case 'choice':
      return `(${element.of.map((phrase) => phrase.map((each) => textOf(language, each)).join(' ')).join('|')})`;
  }
}
