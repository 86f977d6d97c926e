import { assert } from 'chai';
import { etag, type Documents, type ETag, type Range } from '../../src/state/documents.ts';
import type { Store } from '../../src/state/store.ts';

export interface Home {
  readonly store: Store;
  /** Closes the store and opens what it kept, as after a restart. */
  reopen(): Promise<Store>;
  /** Closes and removes everything. */
  dispose(): Promise<void>;
}

interface Note {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Any collection, taken as one of notes: a home must not care what is in a document. */
const notesIn = (store: Store, collection: Exclude<keyof Store, 'close'>): Documents<Note> =>
  store[collection] as unknown as Documents<Note>;

/** What every home of the store promises of each collection; say which, where a home keeps them in different ways. */
export function describeDocuments(
  name: string,
  open: () => Promise<Home>,
  collection: 'checkIns' | 'invites' | 'sessions' = 'checkIns',
): void {
  const notesOf = (store: Store): Documents<Note> => notesIn(store, collection);

  describe(`documents in ${name}`, () => {
    let home: Home;
    let notes: Documents<Note>;

    beforeEach(async () => {
      home = await open();
      notes = notesOf(home.store);
    });
    afterEach(() => home.dispose());

    const write = async (document: Note, partition = 'p'): Promise<ETag> => {
      const put = await notes.put(partition, document, 'absent');
      assert(put.ok, `${document.id} was there already`);
      return put.etag;
    };
    const ids = async (range?: Range, partition = 'p'): Promise<string[]> =>
      (await notes.list(partition, range)).documents.map(({ document }) => document.id);

    describe('one document', () => {
      it('is not there before it is written', async () => {
        assert.isUndefined(await notes.get('p', 'a'));
      });

      it('is found as it was written, with its ETag', async () => {
        const tag = await write({ id: 'a', words: ['one', 2, null, true, { deep: [] }] });
        assert.deepEqual(await notes.get('p', 'a'), {
          document: { id: 'a', words: ['one', 2, null, true, { deep: [] }] },
          etag: tag,
        });
      });

      it('is kept as it was when the write was asked for, not as the caller changed it since', async () => {
        const document = { id: 'a', list: [1] };
        const put = notes.put('p', document, 'absent');
        document.list.push(2);
        await put;
        assert.deepEqual((await notes.get('p', 'a'))?.document, { id: 'a', list: [1] });
      });

      it('is created only once', async () => {
        await write({ id: 'a', n: 1 });
        assert.deepEqual(await notes.put('p', { id: 'a', n: 2 }, 'absent'), {
          ok: false,
          reason: 'conflict',
        });
        assert.equal((await notes.get('p', 'a'))?.document['n'], 1);
      });

      it('is overwritten by who read the latest version, and by nobody else', async () => {
        const first = await write({ id: 'a', n: 1 });
        const second = await notes.put('p', { id: 'a', n: 2 }, first);
        assert(second.ok);
        assert.notEqual(second.etag, first);
        assert.deepEqual(await notes.put('p', { id: 'a', n: 3 }, first), { ok: false, reason: 'conflict' });
        assert.deepEqual(await notes.get('p', 'a'), { document: { id: 'a', n: 2 }, etag: second.etag });
      });

      it('gets a new ETag at each write, the same content included', async () => {
        const tags = [await write({ id: 'a' })];
        for (let i = 0; i < 5; i += 1) {
          const put = await notes.put('p', { id: 'a' }, tags.at(-1)!);
          assert(put.ok);
          tags.push(put.etag);
        }
        assert.equal(new Set(tags).size, 6);
      });

      it('cannot be overwritten when it is not there', async () => {
        assert.deepEqual(await notes.put('p', { id: 'a' }, etag('made up')), {
          ok: false,
          reason: 'conflict',
        });
        assert.isUndefined(await notes.get('p', 'a'));
      });

      it('is removed by who read the latest version, once', async () => {
        const first = await write({ id: 'a' });
        const second = await notes.put('p', { id: 'a', n: 2 }, first);
        assert(second.ok);
        assert.isFalse(await notes.remove('p', 'a', first));
        assert.isDefined(await notes.get('p', 'a'));
        assert.isTrue(await notes.remove('p', 'a', second.etag));
        assert.isUndefined(await notes.get('p', 'a'));
        assert.isFalse(await notes.remove('p', 'a', second.etag));
      });

      it('never gets an old ETag back after it was removed and written anew', async () => {
        const first = await write({ id: 'a' });
        await notes.remove('p', 'a', first);
        const again = await write({ id: 'a' });
        assert.notEqual(again, first);
        assert.isFalse(await notes.remove('p', 'a', first));
      });

      it('may be 200 KB and of any characters', async () => {
        const text =
          'tercer año ✅ 我想 مرحبا \u0000 \u{1F9D1}\u200D\u{1F33E} \uD83D alone \uDE00 \u2028 "\\';
        const document = { id: 'a', [text]: text, long: text.repeat(4000) };
        assert.isAbove(JSON.stringify(document).length, 200_000);
        await write(document);
        assert.deepEqual((await notes.get('p', 'a'))?.document, document);
      });
    });

    describe('partitions and collections', () => {
      it('keep equal ids apart', async () => {
        await write({ id: 'a', in: 'p' }, 'p');
        await write({ id: 'a', in: 'q' }, 'q');
        await notesIn(home.store, 'alerts').put('p', { id: 'a', in: 'alerts' }, 'absent');
        assert.equal((await notes.get('p', 'a'))?.document['in'], 'p');
        assert.equal((await notes.get('q', 'a'))?.document['in'], 'q');
        assert.deepEqual(await ids(undefined, 'p'), ['a']);
        assert.deepEqual(await ids(undefined, 'nobody'), []);
      });

      it('keep odd partitions apart, however alike they look', async () => {
        const odd = ['', ' ', 'a', 'A', 'á', 'a\u0301', 'a\u0000', '\uD800', '\uD801', '\uFFFD', '\u{1D800}'];
        for (const partition of odd) await write({ id: 'x', partition }, partition);
        for (const partition of odd) {
          const { documents } = await notes.list(partition);
          assert.deepEqual(
            documents.map(({ document }) => document),
            [{ id: 'x', partition }],
          );
        }
      });
    });

    it('keeps keys of any length apart', async () => {
      const long = ['a', 'b'].flatMap((end) => [`${'k'.repeat(3000)}${end}`, `${'é'.repeat(60)}${end}`]);
      for (const key of long) await write({ id: key, key }, key);
      for (const key of long) {
        assert.equal((await notes.get(key, key))?.document['key'], key);
        assert.deepEqual(await ids(undefined, key), [key]);
      }
    });

    describe('a list', () => {
      const days = ['2026-01-04', '2026-01-11', '2026-01-18', '2026-01-25', '2026-02-01'];

      it('stands in order of the ids, whatever order they were written in', async () => {
        for (const id of [3, 0, 4, 1, 2].map((n) => days[n]!)) await write({ id });
        assert.deepEqual(await ids(), days);
        assert.deepEqual(await ids({ order: 'ascending' }), days);
        assert.deepEqual(await ids({ order: 'descending' }), days.toReversed());
      });

      it('can begin at an id, end below one, and continue after one', async () => {
        for (const id of days) await write({ id });
        const [first, second, third, fourth, fifth] = days;
        assert.deepEqual(await ids({ from: second! }), [second, third, fourth, fifth]);
        assert.deepEqual(await ids({ below: third! }), [first, second]);
        assert.deepEqual(await ids({ from: second!, below: fourth! }), [second, third]);
        assert.deepEqual(await ids({ after: third! }), [fourth, fifth]);
        assert.deepEqual(await ids({ after: third!, order: 'descending' }), [second, first]);
        assert.deepEqual(await ids({ from: second!, after: fourth!, order: 'descending' }), [third, second]);
        assert.deepEqual(await ids({ from: '2026-01-05', below: '2026-01-20' }), [second, third]);
        assert.deepEqual(await ids({ from: '2027' }), []);
      });

      it('comes in pages that together hold each document once, in both directions', async () => {
        for (const id of days) await write({ id });
        for (const order of ['ascending', 'descending'] as const) {
          const pages: string[][] = [];
          let after: string | undefined;
          do {
            const page = await notes.list('p', { order, limit: 2, ...(after !== undefined && { after }) });
            pages.push(page.documents.map(({ document }) => document.id));
            after = page.next;
          } while (after !== undefined);
          assert.deepEqual(
            pages.map((page) => page.length),
            [2, 2, 1],
          );
          assert.deepEqual(pages.flat(), order === 'ascending' ? days : days.toReversed());
        }
      });

      it('names no next page when the last one is exactly full', async () => {
        for (const id of days.slice(0, 2)) await write({ id });
        const page = await notes.list('p', { limit: 2 });
        assert.equal(page.documents.length, 2);
        assert.notProperty(page, 'next');
      });

      it('holds 100 documents unless told, and refuses a limit outside 1 to 1000', async () => {
        const many = Array.from({ length: 101 }, (_, n) => `n${String(n).padStart(3, '0')}`);
        await Promise.all(many.map((id) => write({ id })));
        const page = await notes.list('p');
        assert.equal(page.documents.length, 100);
        assert.equal(page.next, 'n099');
        assert.equal((await ids({ limit: 1000 })).length, 101);
        for (const limit of [0, -1, 1001, 1.5, Number.NaN]) {
          const outcome = await notes.list('p', { limit }).catch((error: unknown) => error);
          assert.instanceOf(outcome, RangeError, String(limit));
        }
      });

      it('is in code-unit order, odd ids included', async () => {
        const odd = [
          '',
          '\u0000',
          ' ',
          "'; DROP TABLE documents; --",
          '%',
          '/',
          '0',
          'A',
          'B',
          '_',
          'a',
          'a\u0000b',
          'ab',
          'é',
          'ﬀ',
          '\uD800',
          '\u{1D800}',
          '\u{1F600}',
          '\uDC00',
          '\uFFFD',
          '\uFFFF',
        ];
        for (const id of odd.toReversed()) await write({ id });
        const expected = odd.toSorted((a, b) => (a < b ? -1 : 1));
        assert.deepEqual(await ids(), expected);
        assert.deepEqual(await ids({ after: '\uD800' }), expected.slice(expected.indexOf('\uD800') + 1));
        for (const id of odd) assert.equal((await notes.get('p', id))?.document.id, id);
      });

      it('carries ETags that a write accepts', async () => {
        await write({ id: 'a' });
        const [found] = (await notes.list('p')).documents;
        assert.isTrue((await notes.put('p', { id: 'a', n: 2 }, found!.etag)).ok);
      });
    });

    describe('many at once', () => {
      it('lets exactly one of 100 create a document', async () => {
        const puts = await Promise.all(
          Array.from({ length: 100 }, (_, n) => notes.put('p', { id: 'a', n }, 'absent')),
        );
        assert.equal(puts.filter(({ ok }) => ok).length, 1);
        const winner = puts.findIndex(({ ok }) => ok);
        assert.equal((await notes.get('p', 'a'))?.document['n'], winner);
      });

      it('lets exactly one of 100 change it from the version all have read', async () => {
        let current = await write({ id: 'a' });
        for (let round = 0; round < 3; round += 1) {
          const puts = await Promise.all(
            Array.from({ length: 100 }, (_, n) => notes.put('p', { id: 'a', n: `${round}.${n}` }, current)),
          );
          const won = puts.filter((put) => put.ok);
          assert.equal(won.length, 1);
          current = won[0]!.etag;
          const stored = await notes.get('p', 'a');
          assert.equal(stored?.etag, current);
          assert.equal(stored?.document['n'], `${round}.${puts.findIndex(({ ok }) => ok)}`);
        }
      });

      it('lets neither lose the other when a change and a removal meet', async () => {
        const tag = await write({ id: 'a' });
        const [removed, put] = await Promise.all([
          notes.remove('p', 'a', tag),
          notes.put('p', { id: 'a', n: 2 }, tag),
        ]);
        assert.notEqual(removed, put.ok);
        assert.equal((await notes.get('p', 'a')) !== undefined, put.ok);
      });

      it('keeps the writes of others when one meets a conflict', async () => {
        await write({ id: 'taken' });
        const outcomes = await Promise.all(['a', 'taken', 'b'].map((id) => notes.put('p', { id }, 'absent')));
        assert.deepEqual(
          outcomes.map(({ ok }) => ok),
          [true, false, true],
        );
        assert.deepEqual(await ids(), ['a', 'b', 'taken']);
      });
    });

    it('keeps documents, ETags and removals over a restart', async () => {
      const kept = await write({ id: 'kept', n: 1 });
      await notes.remove('p', 'gone', await write({ id: 'gone' }));
      notes = notesOf(await home.reopen());
      assert.deepEqual(await notes.get('p', 'kept'), { document: { id: 'kept', n: 1 }, etag: kept });
      assert.isUndefined(await notes.get('p', 'gone'));
      const put = await notes.put('p', { id: 'kept', n: 2 }, kept);
      assert(put.ok);
      assert.notEqual(put.etag, kept);
    });
  });
}
