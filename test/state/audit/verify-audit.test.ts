import { assert } from 'chai';
import { freshClient } from '../../../src/demo/fresh-client.ts';
import { clientId, inviteCode, therapistId } from '../../../src/domain/ids.ts';
import type { AnchoredDay } from '../../../src/state/audit/anchor-trails.ts';
import type { AnchorDocument } from '../../../src/state/audit/trail.ts';
import { verifyAudit, type AuditReport } from '../../../src/state/audit/verify-audit.ts';
import { newClientDocument } from '../../../src/state/client-document.ts';
import { StoreError, type Range } from '../../../src/state/documents.ts';
import { clinicPartition, type Store } from '../../../src/state/store.ts';
import { temporaryStore } from '../temporary-store.ts';
import {
  anchor,
  chains,
  changeTrail,
  days,
  forge,
  grow,
  makeClinic,
  remember,
  rewrite,
  segmentsOf,
} from './clinic.ts';
import { auditor, key } from './history.ts';

describe('the verification of the audit', () => {
  let store: Store;
  let noted: AnchoredDay[];
  beforeEach(async () => {
    store = await temporaryStore();
    noted = await makeClinic(store);
  });
  afterEach(() => store.close());

  const verify = (options: Parameters<typeof verifyAudit>[2] = {}): Promise<AuditReport> =>
    verifyAudit(store, key, options);
  const found = async (options: Parameters<typeof verifyAudit>[2] = {}): Promise<string[]> => {
    const { findings, found: count } = await verify(options);
    assert.lengthOf(findings, count);
    return findings.map((finding) =>
      'anchor' in finding
        ? `${finding.kind} ${finding.anchor}`
        : `${finding.kind} ${finding.chain} ${finding.sequence}`,
    );
  };
  const changePage = (day: string, change: (page: AnchorDocument) => AnchorDocument | undefined) =>
    rewrite(store.anchors, ['anchors', `${day}/0001`], change);
  /** Sealed, after the latest. */
  const putPage = async (page: Pick<AnchorDocument, 'id' | 'heads' | 'last'>): Promise<void> => {
    const [latest] = (await store.anchors.list('anchors', { order: 'descending', limit: 1 })).documents;
    const whole = { ...page, schema: 1, at: '', previous: latest!.document.seal } as const;
    await store.anchors.put('anchors', { ...whole, seal: auditor.sealAnchor(whole) }, 'absent');
  };
  const headsOn = async (day: string): Promise<Record<string, number>> => {
    const page = await store.anchors.get('anchors', `${day}/0001`);
    return Object.fromEntries(page!.document.heads.map(([chain, sequence]) => [chain, sequence]));
  };
  const forgeAnchors = async (from: number): Promise<void> => {
    for (const day of days.slice(from)) await changePage(day, () => undefined);
    for (const day of days.slice(from)) await anchor(store, day);
  };

  it('finds nothing in what the program wrote, and tells how much that is', async () => {
    const read: number[] = [];
    const report = await verify({ noted, progress: ({ chains: count }) => void read.push(count) });
    assert.deepEqual(report, {
      chains: 4,
      events: 4 * 8,
      days: 3,
      latest: noted[2]!,
      gaps: [],
      findings: [],
      found: 0,
    });
    assert.deepEqual(read, [1, 2, 3, 4]);
  });

  it('finds nothing in a store in which nothing was audited yet', async () => {
    const empty = await temporaryStore();
    const report = await verifyAudit(empty, key);
    assert.deepEqual(report, { chains: 0, events: 0, days: 0, gaps: [], findings: [], found: 0 });
    await empty.clinic.put(
      'clinic',
      { id: 'clinic', schema: 1, therapist: therapistId('t'), seeded: 'empty' },
      'absent',
    );
    assert.deepEqual(await verifyAudit(empty, key), report);
    await empty.close();
  });

  for (const chain of chains) {
    describe(`finds in ${chain}`, () => {
      it('an event that was changed', async () => {
        await rewrite(store.audit, [chain, '000000000001'], (segment) => ({
          ...segment,
          events: segment.events.map((event) => ({ ...event, actor: { ...event.actor, id: 'another' } })),
        }));
        assert.deepEqual(await found(), [`altered ${chain} 1`]);
      });

      it('a segment that was removed', async () => {
        const [, second] = await segmentsOf(store, chain);
        await rewrite(store.audit, [chain, second!.id], () => undefined);
        assert.deepEqual(await found(), [`missing ${chain} 2`]);
      });

      it('that its head was emptied', async () => {
        await changeTrail(store, chain, () => auditor.begin(chain));
        assert.deepEqual(await found(), [`beyond-head ${chain} 1`]);
      });

      it('that it was rolled back with its record, also when the program has gone on from there', async () => {
        const restore = await remember(store, chain);
        await grow(store, chain);
        await anchor(store, '2026-11-23');
        await restore();
        assert.deepEqual(await found(), [`truncated ${chain} 9`]);
        await anchor(store, '2026-11-24');
        assert.deepEqual(await found(), [`truncated ${chain} 9`]);
        await grow(store, chain, { action: 'delete' });
        await anchor(store, '2026-11-25');
        assert.deepEqual(await found(), [`contradicted 2026-11-25/0001`, `recomputed ${chain} 10`]);
      });

      it('that it was sealed anew with the key', async () => {
        await forge(store, chain);
        assert.deepEqual(
          await found(),
          [2, 4, 6].map((sequence) => `recomputed ${chain} ${sequence}`),
        );
      });

      it('that it was sealed anew, and all anchors too, when the seal of a day was noted elsewhere', async () => {
        await forge(store, chain);
        await forgeAnchors(0);
        assert.isEmpty(await found(), 'whoever has the key and the store can do that');
        assert.deepEqual(await found({ noted: noted.slice(1, 2) }), [`recomputed ${days[1]}`]);
      });

      it('that it was sealed anew, and the anchors since the day that was noted', async () => {
        await forge(store, chain);
        await forgeAnchors(2);
        assert.deepEqual(await found({ noted: noted.slice(1, 2) }), [
          `recomputed ${chain} 2`,
          `recomputed ${chain} 4`,
        ]);
      });

      it('that it was exchanged for another that has good seals', async () => {
        const other = chain === 'client:b' ? 'client:a' : 'client:b';
        const trail = await changeTrail(store, other, (current) => current);
        for (const segment of await segmentsOf(store, other)) {
          await rewrite(store.audit, [chain, segment.id], () => segment);
        }
        await changeTrail(store, chain, () => trail);
        assert.include(await found(), `altered ${chain} 1`);
      });

      it('that its head became that of another', async () => {
        const other = chain === 'client:b' ? 'client:a' : 'client:b';
        const trail = await changeTrail(store, other, (current) => current);
        await changeTrail(store, chain, () => trail);
        assert.include((await found()).join(), chain);
      });
    });
  }

  describe('finds that a record is gone', () => {
    const takeAway = async (): Promise<void> => {
      await rewrite(store.clients, ['a', 'a'], () => undefined);
      await rewrite(store.caseload, ['t', 'a'], () => undefined);
      for (const { id } of await segmentsOf(store, 'client:a')) {
        await rewrite(store.audit, ['client:a', id], () => undefined);
      }
    };

    it('with all that tells of it', async () => {
      await takeAway();
      assert.deepEqual(await found(), ['gone client:a 0']);
    });

    it('also when the chains were anchored without it since', async () => {
      await takeAway();
      await anchor(store, '2026-11-23');
      assert.deepEqual(await found(), ['gone client:a 0']);
    });

    it('a therapist', async () => {
      await rewrite(store.therapists, [clinicPartition, 't'], () => undefined);
      assert.deepEqual(await found(), ['gone therapist:t 0']);
    });
  });

  it('reads the chain of an anchored client whom no caseload lists', async () => {
    await rewrite(store.caseload, ['t', 'a'], () => undefined);
    assert.deepEqual(await found(), []);
    await changeTrail(store, 'client:a', (trail) => ({ ...trail, seal: 'x' }));
    assert.deepEqual(await found(), ['head client:a 8']);
  });

  describe('of a record that cannot be read', () => {
    const newer = (): Promise<void> =>
      // as a later program, or somebody with the database in their hands, may have written it
      rewrite(store.clients, ['a', 'a'], (document) => Object.assign(document, { schema: 99 }));

    it('says so, and verifies the others', async () => {
      await newer();
      await changeTrail(store, 'client:b', (trail) => ({ ...trail, seal: 'x' }));
      assert.sameMembers(await found(), ['unreadable client:a 0', 'head client:b 8']);
    });

    it('says so of one that was never anchored', async () => {
      for (const day of days) await changePage(day, () => undefined);
      await newer();
      assert.deepEqual(await found(), ['unreadable client:a 0']);
    });

    it('keeps where it stood, and anchors the others', async () => {
      await newer();
      const failed: string[] = [];
      assert.isDefined(await anchor(store, '2026-11-23', (chain) => void failed.push(chain)));
      assert.deepEqual(failed, ['client:a']);
      assert.deepEqual(await headsOn('2026-11-23'), {
        clinic: 8,
        'therapist:t': 8,
        'client:a': 6,
        'client:b': 8,
      });
    });

    it('keeps where it stood when its head is none that the program writes', async () => {
      const heads = [null, {}, { sequence: 9, seal: {} }, { sequence: 9, seal: 'x'.repeat(1000) }];
      for (const [n, audit] of heads.entries()) {
        await rewrite(store.clients, ['a', 'a'], (document) => Object.assign(document, { audit }));
        await anchor(store, `2026-11-2${3 + n}`);
        assert.equal((await headsOn(`2026-11-2${3 + n}`))['client:a'], 6);
      }
      assert.deepEqual(await found(), ['unreadable client:a 0']);
    });

    it('says so of one whose events cannot be read', async () => {
      const spoiled = failing(store, 'audit', (partition) => partition === 'client:a');
      await changeTrail(store, 'client:b', (trail) => ({ ...trail, seal: 'x' }));
      const { findings } = await verifyAudit(spoiled, key);
      assert.deepEqual(
        findings.map(({ kind }) => kind),
        ['unreadable', 'head'],
      );
    });

    it('does not take a store that answers nothing for one that was spoiled', async () => {
      /** From the look into this collection for the last client on. */
      const downFrom = (collection: 'clients' | 'audit'): Store => {
        let down = false;
        return failing(
          failing(store, collection, (partition) => (down ||= partition.endsWith('b'))),
          'therapists',
          () => down,
        );
      };
      for (const look of [
        () => verifyAudit(downFrom('clients'), key),
        () => verifyAudit(downFrom('audit'), key),
        () => anchor(downFrom('clients'), '2026-11-23', () => undefined),
      ]) {
        assert.instanceOf(await look().catch((error: unknown) => error), StoreError);
      }
      assert.isUndefined(await store.anchors.get('anchors', '2026-11-23/0001'));
    });
  });

  describe('of a client whom no caseload lists any more', () => {
    beforeEach(() => rewrite(store.caseload, ['t', 'a'], () => undefined));

    it('finds that the chain was rolled back behind a day that was anchored since', async () => {
      const restore = await remember(store, 'client:a');
      await grow(store, 'client:a');
      await anchor(store, '2026-11-23');
      await anchor(store, '2026-11-24');
      assert.equal((await headsOn('2026-11-24'))['client:a'], 10);
      assert.deepEqual(await found(), []);
      await restore();
      assert.deepEqual(await found(), ['truncated client:a 9']);
    });

    it('goes on from a day that was never completed', async () => {
      const client = freshClient({
        id: clientId('c'),
        therapist: therapistId('t'),
        now: '2026-11-22T12:00:00.000Z',
        invite: inviteCode('X'),
      });
      await store.clients.put('c', newClientDocument(client), 'absent');
      await grow(store, 'client:c');
      // a first page, as a crash leaves it
      const heads = await Promise.all(
        ['client:a', 'client:c'].map(async (chain) => {
          const { sequence, seal } = await changeTrail(store, chain, (trail) => trail);
          return [chain, sequence, seal] as const;
        }),
      );
      await putPage({ id: '2026-11-23/0001', heads, last: false });
      await grow(store, 'client:c');
      await rewrite(store.clients, ['a', 'a'], () => undefined);
      await anchor(store, '2026-11-24');
      const { 'client:a': a, 'client:c': c } = await headsOn('2026-11-24');
      assert.deepEqual([a, c], [8, 4]);
    });
  });

  it('finds that a chain is no longer anchored', async () => {
    const { heads } = (await store.anchors.get('anchors', `${days[2]}/0001`))!.document;
    await putPage({
      id: '2026-11-23/0001',
      heads: heads.filter(([chain]) => chain !== 'client:a'),
      last: true,
    });
    assert.deepEqual(await found(), ['unanchored client:a 0']);
    await putPage({ id: '2026-11-24/0001', heads: heads.slice(0, 1), last: false });
    assert.deepEqual(await found(), ['incomplete 2026-11-24/0001', 'unanchored client:a 0']);
    await anchor(store, '2026-11-25');
    assert.deepEqual(await found(), []);
  });

  it('tells the days without anchors, and takes them for nothing more', async () => {
    for (const day of ['2026-11-24', '2026-11-28']) await anchor(store, day);
    const { gaps, found: count } = await verify();
    assert.deepEqual(gaps, [
      { first: '2026-11-23', days: 1 },
      { first: '2026-11-25', days: 3 },
    ]);
    assert.equal(count, 0);
  });

  it('believes no day that was only written there', async () => {
    await store.anchors.put(
      'anchors',
      {
        id: '9999-12-31/0001',
        schema: 1,
        at: '',
        heads: [],
        previous: noted[2]!.seal,
        last: true,
        seal: 'x',
      },
      'absent',
    );
    const { latest, gaps } = await verify();
    assert.deepEqual([latest, gaps], [noted[2], []]);
    assert.deepEqual(await found(), ['altered 9999-12-31/0001']);
  });

  describe('finds in the anchors', () => {
    const changesOfPage: Record<string, (page: AnchorDocument) => object> = {
      id: (page) => ({ ...page, at: page.at.replace('01:', '02:') }),
      'a head': (page) => ({
        ...page,
        heads: page.heads.map(([chain, sequence, seal]) => [chain, sequence + 1, seal]),
      }),
      'a head less': (page) => ({ ...page, heads: page.heads.slice(1) }),
      'what was before': (page) => ({ ...page, previous: 'x' }),
      'its end': (page) => ({ ...page, last: false }),
      'its seal': (page) => ({ ...page, seal: 'x' }),
      'something more': (page) => ({ ...page, more: 'words' }),
      'another shape': ({ id }) => ({ id }),
    };
    for (const [what, change] of Object.entries(changesOfPage)) {
      for (const day of days) {
        it(`a page of which was changed: ${what}, ${day}`, async () => {
          await changePage(day, (page) => change(page) as AnchorDocument);
          assert.include((await found()).join(), `${day}/0001`);
        });
      }
    }

    it('what was changed, and hears nothing else of that page', async () => {
      await changePage(days[0], (page) => ({ ...page, heads: page.heads.map(([chain]) => [chain, 1, 'x']) }));
      assert.deepEqual(await found(), [`altered ${days[0]}/0001`]);
    });

    it('what cannot be read, and goes on after it', async () => {
      await changePage(days[0], ({ id }) => ({ id }) as AnchorDocument);
      assert.deepEqual(await found(), [`unreadable ${days[0]}/0001`]);
      await anchor(store, '2026-11-23');
      await changePage(days[2], () => undefined);
      assert.deepEqual(await found(), [`unreadable ${days[0]}/0001`, 'missing 2026-11-23/0001']);
    });

    it('a day that was taken out', async () => {
      await changePage(days[0], () => undefined);
      assert.deepEqual(await found(), [`missing ${days[1]}/0001`]);
    });

    it('the latest day taken out, when its seal was noted elsewhere', async () => {
      await changePage(days[2], () => undefined);
      assert.deepEqual(await found(), []);
      assert.deepEqual(await found({ noted }), [`missing ${days[2]}`]);
    });

    it('a page that was put in', async () => {
      const stored = await store.anchors.get('anchors', `${days[1]}/0001`);
      await store.anchors.put('anchors', { ...stored!.document, id: `${days[1]}/0002` }, 'absent');
      assert.includeMembers(await found(), [`altered ${days[1]}/0002`, `misplaced ${days[1]}/0002`]);
    });

    it('that the latest pages of a day are not there', async () => {
      await putPage({ id: '2026-11-23/0001', heads: [], last: false });
      assert.deepEqual(await found(), ['incomplete 2026-11-23/0001']);
    });
  });

  it('finds no seal good with another key', async () => {
    const { findings, found: count, events } = await verifyAudit(store, new Uint8Array(32).fill(1));
    assert.equal(count, events + days.length);
    assert.isTrue(findings.every(({ kind }) => kind === 'altered'));
  });

  it('takes nothing amiss that is written while it reads', async () => {
    const chain = 'client:a';
    let growing = 3;
    const busy: Store = {
      ...store,
      audit: {
        get: (...args) => store.audit.get(...args),
        put: (...args) => store.audit.put(...args),
        remove: (...args) => store.audit.remove(...args),
        async list(partition, range) {
          if (partition === chain && growing > 0) {
            growing -= 1;
            await grow(store, chain);
          }
          return store.audit.list(partition, range);
        },
      },
    };
    const report = await verifyAudit(busy, key);
    assert.deepEqual([report.findings, growing], [[], 0]);
  });
});

/** The store, in one of whose collections some partitions cannot be read. */
function failing(
  store: Store,
  collection: 'clients' | 'therapists' | 'audit',
  fails: (partition: string) => boolean,
): Store {
  const check = (partition: string): void => {
    if (fails(partition)) throw new StoreError('unavailable', { cause: new Error('it fails') });
  };
  const { [collection]: documents } = store;
  return {
    ...store,
    [collection]: {
      async get(partition: string, id: string) {
        check(partition);
        return documents.get(partition, id);
      },
      async list(partition: string, range?: Range) {
        check(partition);
        return documents.list(partition, range);
      },
    },
  };
}
