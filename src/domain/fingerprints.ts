import { createHash } from 'node:crypto';
import type { CheckIn, Fingerprints, QuestionKey } from './check-in.ts';
import type { AnswerType, Group, Instrument, Item, Node, Translated } from './instrument/instrument.ts';
import { partsOf } from './instrument/parts-of.ts';
import { linkIdIn, questionKey } from './questions/question-key.ts';

/**
 * What makes each of an instrument's questions the question it is, in 16 characters: its words in the
 * questionnaire's own language, the kind of answer, the scale with the words at its ends, the options with their
 * words, and what it is asked for each of. Not where it stands, when it is asked, whether it may be skipped, and not
 * its translations: those may be corrected without making it another question.
 */
export function fingerprintsOf(instrument: Instrument): Fingerprints {
  const known = taken.get(instrument);
  if (known) return known;
  const fingerprints = Object.fromEntries([
    ...instrument.items.map((item) => [questionKey(item.linkId), fingerprint(item)] as const),
    ...repeatingIn(instrument.nodes).map((group) => [questionKey(group.linkId), ofGroup(group)] as const),
  ]);
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
  const linkId = linkIdIn(key);
  const found = Object.hasOwn(fingerprints, linkId) ? fingerprints[linkId] : undefined;
  return found === undefined ? undefined : { linkId, fingerprint: found };
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

/** Whether a group is filled once more is a question too. */
const ofGroup = ({ text, nodes }: Group): string =>
  digest(['another', wordsOf(text), nodes.map((node) => partsOf(node).linkId)]);

const repeatingIn = (nodes: readonly Node[]): readonly Group[] =>
  nodes.flatMap((node) => [
    ...(node.kind === 'group' && node.repeats ? [node] : []),
    ...repeatingIn(partsOf(node).inside),
  ]);

const fingerprint = ({ text, answer, each, within, repeats }: Item): string =>
  digest([
    text.default,
    each ?? null,
    ...answerParts(answer),
    ...(within ? [{ within }] : []),
    ...(repeats ? ['several'] : []),
  ]);

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

/** What is new to a kind of answer stands at its end, and only where there is some: or a question would seem another. */
function answerParts(answer: AnswerType): readonly unknown[] {
  switch (answer.kind) {
    case 'rating': {
      const { kind, min, max, step, low, high } = answer;
      return [kind, min, max, wordsOf(low), wordsOf(high), ...(step === undefined ? [] : [step])];
    }
    case 'number': {
      const { kind, whole, min, max, decimals, unit } = answer;
      return [kind, whole, min ?? null, max ?? null, decimals ?? null, wordsOf(unit)];
    }
    case 'quantity': {
      const { kind, min, max, decimals, units } = answer;
      return [
        kind,
        min ?? null,
        max ?? null,
        decimals ?? null,
        units.map(({ key, system, display }) => [key, system ?? null, display.default]),
      ];
    }
    case 'date':
    case 'dateTime':
    case 'time':
      return [answer.kind, answer.min ?? null, answer.max ?? null];
    case 'choice':
    case 'choices':
      return [
        answer.kind,
        answer.options
          // an answer names its options by code: in another order they are the same ones
          .toSorted((a, b) => (a.code < b.code ? -1 : 1))
          .map(({ code, system, display, group, value }) => [
            code,
            system ?? null,
            display.default,
            wordsOf(group),
            ...(value ? [value] : []),
          ]),
        ...(answer.open === undefined ? [] : ['open']),
      ];
    case 'boolean':
      return [answer.kind];
    case 'text': {
      const { kind, maxLength, minLength, pattern } = answer;
      return [kind, maxLength, ...((minLength ?? pattern) ? [minLength ?? null, pattern ?? null] : [])];
    }
    case 'url':
      return [answer.kind];
  }
}

const wordsOf = (text: Translated | undefined): string | null => text?.default ?? null;
