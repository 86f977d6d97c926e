import { directoryCode, helplineDigest } from '../safety/helpline-digest.ts';
import {
  helplineCountries,
  helplineCountry,
  helplineTable,
  type HelplineNumber,
} from '../safety/helpline-table.ts';
import { clientCountries } from '../state/client-countries.ts';
import { confirmationOf } from '../state/helpline-confirmations.ts';
import type { ClinicDocument } from '../state/store.ts';

/** The lines of `list`: what clients are shown, where it comes from, and who answers for it. */
export function listHelplines(
  clinic: ClinicDocument | undefined,
  { codes, offered }: { readonly codes: readonly string[]; readonly offered: readonly string[] },
): readonly string[] {
  const all = codes.length > 0 ? codes : [...helplineCountries, directoryCode];
  const open = all.filter((code) => !isConfirmed(clinic, code));
  return [
    ...all.flatMap((code) => [heading(clinic, code, offered), ...numbersOf(code).flatMap(describe), '']),
    open.length === 0
      ? 'All of these are confirmed.'
      : `Not confirmed: ${open.map(nameOf).join(', ')}. To confirm: npm run helplines -- confirm CC [CC ...] --by "NAME"`,
  ];
}

/** As an operator writes it. */
export const nameOf = (code: string): string => (code === directoryCode ? 'directory' : code);

/** What clients can be shown for it, most general first. */
export function numbersOf(
  code: string,
): readonly { readonly label: string; readonly number: HelplineNumber }[] {
  const labelled = ({ name, for: purposes, ...number }: (typeof helplineTable)['international']) => ({
    label: `${name} (${purposes.join(', ')})`,
    number,
  });
  if (code === directoryCode) return [labelled(helplineTable.international)];
  const entry = helplineCountry(code);
  if (!entry) return [];
  const { emergency, police, lines } = entry;
  return [
    { label: police ? 'emergency, ambulance' : 'emergency', number: emergency },
    ...(police ? [{ label: 'emergency, police', number: police }] : []),
    ...lines.map(labelled),
  ];
}

const isConfirmed = (clinic: ClinicDocument | undefined, code: string): boolean =>
  confirmationOf(clinic, { code, digest: helplineDigest(code) ?? '' }) !== undefined;

function heading(clinic: ClinicDocument | undefined, code: string, offered: readonly string[]): string {
  const last = clinic?.helplinesConfirmed?.[code];
  const confirmed = isConfirmed(clinic, code)
    ? `confirmed by ${last?.by} on ${last?.at.slice(0, 10)}`
    : last
      ? `NOT CONFIRMED: changed since ${last.by} confirmed it on ${last.at.slice(0, 10)}`
      : 'NOT CONFIRMED';
  const uses = [
    ...(offered.includes(code) ? ['clients may choose it'] : []),
    ...(clientCountries(clinic).includes(code) ? ['clients may have it'] : []),
  ];
  return [nameOf(code), confirmed, ...uses].join('  ');
}

const describe = ({ label, number }: ReturnType<typeof numbersOf>[number]): readonly string[] => [
  `    ${number.contact}  ${label}`,
  ...number.sources.map(({ address, kind }) => `        ${kind}, read on ${number.retrievedOn}: ${address}`),
];
