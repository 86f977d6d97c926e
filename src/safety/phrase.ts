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

/** What stands between the signs, and the spaces between what stands there. */
const text = /[^{}()|?#*_.\s]+/uy;
const space = /\s+/uy;

/**
 * The form is explained in docs/safety-screen.md: words, `{name}`, `( a | b )`, `?`, `*`, `{#}`, `_` and `...`.
 * @returns the alternatives that a line holds (`a b | c`), each a phrase.
 * @throws SyntaxError saying what cannot be read.
 */
export function readPhrases(line: string): Phrase[] {
  const stack: Element[][][] = [];
  let last: Element[] = [];
  let open: Element[][] = [last];
  let at = 0;
  const passed = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    if (!pattern.test(line)) return undefined;
    const from = at;
    at = pattern.lastIndex;
    return line.slice(from, at);
  };
  const begin = (): void => {
    last = [];
    open.push(last);
  };
  while (at < line.length) {
    const words = passed(text);
    if (words !== undefined) last.push(...wordsOf(words));
    if (words !== undefined || passed(space) !== undefined) continue;
    const sign = line[at] ?? '';
    at += 1;
    switch (sign) {
      case '(':
        stack.push(open);
        open = [];
        begin();
        break;
      case '|':
        begin();
        break;
      case ')': {
        const choice: Element = { kind: 'choice', of: open };
        const before = stack.pop();
        if (!before) throw new SyntaxError('a “)” without its “(”');
        open = before;
        last = open.at(-1) ?? [];
        last.push(choice);
        break;
      }
      case '?':
      case '*':
        last.push(changed(last.pop(), sign));
        break;
      case '_':
        last.push({ kind: 'gap', most: 2 });
        break;
      default: {
        const element = named(line, at - 1) ?? (line.startsWith('..', at) && sign === '.' ? dots : undefined);
        if (!element) throw new SyntaxError(`“${sign}” has no meaning here`);
        last.push(element.element);
        at += element.length - 1;
      }
    }
  }
  if (stack.length > 0) throw new SyntaxError('a “(” without its “)”');
  if (open.some((phrase) => phrase.length === 0)) throw new SyntaxError('an alternative is empty');
  return open;
}

const dots = { element: { kind: 'gap', most: 6 }, length: 3 } as const;

/** `{name}` or `{#}` that begins here. */
function named(
  line: string,
  from: number,
): { readonly element: Element; readonly length: number } | undefined {
  const end = line.indexOf('}', from);
  if (line[from] !== '{' || end === -1) return undefined;
  const name = line.slice(from + 1, end);
  if (name.includes('{')) return undefined;
  const element: Element = name === '#' ? { kind: 'number' } : { kind: 'named', name: name.trim() };
  return { element, length: end + 1 - from };
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
