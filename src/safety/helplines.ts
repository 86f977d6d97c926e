import type { Category } from './finding.ts';
import table from './helplines.json' with { type: 'json' };

export interface Line {
  readonly name: string;
  /** A telephone number or an address to open, as it is to be shown. */
  readonly contact: string;
  readonly source: string;
  /** ISO date on which a clinic confirmed it; empty until then. */
  readonly checkedOn: string;
}

export interface Helplines {
  /** The country's emergency number; absent where the country is not known. */
  readonly emergency?: string;
  readonly lines: readonly Line[];
  /** The last resort, for every country. */
  readonly international: Line;
}

/** ISO 3166-1 alpha-2 codes with an entry of their own. */
export const helplineCountries: readonly string[] = Object.keys(table.countries);

const countries: Readonly<Record<string, { readonly emergency: string; readonly lines: readonly Line[] }>> =
  table.countries;

/** Never another country's numbers: an unknown country gets the international directory alone. */
export function helplines(country: string | undefined, _category?: Category): Helplines {
  const entry = country === undefined ? undefined : countries[country];
  return { ...(entry ?? { lines: [] }), international: table.international };
}
