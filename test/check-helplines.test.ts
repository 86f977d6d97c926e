import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { createAlertRules } from '../src/alerts/alert-rules.ts';
import { checkHelplines } from '../src/check-helplines.ts';
import { readConfig, type Config } from '../src/config.ts';
import { openClinic } from '../src/open-clinic.ts';
import { createLog } from '../src/log.ts';
import { directoryCode, helplineDigest } from '../src/safety/helpline-digest.ts';
import { SetUpError } from '../src/set-up-error.ts';
import { clientCountries, noteHad, noteOffered } from '../src/state/client-countries.ts';
import { confirmHelplines } from '../src/state/helpline-confirmations.ts';
import type { Store } from '../src/state/store.ts';
import { startUpkeep } from '../src/upkeep.ts';
import { auditor } from './helpers/auditing.ts';
import { builtIn } from './helpers/built-in.ts';
import { makeClinic, rewrite } from './state/audit/clinic.ts';
import { temporaryStore } from './state/temporary-store.ts';

const at = '2026-11-23T10:00:00.000Z';
const confirm = (store: Store, ...codes: string[]) =>
  confirmHelplines(
    { store, auditor },
    { entries: codes.map((code) => ({ code, digest: helplineDigest(code)! })), by: 'Dr A', at },
  );

/** What a start with these countries is refused for, by code. */
const refusedFor = async (check: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await check.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return [];
  assert(error instanceof SetUpError);
  return error.faults.map((fault) => /confirm (\S+) --by "NAME"$/.exec(fault)?.[1] ?? fault);
};

const clinicOf = async (store: Store) => (await store.clinic.get('clinic', 'clinic'))!.document;

describe('a start in production', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
    await makeClinic(store);
  });
  afterEach(() => store.close());

  const upkeep = async (offered?: readonly string[]): Promise<void> => {
    const stop = await startUpkeep({
      store,
      auditor,
      safety: { sweep: () => Promise.resolve() },
      log: createLog({ level: 'silent' }),
      now: () => at,
      instrument: builtIn(),
      instruments: { exact: () => builtIn() },
      rules: createAlertRules(),
      ...(offered && { offered }),
    });
    stop();
  };
  const live = (id: string, country: string): Promise<void> =>
    rewrite(store.clients, [id, id], (document) => ({
      ...document,
      client: { ...document.client, country },
    }));

  it('is refused for each country in use that nobody confirmed, and for the directory', async () => {
    assert.deepEqual(await refusedFor(checkHelplines(store, ['FR', 'DE'])), ['FR', 'DE', directoryCode]);
    await confirm(store, 'FR', directoryCode);
    assert.deepEqual(await refusedFor(checkHelplines(store, ['FR', 'DE'])), ['DE']);
    await confirm(store, 'DE');
    assert.deepEqual(await refusedFor(checkHelplines(store, ['FR', 'DE'])), []);
  });

  it('is refused for an entry that was changed after it was confirmed', async () => {
    await confirm(store, 'FR', directoryCode);
    await rewrite(store.clinic, ['clinic', 'clinic'], (clinic) => ({
      ...clinic,
      helplinesConfirmed: {
        ...clinic.helplinesConfirmed,
        FR: { by: 'Dr A', at, digest: 'of another number' },
      },
    }));
    assert.deepEqual(await refusedFor(checkHelplines(store, ['FR'])), ['FR']);
  });

  it('is refused for a country that is not offered and that a client has', async () => {
    await live('a', 'PT');
    await live('b', 'other');
    await confirm(store, 'FR', directoryCode);
    await upkeep();
    assert.deepEqual(await refusedFor(checkHelplines(store, ['FR'])), ['PT']);
    await confirm(store, 'PT');
    assert.deepEqual(await refusedFor(checkHelplines(store, ['FR'])), []);
  });

  it('is refused for a country that a client may have chosen since the clients were last looked at', async () => {
    await confirm(store, directoryCode);
    await upkeep(['FR', 'PT']);
    await live('a', 'PT');
    assert.deepEqual(await refusedFor(checkHelplines(store, [])), ['FR', 'PT']);
    await upkeep([]);
    assert.deepEqual(await refusedFor(checkHelplines(store, [])), ['PT'], 'nobody chose the other');
  });

  it('is not refused for a country without an entry: its clients get the directory', async () => {
    await live('a', 'ZZ');
    await upkeep();
    await confirm(store, directoryCode);
    assert.include(clientCountries(await clinicOf(store)), 'ZZ');
    assert.deepEqual(await refusedFor(checkHelplines(store, [])), []);
  });

  it('forgets nothing after a look that did not reach every client', async () => {
    await live('a', 'PT');
    await upkeep(['FR']);
    await rewrite(store.clients, ['a', 'a'], (document) => Object.assign(document, { schema: 99 }));
    await upkeep([]);
    assert.sameMembers([...clientCountries(await clinicOf(store))], ['FR', 'PT']);
  });

  it('notes the countries once, however often it looks', async () => {
    await live('a', 'PT');
    const etag = async () => (await store.clinic.get('clinic', 'clinic'))!.etag;
    await noteHad(store, { had: ['PT', 'FR'], offered: ['FR'], complete: true });
    const noted = await etag();
    await noteHad(store, { had: ['FR', 'PT', 'PT'], offered: ['FR'], complete: true });
    await noteOffered(store, ['FR']);
    assert.equal(await etag(), noted);
  });
});

describe('opening the clinic', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clinic-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const config = (more: Partial<Config>): Config => {
    const read = readConfig({ DATA_DIR: directory });
    assert(read.ok);
    return { ...read.config, auditKey: new Uint8Array(32).fill(7), ...more };
  };
  const open = (more: Partial<Config>) =>
    openClinic(config(more), { now: () => at, instrument: builtIn(), mode: 'empty' });

  it('outside production asks for no confirmation', async () => {
    const { store } = await open({ production: false });
    await store.close();
  });

  it('in production is refused, with nothing left open, until all is confirmed; and says what is offered', async () => {
    const refused = await refusedFor(open({ production: true, countries: ['FR'] }));
    assert.deepEqual(refused, ['FR', directoryCode]);
    const outside = await open({ production: false });
    assert.isEmpty(clientCountries(await clinicOf(outside.store)), 'a refused start offers nothing');
    await confirm(outside.store, 'FR', directoryCode);
    await outside.store.close();
    const { store } = await open({ production: true, countries: ['FR'] });
    assert.deepEqual([...clientCountries(await clinicOf(store))], ['FR']);
    await store.close();
  });
});
