import type { Instrument } from './instrument.ts';

/** Every version of every instrument there is: a check-in keeps the one it began with. */
export interface InstrumentShelf {
  /** The latest active version, for new check-ins. */
  current(id: string): Instrument | undefined;
  exact(id: string, version: string): Instrument | undefined;
  readonly all: readonly Instrument[];
}

export const shelve = (instruments: readonly Instrument[]): InstrumentShelf => ({
  current: (id) =>
    instruments
      .filter((instrument) => instrument.id === id && instrument.status === 'active')
      .toSorted((a, b) => compareVersions(a.version, b.version))
      .at(-1),
  exact: (id, version) =>
    instruments.find((instrument) => instrument.id === id && instrument.version === version),
  all: instruments,
});

/** `1.10.0` after `1.9.0`: runs of digits compare as numbers. */
const compareVersions = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
