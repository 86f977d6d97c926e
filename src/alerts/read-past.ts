import { CsvError, parse } from 'csv-parse/sync';
import type { Scores, SignalWeek } from '../domain/signal.ts';

const columns = ['client', 'week', 'goals', 'tasks', 'bond'] as const;
type Column = (typeof columns)[number];

export type PastRead =
  | {
      readonly ok: true;
      /** Each client's answered weeks, in the order of the file. */
      readonly past: ReadonlyMap<string, readonly SignalWeek[]>;
    }
  /** What is wrong, each with its line. Scores are not repeated. */
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * A clinic's past from a table: a header line with client, week, goals, tasks and bond in any order, then a row for each
 * client and week, in any order. Commas part the cells, or semicolons, and then a decimal comma is read too. A week is
 * a whole number, a score 0–10; an empty score was not answered, and a week without any was missed. All of it is read,
 * or nothing.
 */
export function readPast(text: string): PastRead {
  const [header = ''] = text.split('\n', 1);
  const delimiter = header.includes(';') ? ';' : ',';
  const lines: number[] = [];
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record, { lines: line }) => {
        lines.push(line);
        return record;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, faults: [`line ${(lines.at(-1) ?? 0) + 1} or after it: the quotes do not match`] };
  }
  const [names, ...cells] = rows;
  const places = names && placesOf(names);
  if (!places)
    return { ok: false, faults: [`line 1: the columns ${columns.join(', ')} are needed, each once`] };
  return readRows(
    cells.map((row, at) => ({ row, line: lines[at + 1] ?? 0 })),
    {
      places,
      width: names.length,
      decimal: delimiter === ';' ? /^\d{1,2}(?:[.,]\d+)?$/ : /^\d{1,2}(?:\.\d+)?$/,
    },
  );
}

type Places = Readonly<Record<Column, number>>;

function placesOf(names: readonly string[]): Places | undefined {
  const lower = names.map((name) => name.toLowerCase());
  const once = columns.every(
    (column) => lower.indexOf(column) >= 0 && lower.indexOf(column) === lower.lastIndexOf(column),
  );
  const at = (column: Column): number => lower.indexOf(column);
  return once
    ? { client: at('client'), week: at('week'), goals: at('goals'), tasks: at('tasks'), bond: at('bond') }
    : undefined;
}

interface Format {
  readonly places: Places;
  readonly width: number;
  readonly decimal: RegExp;
}

function readRows(
  rows: readonly { row: readonly string[]; line: number }[],
  { places, width, decimal }: Format,
): PastRead {
  const faults: string[] = [];
  const past = new Map<string, SignalWeek[]>();
  const seen = new Map<string, Map<number, number>>();
  for (const { row, line } of rows) {
    const fault = (words: string): void => void faults.push(`line ${line}: ${words}`);
    const cell = (column: Column): string => row[places[column]] ?? '';
    if (row.length !== width) {
      fault(`has ${row.length} cells where the header has ${width}`);
      continue;
    }
    const before = faults.length;
    const client = cell('client');
    if (client === '') fault('names no client');
    const week = Number(cell('week'));
    if (!/^-?\d+$/.test(cell('week')) || !Number.isSafeInteger(week)) fault('its week is no whole number');
    const score = (column: Column): number | null => {
      const written = cell(column);
      if (written === '') return null;
      const value = Number(written.replace(',', '.'));
      if (!decimal.test(written) || value > 10) fault(`its ${column} is no number from 0 to 10`);
      return value;
    };
    const scores: Scores = [score('goals'), score('tasks'), score('bond')];
    if (faults.length > before) continue;
    const weeks = seen.get(client) ?? new Map<number, number>();
    seen.set(client, weeks);
    const earlier = weeks.get(week);
    if (earlier !== undefined) {
      fault(`the same client and week stand on line ${earlier}`);
      continue;
    }
    weeks.set(week, line);
    const answered = past.get(client) ?? [];
    past.set(client, answered);
    if (scores.some((value) => value !== null)) answered.push({ week, scores });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, past };
}
