import { expect } from 'chai';
import { therapistId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/rights.ts';
import { clinicWords } from '../../src/state/clinic-words.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import { temporaryStore } from './temporary-store.ts';

describe("the door to the clinic's own suggestions", () => {
  let store: Store;
  const ana = therapistId('ana');
  beforeEach(async () => {
    store = await temporaryStore();
    await store.therapists.put('clinic', { id: ana, name: 'Ana', language: 'en', demo: false }, 'absent');
  });
  afterEach(() => store.close());

  const door = (...roles: readonly Role[]) =>
    clinicWords({ store, auditor, now: () => '2026-11-23T09:00:00.000Z' }, { id: ana, roles });
  const change = { place: 'drop.bond', lines: ['Ask.'], was: undefined } as const;
  const told = async () =>
    (await store.therapists.get('clinic', ana))!.document.audit!.unfiled.map(
      ({ action, record, outcome }) => `${action} ${record} ${outcome}`,
    );

  it('is shut to whoever is no supervisor, and each attempt is on record', async () => {
    const shut = door('therapist', 'operator');
    expect(await shut.read('en')).to.equal(undefined);
    expect(await shut.change('en', change)).to.equal('refused');
    expect(await store.suggestions.get('clinic', 'en')).to.equal(undefined);
    expect(await told()).to.deep.equal(['read suggestions refused', 'update suggestions refused']);
  });

  it('changes one place at a time, also when two are changed at once', async () => {
    const open = door('supervisor');
    const other = { ...change, place: 'floor.whole' } as const;
    expect(await Promise.all([open.change('en', change), open.change('en', other)])).to.deep.equal([
      'done',
      'done',
    ]);
    expect((await open.read('en'))?.lines).to.deep.equal({ 'drop.bond': ['Ask.'], 'floor.whole': ['Ask.'] });
    expect((await open.read('es'))?.lines).to.deep.equal({});
  });
});
