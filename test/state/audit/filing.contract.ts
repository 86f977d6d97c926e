import { assert } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { AuditError } from '../../../src/state/audit/audit-error.ts';
import { fileTrail } from '../../../src/state/audit/file-trail.ts';
import type { AuditSegment, AuditTrail } from '../../../src/state/audit/trail.ts';
import { withoutFiled } from '../../../src/state/audit/without-filed.ts';
import { anchorTrails } from '../../../src/state/audit/anchor-trails.ts';
import { readAnchors } from '../../../src/state/audit/read-anchors.ts';
import type { Documents } from '../../../src/state/documents.ts';
import type { Store } from '../../../src/state/store.ts';
import { anEvent, auditor } from './history.ts';

/** What filing and anchoring promise, whatever home the store has. Each test begins with a store without documents. */
export function describeFiling(
  name: string,
  open: () => Promise<{ store: Store; dispose(): Promise<void> }>,
): void {
  describe(`the audit's files in ${name}`, () => {
    let store: Store;
    let home: { store: Store; dispose(): Promise<void> };
    beforeEach(async () => {
      home = await open();
      store = home.store;
    });
    afterEach(() => home.dispose());

    const grown = (count: number, trail = auditor.begin('client:c')): AuditTrail =>
      auditor.append(trail, ...Array.from({ length: count }, () => anEvent()));
    const segments = async (chain = 'client:c'): Promise<AuditSegment[]> =>
      (await store.audit.list(chain, { limit: 1000 })).documents.map(({ document }) => document);
    const lengths = async (): Promise<[string, number][]> =>
      (await segments()).map(({ id, events }) => [id, events.length]);

    describe('filing', () => {
      it('puts what is unfiled under the sequence it begins with, in one request', async () => {
        const trail = grown(3);
        const { audit, requests } = counting(store.audit);
        assert.equal(await fileTrail({ audit }, trail), 3);
        assert.deepEqual(requests, ['put']);
        const more = grown(2, withoutFiled(trail, 3));
        assert.equal(await fileTrail(store, more), 5);
        assert.deepEqual(await segments(), [
          { id: '000000000001', schema: 1, events: trail.unfiled },
          { id: '000000000004', schema: 1, events: more.unfiled },
        ]);
      });

      it('asks nothing of the store when there is nothing to file', async () => {
        const trail = withoutFiled(grown(3), 3);
        const { audit, requests } = counting(store.audit);
        assert.equal(await fileTrail({ audit }, trail), 3);
        assert.equal(await fileTrail({ audit }, auditor.begin('client:c')), 0);
        assert.isEmpty(requests);
      });

      it('files once what it is asked to file again, and goes on after it', async () => {
        const trail = grown(3);
        await fileTrail(store, trail);
        assert.equal(await fileTrail(store, trail), 3);
        // a crash came before the document could let go of them
        assert.equal(await fileTrail(store, grown(2, trail)), 5);
        assert.deepEqual(await lengths(), [
          ['000000000001', 3],
          ['000000000004', 2],
        ]);
        assert.equal(await fileTrail(store, grown(2, trail)), 5);
      });

      it('leaves alone what was filed from a later version, and counts nothing of it', async () => {
        const trail = grown(3);
        await fileTrail(store, grown(2, trail));
        assert.equal(await fileTrail(store, trail), 0);
        assert.equal(await fileTrail(store, grown(4, trail)), 5 + 2, 'whoever has the later version goes on');
        assert.deepEqual(await lengths(), [
          ['000000000001', 5],
          ['000000000006', 2],
        ]);
      });

      it('cuts what is long, and what names many clients', async () => {
        assert.equal(await fileTrail(store, grown(450)), 450);
        assert.deepEqual(await lengths(), [
          ['000000000001', 200],
          ['000000000201', 200],
          ['000000000401', 50],
        ]);
        const clients = Array.from({ length: 6000 }, (_, n) => clientId(`c${n}`));
        const seen = auditor.append(
          auditor.begin('therapist:t'),
          ...[1, 2, 3].map(() => anEvent({ clients })),
        );
        assert.equal(await fileTrail(store, seen), 3);
        assert.lengthOf(await segments('therapist:t'), 3);
        const many = Array.from({ length: 10_001 }, (_, n) => clientId(`c${n}`));
        const whole = auditor.append(auditor.begin('therapist:u'), anEvent({ clients: many }), anEvent());
        assert.equal(await fileTrail(store, whole), 2, 'one event is never too much');
      });

      it('takes many at once as one', async () => {
        const trail = grown(5);
        const versions = [1, 2, 3, 4, 5].map((count) => ({
          ...trail,
          sequence: count,
          seal: trail.unfiled[count - 1]!.seal,
          unfiled: trail.unfiled.slice(0, count),
        }));
        const filed = await Promise.all(
          [...versions, ...versions].map((version) => fileTrail(store, version)),
        );
        const standing = (await segments()).flatMap(({ events }) => events);
        assert.deepEqual(standing, trail.unfiled.slice(0, standing.length));
        for (const count of filed) assert.isAtMost(count, standing.length);
        assert.equal(await fileTrail(store, trail), 5);
        assert.deepEqual(
          (await segments()).flatMap(({ events }) => events),
          [...trail.unfiled],
        );
      });

      it('says where other events stand in the place of its own, and leaves both', async () => {
        const foreign = auditor.append(auditor.begin('client:c'), anEvent({ action: 'delete' }));
        await fileTrail(store, foreign);
        const failure = await fileTrail(store, grown(2)).catch((error: unknown) => error);
        assert.instanceOf(failure, AuditError);
        assert.deepEqual([failure.code, failure.at], ['foreign-segment', 'client:c 1']);
        assert.deepEqual((await segments())[0]?.events, foreign.unfiled);
        const elsewhere = auditor.append(auditor.begin('client:d'), anEvent());
        await store.audit.put('client:d', { id: '000000000001', schema: 1, events: [] }, 'absent');
        assert.instanceOf(await fileTrail(store, elsewhere).catch((error: unknown) => error), AuditError);
      });
    });

    describe('anchoring', () => {
      const trails = async function* (count: number): AsyncGenerator<AuditTrail> {
        for (let n = 0; n < count; n += 1) yield grown(1, auditor.begin(`client:${n}`));
      };
      const anchor = (now: string, count: number, anchors = store.anchors) =>
        anchorTrails({ anchors }, auditor, { now, trails: () => trails(count) });
      const pages = async () =>
        (await store.anchors.list('anchors')).documents.map(({ document }) => document);
      const read = () => readAnchors(store, auditor, []);

      it('lists every chain with events once a day', async () => {
        const some = async function* () {
          yield auditor.begin('clinic');
          yield* trails(2);
        };
        const now = '2026-11-22T23:59:00.000Z';
        const day = await anchorTrails(store, auditor, { now, trails: some });
        assert.deepEqual(await pages(), [
          {
            id: '2026-11-22/0001',
            schema: 1,
            at: now,
            heads: [0, 1].map((n) => {
              const { chain, sequence, seal } = grown(1, auditor.begin(`client:${n}`));
              return [chain, sequence, seal] as const;
            }),
            previous: '',
            last: true,
            seal: day!.seal,
          },
        ]);
        assert.equal(day!.day, '2026-11-22');
        assert.isUndefined(await anchor('2026-11-22T23:59:59.999Z', 5), 'it was done');
        assert.lengthOf(await pages(), 1);
        const next = await anchor('2026-11-23T00:00:00.000Z', 3);
        assert.equal(next!.day, '2026-11-23');
        const { days, latest, findings } = await read();
        assert.deepEqual({ days, latest, findings }, { days: 2, latest: next!, findings: [] });
      });

      it('anchors an installation of which nothing was audited yet, and does not read the chains again', async () => {
        assert.isDefined(await anchor('2026-11-22T00:00:00.000Z', 0));
        const unread = async function* (): AsyncGenerator<AuditTrail> {
          yield assert.fail('it was read');
        };
        const again = { now: '2026-11-22T01:00:00.000Z', trails: unread };
        assert.isUndefined(await anchorTrails(store, auditor, again));
        assert.isEmpty((await read()).findings);
      });

      it('takes as many pages as it needs, each well under a megabyte', async () => {
        const day = await anchor('2026-11-22T00:00:00.000Z', 4500);
        const written = await pages();
        assert.deepEqual(
          written.map(({ id, heads, last }) => [id, heads.length, last]),
          [
            ['2026-11-22/0001', 2000, false],
            ['2026-11-22/0002', 2000, false],
            ['2026-11-22/0003', 500, true],
          ],
        );
        assert.equal(written[2]!.seal, day!.seal);
        for (const page of written) assert.isBelow(JSON.stringify(page).length, 400_000);
        const { heads, findings } = await read();
        assert.deepEqual([heads.size, findings], [4500, []]);
      });

      it('completes a day that a crash broke off, with those who came since', async () => {
        const crash = new Error('crash');
        const breaking = failingAt(store.anchors, 2, crash);
        const failure = await anchor('2026-11-22T00:00:00.000Z', 4500, breaking).catch(
          (error: unknown) => error,
        );
        assert.equal(failure, crash);
        assert.deepEqual(
          (await read()).findings.map(({ kind }) => kind),
          ['incomplete'],
        );
        assert.isDefined(await anchor('2026-11-22T05:00:00.000Z', 4600));
        const { heads, days, findings } = await read();
        assert.deepEqual([heads.size, days, findings], [4600, 1, []]);
        const listed = (await pages()).flatMap((page) => page.heads.map(([chain]) => chain));
        assert.equal(new Set(listed).size, listed.length, 'none of them twice');
      });

      it('goes on from a day that was never completed', async () => {
        const breaking = failingAt(store.anchors, 2, new Error('crash'));
        await anchor('2026-11-22T00:00:00.000Z', 4500, breaking).catch(() => undefined);
        await anchor('2026-11-23T00:00:00.000Z', 4500);
        const { days, findings } = await read();
        assert.deepEqual([days, findings], [2, []]);
      });

      it('is done once by several at the same time', async () => {
        const done = await Promise.all(
          Array.from({ length: 4 }, (_, n) => anchor('2026-11-22T00:00:00.000Z', 2500 + n)),
        );
        assert.lengthOf(
          done.filter((day) => day !== undefined),
          1,
        );
        const { heads, findings } = await read();
        assert.isAtLeast(heads.size, 2500);
        assert.isEmpty(findings);
        assert.lengthOf(await pages(), 2);
      });

      it('goes on from no page that the program did not write', async () => {
        await anchor('2026-11-22T00:00:00.000Z', 1);
        for (const id of ['2026-11-22/0002', '2026-11-23/0001', '9999-12-31/0001', 'z']) {
          const foreign = { id, schema: 1, at: '', heads: [], previous: '', last: true, seal: 'x' } as const;
          await store.anchors.put('anchors', foreign, 'absent');
          const failure = await anchor('2026-11-23T00:00:00.000Z', 1).catch((error: unknown) => error);
          assert.instanceOf(failure, AuditError);
          assert.deepEqual([failure.code, failure.at], ['foreign-anchor', id]);
          const { etag } = (await store.anchors.get('anchors', id))!;
          await store.anchors.remove('anchors', id, etag);
        }
        assert.isDefined(await anchor('2026-11-23T00:00:00.000Z', 1));
        assert.isEmpty((await read()).findings);
      });

      it('carries over no head from a page that the program did not write', async () => {
        await anchor('2026-11-22T00:00:00.000Z', 2500);
        const { document, etag } = (await store.anchors.get('anchors', '2026-11-22/0001'))!;
        await store.anchors.put('anchors', { ...document, heads: [['client:z', 1, 'x']] }, etag);
        const failure = await anchor('2026-11-23T00:00:00.000Z', 1).catch((error: unknown) => error);
        assert.instanceOf(failure, AuditError);
        assert.equal(failure.at, '2026-11-22/0001');
      });

      it('goes on from what another instance wrote while it read the chains', async () => {
        const slow = async function* (): AsyncGenerator<AuditTrail> {
          await anchor('2026-11-22T23:59:59.999Z', 2);
          yield* trails(2);
        };
        await anchorTrails(store, auditor, { now: '2026-11-23T00:00:00.000Z', trails: slow });
        const { days, findings } = await read();
        assert.deepEqual([days, findings], [2, []]);
      });

      it('says so when a day was anchored that has not begun anywhere', async () => {
        await anchor('2026-11-24T00:00:00.000Z', 1);
        const failure = await anchor('2026-11-22T23:59:59.999Z', 1).catch((error: unknown) => error);
        assert.instanceOf(failure, AuditError);
        assert.deepEqual([failure.code, failure.at], ['future-anchor', '2026-11-24/0001']);
        assert.isUndefined(await anchor('2026-11-23T00:00:00.000Z', 1), 'it is tomorrow');
        assert.lengthOf(await pages(), 1);
      });

      it('asks for every chain of the day before, and lists again those that are not there any more', async () => {
        await anchor('2026-11-20T00:00:00.000Z', 4500);
        const known: string[][] = [];
        const gone = async function* (chains: Iterable<string>): AsyncGenerator<AuditTrail> {
          known.push([...chains]);
          yield grown(1, auditor.begin('client:new'));
        };
        await anchorTrails(store, auditor, { now: '2026-11-21T00:00:00.000Z', trails: gone });
        assert.sameMembers(
          known[0]!,
          Array.from({ length: 4500 }, (_, n) => `client:${n}`),
        );
        const { heads, unanchored } = await read();
        assert.deepEqual([heads.size, unanchored], [4501, []]);
        assert.lengthOf(await pages(), 6);
      });

      it('waits when the clock was put back', async () => {
        await anchor('2026-11-23T00:00:00.000Z', 1);
        assert.isUndefined(await anchor('2026-11-22T12:00:00.000Z', 1));
        assert.lengthOf(await pages(), 1);
      });
    });
  });
}

function counting<T extends { readonly id: string }>(documents: Documents<T>) {
  const requests: string[] = [];
  const note = (request: string): Documents<T> => {
    requests.push(request);
    return documents;
  };
  const audit: Documents<T> = {
    get: (...args) => note('get').get(...args),
    put: (...args) => note('put').put(...args),
    list: (...args) => note('list').list(...args),
    remove: (...args) => note('remove').remove(...args),
  };
  return { audit, requests };
}

/** The store of a process that dies at its n-th write. */
function failingAt(documents: Store['anchors'], write: number, error: Error): Store['anchors'] {
  let writes = 0;
  return {
    get: (...args) => documents.get(...args),
    list: (...args) => documents.list(...args),
    remove: (...args) => documents.remove(...args),
    put: (...args) => {
      writes += 1;
      return writes === write ? Promise.reject(error) : documents.put(...args);
    },
  };
}
