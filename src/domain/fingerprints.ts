import { createHash } from 'node:crypto';
import type { CheckIn, Fingerprints, QuestionKey } from './check-in.ts';
import type { AnswerType, Instrument, Item, Translated } from './instrument.ts';

/**
 * What makes each of an instrument's questions the question it is, in 16 characters: its words in the
 * questionnaire's own language, the kind of answer, the scale with the words at its ends, the options with their
 * words, and what it is asked for each of. Not where it stands, when it is asked, whether it may be skipped, and not
 * its translations: those may be corrected without making it another question.
 */
export function fingerprintsOf(instrument: Instrument): Fingerprints {
  const known = taken.get(instrument);
  if (known) return known;
  const fingerprints = Object.fromEntries(instrument.items.map((item) => [item.linkId, fingerprint(item)]));
  taken.set(instrument, fingerprints);
  return fingerprints;
}

const taken = new WeakMap<Instrument, Fingerprints>();

/**
 * The fingerprint of the question that an answer was given to; `undefined` when none was taken of it.
 * @param fingerprints of the instrument that the answer belongs to
 */
export function fingerprintAt(
  fingerprints: Fingerprints,
  key: QuestionKey,
): { readonly linkId: string; readonly fingerprint: string } | undefined {
  // the longest that fits, since one linkId may begin like another
  const linkId = Object.keys(fingerprints)
    .filter((one) => key === one || key.startsWith(`${one}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  const found = linkId === undefined ? undefined : fingerprints[linkId];
  return linkId === undefined || found === undefined ? undefined : { linkId, fingerprint: found };
}

/** Whether it asks what a check-in was begun with: every question of either is one of the other's. */
export function asksTheSame(
  { fingerprints }: Pick<CheckIn, 'fingerprints'>,
  instrument: Instrument,
): boolean {
  if (!fingerprints) return false;
  const now = fingerprintsOf(instrument);
  const linkIds = Object.keys(now);
  return (
    linkIds.length === Object.keys(fingerprints).length &&
    linkIds.every((linkId) => now[linkId] === fingerprints[linkId])
  );
}

const fingerprint = ({ text, answer, each }: Item): string =>
  createHash('sha256')
    .update(JSON.stringify([text.default, each ?? null, ...partsOf(answer)]))
    .digest('base64url')
    .slice(0, 16);

function partsOf(answer: AnswerType): readonly unknown[] {
  switch (answer.kind) {
    case 'rating':
      return [answer.kind, answer.min, answer.max, wordsOf(answer.low), wordsOf(answer.high)];
    case 'choice':
    case 'choices':
      return [
        answer.kind,
        answer.options
          .map(({ code, system, display, group }) => [code, system ?? null, display.default, wordsOf(group)])
          // an answer names its options by code: in another order they are the same ones
          .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ];
    case 'boolean':
      return [answer.kind];
    case 'text':
      return [answer.kind, answer.maxLength];
  }
}

const wordsOf = (text: Translated | undefined): string | null => text?.default ?? null;
