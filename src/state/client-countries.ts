import { isDeepStrictEqual } from 'node:util';
import { clinicPartition, type ClinicDocument, type Store } from './store.ts';
import { upsert } from './upsert.ts';

type Countries = NonNullable<ClinicDocument['countries']>;

/**
 * The countries that clients on record have, or may have chosen since that was last looked at. At most as many as were
 * ever offered.
 */
export const clientCountries = (clinic: Pick<ClinicDocument, 'countries'> | undefined): readonly string[] => [
  ...new Set([...(clinic?.countries?.had ?? []), ...(clinic?.countries?.offered ?? [])]),
];

/** From now on clients may choose these. Before the first of them can: a country that is no longer offered stays. */
export const noteOffered = (store: Pick<Store, 'clinic'>, offered: readonly string[]): Promise<void> =>
  note(store, (now) => ({ had: now.had, offered: [...now.offered, ...offered] }));

/**
 * What a look at every client found. Who chose a country before it has it now; so of what was offered only what still
 * is has to be remembered. After a look that did not reach everybody, nothing is forgotten.
 * Servers beside each other offer the same: what one of them alone offers is known at its own next look.
 */
export const noteHad = (
  store: Pick<Store, 'clinic'>,
  { had, offered, complete }: Countries & { readonly complete: boolean },
): Promise<void> =>
  note(store, (now) =>
    complete ? { had, offered } : { had: [...now.had, ...had], offered: [...now.offered, ...offered] },
  );

async function note(store: Pick<Store, 'clinic'>, next: (now: Countries) => Countries): Promise<void> {
  await upsert(store.clinic, clinicPartition, 'clinic', (clinic) => {
    if (!clinic) return undefined;
    const now = clinic.countries ?? { had: [], offered: [] };
    const { had, offered } = next(now);
    const countries = { had: inOrder(had), offered: inOrder(offered) };
    return isDeepStrictEqual(countries, now) ? undefined : { ...clinic, countries };
  });
}

const inOrder = (codes: readonly string[]): readonly string[] => [...new Set(codes)].toSorted();
