import type { Answers, CheckIn, FormerAnswers } from './check-in.ts';
import { fingerprintAt, fingerprintsOf } from './fingerprints.ts';
import type { Instrument } from './instrument/instrument.ts';

/** What a check-in keeps of one earlier version. */
export interface FormerCheckIn {
  /** The answers that are kept of it. */
  readonly answers: Answers;
  /** With `instrument`, its words; absent when that version is gone. */
  readonly instrument?: Instrument;
  /**
   * As a check-in of that version, to be shown or exported as one: with the answers in force to questions it asks
   * too, since its conditions look at them. Unscored.
   */
  readonly checkIn: CheckIn;
}

/** Answers that were kept when a check-in was carried over, each as of its own version, the latest first. */
export const formerCheckIns = (
  { former = [], ...checkIn }: CheckIn,
  instrumentAt: (id: string, version: string) => Instrument | undefined,
): readonly FormerCheckIn[] =>
  former.map((kept) => {
    const found = instrumentAt(kept.instrument.id, kept.instrument.version);
    const instrument = found && isAsItWas(found, kept) ? found : undefined;
    return {
      answers: kept.answers,
      ...(instrument && { instrument }),
      checkIn: {
        ...checkIn,
        instrument: kept.instrument,
        fingerprints: kept.fingerprints,
        answers: { ...(instrument && shared(checkIn, instrument)), ...kept.answers },
        score: { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined },
      },
    };
  });

const isAsItWas = (instrument: Instrument, { fingerprints }: FormerAnswers): boolean => {
  const now = fingerprintsOf(instrument);
  return Object.entries(fingerprints).every(([linkId, fingerprint]) => now[linkId] === fingerprint);
};

/** The answers in force to questions that this version asks as well. */
function shared({ fingerprints = {}, answers }: Omit<CheckIn, 'former'>, instrument: Instrument): Answers {
  const theirs = fingerprintsOf(instrument);
  return Object.fromEntries(
    Object.entries(answers).filter(([key]) => {
      const asked = fingerprintAt(fingerprints, key);
      return asked !== undefined && theirs[asked.linkId] === asked.fingerprint;
    }),
  );
}
