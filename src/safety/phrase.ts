import { fold } from './fold.ts';
import { readWords } from './read-words.ts';

/** One place in a phrase. */
export type Element =
  /** A word; `forms` are its spellings, folded. */
  | { readonly kind: 'word'; readonly forms: readonly string[]; readonly open: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'named'; readonly name: string }
  /** Up to so many words of any kind, none among them the first of a new sentence. */
  | { readonly kind: 'gap'; readonly most: number }
  /** Any one of these; an empty one says that it may be missing. */
  | { readonly kind: 'choice'; readonly of: readonly Phrase[] };

export type Phrase = readonly Element[];

/** The form is explained in docs/safety-screen.md: words, `{name}`, `( a | b )`, `?`, `*`, `{#}`, `_` and `...`. */
const signs =
  /\{(?<name>[^{}]*)\}|(?<gap>\.\.\.|_)|(?<sign>[()|?*])|(?<text>[^{}()|?#*_.\s]+)|\s+|(?<fault>.)/gsu;

/**
 * @returns the alternatives that a line holds (`a b | c`), each a phrase.
 * @throws SyntaxError saying what cannot be read.
 */
export function readPhrases(line: string): Phrase[] {
  const stack: Element[][][] = [];
  let open: Element[][] = [[]];
  const last = (): Element[] => open.at(-1) ?? [];
  for (const { groups, 0: whole } of line.matchAll(signs)) {
    const { name, gap, sign, text, fault } = groups ?? {};
    if (fault !== undefined) throw new SyntaxError(`“${whole}” has no meaning here`);
    if (name !== undefined)
      last().push(name === '#' ? { kind: 'number' } : { kind: 'named', name: name.trim() });
    else if (gap !== undefined) last().push({ kind: 'gap', most: gap === '_' ? 2 : 6 });
    else if (text !== undefined) last().push(...wordsOf(text));
    else if (sign === '|') open.push([]);
    else if (sign === '(') {
      stack.push(open);
      open = [[]];
    } else if (sign === ')') {
      const choice: Element = { kind: 'choice', of: open };
      const before = stack.pop();
      if (!before) throw new SyntaxError('a “)” without its “(”');
      open = before;
      last().push(choice);
    } else if (sign !== undefined) last().push(changed(last().pop(), sign));
  }
  if (stack.length > 0) throw new SyntaxError('a “(” without its “)”');
  if (stack.length === 0 && open.some((phrase) => phrase.length === 0))
    throw new SyntaxError('an alternative is empty');
  return open;
}

function changed(element: Element | undefined, sign: string): Element {
  if (!element) throw new SyntaxError(`a “${sign}” that follows nothing`);
  if (sign === '?') return { kind: 'choice', of: [[], [element]] };
  if (element.kind !== 'word') throw new SyntaxError('a “*” that follows no word');
  return { ...element, open: true };
}

/** Folded as a text is; an umlaut may also be written with an e. */
function wordsOf(text: string): readonly Element[] {
  const known = read.get(text);
  if (known) return known;
  const words = readForms(text);
  read.set(text, words);
  return words;
}
const read = new Map<string, readonly Element[]>();

function readForms(text: string): Element[] {
  const spelt = [text, text.toLowerCase().replaceAll(/[äöü]/gu, (umlaut) => `${fold(umlaut)}e`)];
  const [words = [], others = []] = spelt.map((each) =>
    readWords(fold(each)).map((word) => word.text.replaceAll("'", '')),
  );
  if (words.length === 0) throw new SyntaxError(`“${text}” holds no word`);
  return words.map((word, at) => ({
    kind: 'word',
    forms: [...new Set([word, others[at] ?? word])],
    open: false,
  }));
}
