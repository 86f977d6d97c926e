import { directoryCode, helplineDigest } from './safety/helpline-digest.ts';
import { SetUpError } from './set-up-error.ts';
import { clientCountries } from './state/client-countries.ts';
import { confirmationOf } from './state/helpline-confirmations.ts';
import { clinicPartition, type Store } from './state/store.ts';

/**
 * Rejects with `SetUpError`, which names each, while nobody has confirmed what clients are shown: of the countries that
 * they may choose, of those that clients have whether or not they are still offered, and the directory. Costs one read
 * however many clients there are.
 */
export async function checkHelplines(
  store: Pick<Store, 'clinic'>,
  countries: readonly string[],
): Promise<void> {
  const clinic = (await store.clinic.get(clinicPartition, 'clinic'))?.document;
  const inUse = new Set([...countries, ...clientCountries(clinic), directoryCode]);
  const faults: string[] = [];
  for (const code of inUse) {
    const digest = helplineDigest(code);
    // a country that lost its entry has no numbers to confirm: its clients get the directory
    if (digest === undefined || confirmationOf(clinic, { code, digest })) continue;
    faults.push(faultOf(code, countries.includes(code)));
  }
  if (faults.length > 0) throw new SetUpError(faults);
}

function faultOf(code: string, offered: boolean): string {
  const run = `look at them (npm run helplines -- list) and run: npm run helplines -- confirm ${code} --by "NAME"`;
  if (code === directoryCode) return `helplines: the international directory is not confirmed; ${run}`;
  const why = offered ? '' : ', which is not in COUNTRIES but which clients may have,';
  return `COUNTRIES: the helplines of ${code}${why} are not confirmed as they are now; ${run}`;
}
