import { join } from 'node:path';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { readInstruments } from '../../src/state/read-instruments.ts';

/** The questionnaire that the servers use when nothing else is set. */
export async function readInstrument(): Promise<Instrument> {
  const { instruments } = await readInstruments(join(import.meta.dirname, '..', '..', 'instruments'));
  const instrument = instruments.current('alliance-weekly');
  if (!instrument) throw new Error('the instrument does not load');
  return instrument;
}
