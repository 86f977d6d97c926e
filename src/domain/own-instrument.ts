import type { CheckIn } from './check-in.ts';
import { asksTheSame } from './fingerprints.ts';
import type { Instrument } from './instrument/instrument.ts';

/**
 * The version a check-in names, if there is one and it still asks what it asked when the check-in began (a file may
 * have been changed without a new version); `undefined` when it is gone.
 */
export function ownInstrument(
  checkIn: CheckIn,
  instrumentAt: (id: string, version: string) => Instrument | undefined,
): Instrument | undefined {
  const found = instrumentAt(checkIn.instrument.id, checkIn.instrument.version);
  const changed = found && checkIn.fingerprints !== undefined && !asksTheSame(checkIn, found);
  return changed ? undefined : found;
}
