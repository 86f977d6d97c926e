import { z } from 'zod';
import table from './helplines.json' with { type: 'json' };

/** What a line is for. `crisis` is for everybody in distress; `children`: for minors, and for abuse of one. */
export const purposes = ['crisis', 'substance', 'abuse', 'children', 'poison'] as const;
export type Purpose = (typeof purposes)[number];

/**
 * A page that was read and states the number. `official`: of a public body, or of the line or who runs it;
 * `report`: about the line; `listing`: names it among others, which is weak alone.
 */
const source = z.strictObject({
  address: z.url({ protocol: /^https?$/ }),
  kind: z.enum(['official', 'report', 'listing']),
});

const number = z.strictObject({
  /** A telephone number or an address to open, as it is to be shown. */
  contact: z.string().min(1),
  sources: z.array(source).min(1).readonly(),
  /** The day on which the sources were read. */
  retrievedOn: z.iso.date(),
  /** Empty here: who confirmed the entry, and when, is kept in the clinic's store. */
  checkedOn: z.literal(''),
});

const line = number.extend({
  name: z.string().min(1),
  for: z.array(z.enum(purposes)).min(1).readonly(),
});

const country = z.strictObject({
  /** The emergency number, or the one for an ambulance where there are two. */
  emergency: number,
  /** Where the police have a number of their own. */
  police: number.optional(),
  lines: z.array(line).min(1).readonly(),
});

export type HelplineNumber = Readonly<z.infer<typeof number>>;
export type HelplineLine = Readonly<z.infer<typeof line>>;
export type HelplineCountry = Readonly<z.infer<typeof country>>;

/** What every clinic starts from: only numbers with a source, by ISO 3166-1 alpha-2 code. */
export const helplineTable = z
  .strictObject({
    note: z.string(),
    /** The last resort, for every country. */
    international: line,
    countries: z.record(z.string().regex(/^[A-Z]{2}$/), country),
  })
  .parse(table);

/** The codes of the countries with an entry. */
export const helplineCountries: readonly string[] = Object.keys(helplineTable.countries);

/** `undefined` for anything that has no entry. */
export const helplineCountry = (code: string | undefined): HelplineCountry | undefined =>
  code !== undefined && Object.hasOwn(helplineTable.countries, code)
    ? helplineTable.countries[code]
    : undefined;
