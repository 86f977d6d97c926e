import type { Answers, CheckInContext } from '../check-in.ts';
import type { Instrument, Translated } from '../instrument/instrument.ts';
import { placeItems, type Placed } from './place-items.ts';
import type { Question } from './question.ts';

/**
 * Every question of this check-in as it stands, in the order in which they are asked: only those whose
 * conditions hold, once for each homework or goal where the instrument says so, each with what stands before it to
 * be read. Asked several times in a turn, and laid out once.
 */
export const questions = (
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): readonly Question[] => layOut(instrument, answers, context).asked;

/** What stands in the questionnaire to be read after the last question. */
export const closingWords = (
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): readonly Translated[] => layOut(instrument, answers, context).after;

interface LaidOut {
  readonly instrument: Instrument;
  readonly context: CheckInContext;
  readonly asked: readonly Question[];
  readonly after: readonly Translated[];
}

function layOut(instrument: Instrument, answers: Answers, context: CheckInContext): LaidOut {
  const known = laidOut.get(answers);
  if (known?.instrument === instrument && known.context === context) return known;
  const made = { instrument, context, ...inOrder(placeItems(instrument, answers, context)) };
  laidOut.set(answers, made);
  return made;
}

const laidOut = new WeakMap<Answers, LaidOut>();

/** The questions one after the other. A heading is read with the first question under it, or with words under it. */
function inOrder(all: readonly Placed[]): {
  readonly asked: readonly Question[];
  readonly after: readonly Translated[];
} {
  const asked: Question[] = [];
  let toRead: readonly Translated[] = [];
  const take = (placed: Placed): void => {
    switch (placed.kind) {
      case 'title':
        return;
      case 'display':
        toRead = [...toRead, placed.display.text];
        return;
      case 'fixed':
        if (!placed.fixed.hidden && placed.values.length > 0)
          toRead = [...toRead, withValue(placed.fixed.text, placed.shown)];
        return placed.below.forEach(take);
      case 'question': {
        asked.push({ ...placed.question, ...(toRead.length > 0 && { preface: toRead }) });
        toRead = [];
        return placed.below.flat().forEach(take);
      }
      case 'group': {
        const heading = headingOf(placed);
        const [before, count] = [toRead, asked.length];
        toRead = [...toRead, ...heading];
        const opened = toRead;
        placed.placed.forEach(take);
        if (asked.length === count && toRead === opened) toRead = before;
      }
    }
  };
  all.forEach(take);
  return { asked, after: toRead };
}

/** A group's own text, from its second filling on with which one it is. */
function headingOf({ group, filling = 1 }: Placed & { kind: 'group' }): readonly Translated[] {
  const { text, quiet, each } = group;
  if (!text || quiet || each) return [];
  return [filling === 1 ? text : changed(text, (words) => `${words} (${filling})`)];
}

const withValue = (text: Translated, shown: readonly Translated[]): Translated =>
  shown.reduce((line, value, at) => joined(line, value, at === 0 ? ': ' : ', '), text);

const changed = (text: Translated, change: (words: string, language: string) => string): Translated => ({
  default: change(text.default, ''),
  translations: Object.fromEntries(
    Object.entries(text.translations).map(([language, words]) => [language, change(words, language)]),
  ),
});

/** In a language that the second lacks it stands in its own words. */
const joined = (one: Translated, other: Translated, between: string): Translated =>
  changed(one, (words, language) => `${words}${between}${other.translations[language] ?? other.default}`);
