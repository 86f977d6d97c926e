import type { Answer, CheckIn, FormerAnswers, QuestionKey } from './check-in.ts';
import { fingerprintAt, fingerprintsOf } from './fingerprints.ts';
import type { Instant } from './ids.ts';
import type { Instrument } from './instrument/instrument.ts';
import { nextQuestion } from './questions/next-question.ts';
import { score } from './score.ts';

/**
 * Carries an open check-in over to the instrument that takes the place of its own. An answer stays in force only
 * where the new one asks the very same question under the same linkId; any other is kept as `former`, with the
 * instrument it was given to, and is in force again when that question comes back. With nothing left to ask it is
 * complete. One that is complete or missed stays as it is: nobody is asked any more.
 */
export function carryOver(checkIn: CheckIn, instrument: Instrument, now: Instant): CheckIn {
  if (checkIn.status !== 'open') return checkIn;
  const { former: before = [], ...rest } = checkIn;
  const fingerprints = fingerprintsOf(instrument);
  const inForce = new Map<QuestionKey, Answer>();
  const former = [current(checkIn), ...before].flatMap((given): readonly FormerAnswers[] => {
    const left = Object.entries(given.answers).filter(([key, answer]) => {
      const asked = fingerprintAt(given.fingerprints, key);
      const same = asked !== undefined && isIn(fingerprints, asked) && !inForce.has(key);
      if (same) inForce.set(key, answer);
      return !same;
    });
    return left.length === 0 ? [] : [{ ...given, answers: Object.fromEntries(left) }];
  });
  const answers = Object.fromEntries(inForce);
  const done = nextQuestion(instrument, answers, checkIn.context) === undefined;
  return {
    ...rest,
    instrument: { id: instrument.id, version: instrument.version },
    fingerprints,
    answers,
    score: score(instrument, answers),
    ...(done && { status: 'complete', completedAt: now }),
    ...(former.length > 0 && { former: former.map(withItsOwnFingerprints) }),
  };
}

const current = ({ instrument, fingerprints = {}, answers }: CheckIn): FormerAnswers => ({
  instrument,
  fingerprints,
  answers,
});

const isIn = (
  fingerprints: Readonly<Record<string, string>>,
  { linkId, fingerprint }: { linkId: string; fingerprint: string },
): boolean => Object.hasOwn(fingerprints, linkId) && fingerprints[linkId] === fingerprint;

/** Only those of the questions that are answered there. */
function withItsOwnFingerprints(former: FormerAnswers): FormerAnswers {
  const linkIds = new Set(
    Object.keys(former.answers).map((key) => fingerprintAt(former.fingerprints, key)?.linkId),
  );
  return {
    ...former,
    fingerprints: Object.fromEntries(
      Object.entries(former.fingerprints).filter(([linkId]) => linkIds.has(linkId)),
    ),
  };
}
