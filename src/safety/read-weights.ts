import { categories, type Category } from './finding.ts';

/** How much each cue speaks for each category and for `urgent`, in hundredths of the logarithm of the odds. */
export interface Weights {
  readonly version: string;
  /** Sums from which something is found; see `Bars`. */
  readonly bars: Bars;
  /** What a text begins with before its first cue, as a row. */
  readonly start: Row;
  readonly rows: ReadonlyMap<string, Row>;
}

/** One number for each of `columns`. */
export type Row = readonly number[];
export const columns: readonly (Category | 'urgent')[] = [...categories, 'urgent'];

/** The sums that a text must reach. */
export interface Bars {
  /** Of one category: to be found where no list finds anything. */
  readonly concern: number;
  /** The same for the `concern` of a list to be heard, and for its `urgent` to be kept: where most words are ordinary. */
  readonly heard: number;
  readonly kept: number;
  /** Of `urgent`: where no list finds anything, and where one finds a `concern`. */
  readonly urgent: number;
  readonly raised: number;
}

/** The name of the row that every text begins with. */
export const startCue = '^';

const bars = ['concern', 'heard', 'urgent', 'raised', 'kept'] as const;

/**
 * Reads the file that `npm run weigh` writes: its version, the bars, and a row for each cue.
 * @throws SyntaxError that names the line.
 */
export function readWeights(text: string): Weights {
  const heads = new Map<string, string>();
  const rows = new Map<string, Row>();
  text.split('\n').forEach((line, at) => {
    if (line === '' || line.startsWith('#')) return;
    const [cue = '', ...cells] = line.split('\t');
    if (cells.length === 1) heads.set(cue, cells[0] ?? '');
    else {
      const row = cells.map(Number);
      if (row.length !== columns.length || !row.every(Number.isSafeInteger))
        throw new SyntaxError(`weights, line ${at + 1}: not ${columns.length} whole numbers`);
      rows.set(cue, row);
    }
  });
  const version = heads.get('version');
  const start = rows.get(startCue);
  if (version === undefined || !start) throw new SyntaxError('weights: the version or the start is missing');
  rows.delete(startCue);
  const bar = (name: (typeof bars)[number]): number => {
    const value = Number(heads.get(name) ?? Number.NaN);
    if (!Number.isSafeInteger(value)) throw new SyntaxError(`weights: the bar “${name}” is missing`);
    return value;
  };
  return {
    version,
    bars: {
      concern: bar('concern'),
      heard: bar('heard'),
      urgent: bar('urgent'),
      raised: bar('raised'),
      kept: bar('kept'),
    },
    start,
    rows,
  };
}
