import { commands, type Command, type Lexicon } from './lexicon.ts';
import { phraseKey } from './read-tokens.ts';

/** A lexicon in the form in which phrases are looked up. */
export interface PreparedLexicon {
  readonly numbers: ReadonlyMap<string, number>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  readonly negations: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  readonly outOf: ReadonlySet<string>;
  readonly and: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  readonly unclear: ReadonlySet<string>;
  /** Each character that is written for another, to that. */
  readonly alike: ReadonlyMap<string, string>;
  readonly besideDates: ReadonlySet<string>;
  readonly commands: ReadonlyMap<string, Command>;
  /** Most words in a phrase that may stand around a number. */
  readonly longest: number;
}

const prepared = new WeakMap<Lexicon, PreparedLexicon>();

/** Folds each phrase once; the result is kept for as long as the lexicon is. */
export function prepareLexicon(lexicon: Lexicon): PreparedLexicon {
  const known = prepared.get(lexicon);
  if (known) return known;
  const keys = (phrases: readonly string[]): ReadonlySet<string> => new Set(phrases.map(phraseKey));
  const { numbers, fillers, negations, outOf, articles = [], unclear = [], alike = [], dates } = lexicon;
  const phrases = [
    ...Object.keys(numbers),
    ...fillers.before,
    ...fillers.after,
    ...negations,
    ...outOf,
    ...unclear,
  ];
  const made: PreparedLexicon = {
    numbers: new Map(Object.entries(numbers).map(([word, value]) => [phraseKey(word), value])),
    yes: keys(lexicon.yes),
    no: keys(lexicon.no),
    negations: keys(negations),
    before: keys(fillers.before),
    after: keys(fillers.after),
    outOf: keys(outOf),
    and: keys(lexicon.and),
    articles: keys(articles),
    unclear: keys(unclear),
    alike: new Map(
      alike.flatMap((group) => Array.from(group, (letter) => [letter, group.slice(-1)] as const)),
    ),
    besideDates: keys(dates),
    commands: new Map(
      commands.flatMap((command) =>
        lexicon.commands[command].map((words) => [phraseKey(words), command] as const),
      ),
    ),
    longest: Math.max(1, ...phrases.map((phrase) => phraseKey(phrase).split(' ').length)),
  };
  prepared.set(lexicon, made);
  return made;
}
