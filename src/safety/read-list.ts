import { categories, tiers, type Category, type Tier } from './finding.ts';
import { readPhrases, type Phrase } from './phrase.ts';

/** What a phrase of a list says about the words it stands for. */
export type Role =
  | { readonly kind: 'found'; readonly tier: Tier; readonly category: Category }
  /** A saying that means something else: its words are not there for the other phrases. */
  | { readonly kind: 'harmless' }
  /** Lowers `urgent` to `concern` where it stands right before what was found, words of `between` aside. */
  | { readonly kind: 'before' }
  /** The same where it follows in the sentence. */
  | { readonly kind: 'after' }
  /** A saying whose words lower nothing: "can't stop", "why not". */
  | { readonly kind: 'keeps' };

export interface PhraseList {
  readonly language: string;
  readonly version: string;
  /** By name: the alternatives that `{name}` stands for. */
  readonly words: ReadonlyMap<string, readonly Phrase[]>;
  readonly phrases: readonly { readonly role: Role; readonly phrase: Phrase; readonly line: number }[];
  /** Words that may stand between what lowers and what is lowered. */
  readonly between: readonly string[];
  /** Ordinary words that are never taken for a misspelt one. */
  readonly ordinary: readonly string[];
  /** One character for another, as in traditional and simplified Chinese. */
  readonly variants: ReadonlyMap<string, string>;
}

const heading = /^\[(?<section>[^\]]+)\]$/u;
const version = /^version (?<version>\S+)$/u;
const named = /^(?<name>[\p{L}\p{N}_-]+) *=(?<rest>.*)$/u;

/**
 * Reads a list as clinicians write it, a phrase a line; the form is explained in docs/safety-screen.md.
 * @throws SyntaxError that names the list and the line.
 */
export function readList(language: string, text: string): PhraseList {
  const words = new Map<string, Phrase[]>();
  const phrases: PhraseList['phrases'][number][] = [];
  const plain = { between: new Set<string>(), ordinary: new Set<string>() };
  const variants = new Map<string, string>();
  let listVersion: string | undefined;
  let section = '';
  let name = '';

  const take = (line: string, number: number): void => {
    const started = heading.exec(line)?.groups?.['section'];
    const versioned = version.exec(line)?.groups?.['version'];
    if (started !== undefined) {
      section = started.trim();
      if (!isSection(section)) throw new SyntaxError(`there is no section [${section}]`);
    } else if (section === '' && versioned !== undefined) listVersion = versioned;
    else if (section === 'words') {
      const begun = named.exec(line)?.groups;
      name = begun?.['name'] ?? name;
      const rest = (begun?.['rest'] ?? line).trim().replace(/^\|/u, '').replace(/\|$/u, '').trim();
      if (name === '') throw new SyntaxError('words without a name');
      if (begun && words.has(name)) throw new SyntaxError(`{${name}} is there already`);
      words.set(name, [...(words.get(name) ?? []), ...(rest === '' ? [] : readPhrases(rest))]);
    } else if (section === 'between' || section === 'ordinary')
      for (const word of formsOf(readPhrases(line.replaceAll('|', ' ')))) plain[section].add(word);
    else if (section === 'variants') {
      for (const pair of line.split(/\s+/u)) {
        const [from, to] = Array.from(pair);
        if (from === undefined || to === undefined) throw new SyntaxError(`“${pair}” is no pair`);
        variants.set(from, to);
      }
    } else {
      const role = roles.get(section);
      if (!role) throw new SyntaxError('a phrase outside every section');
      for (const phrase of readPhrases(line)) phrases.push({ role, phrase, line: number });
    }
  };

  text.split('\n').forEach((written, at) => {
    const line = written.replace(/(?<!\{)#.*$/u, '').trim();
    if (line === '') return;
    try {
      take(line, at + 1);
    } catch (error) {
      throw new SyntaxError(
        `phrase list ${language}, line ${at + 1}: ${error instanceof Error ? error.message : 'cannot be read'}`,
        { cause: error },
      );
    }
  });
  if (listVersion === undefined) throw new SyntaxError(`phrase list ${language}: its version is missing`);
  return {
    language,
    version: listVersion,
    words,
    phrases,
    between: [...plain.between],
    ordinary: [...plain.ordinary],
    variants,
  };
}

const roles: ReadonlyMap<string, Role> = new Map([
  ...tiers.flatMap((tier) =>
    categories.map((category): [string, Role] => [`${tier} ${category}`, { kind: 'found', tier, category }]),
  ),
  ['harmless', { kind: 'harmless' }],
  ['lowers before', { kind: 'before' }],
  ['lowers after', { kind: 'after' }],
  ['keeps', { kind: 'keeps' }],
]);

const isSection = (section: string): boolean =>
  roles.has(section) || ['words', 'between', 'ordinary', 'variants'].includes(section);

const formsOf = (phrases: readonly Phrase[]): string[] =>
  phrases.flat().flatMap((element) => (element.kind === 'word' ? element.forms : []));
