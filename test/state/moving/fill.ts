import { assert } from 'chai';
import { movedCollections } from '../../../src/state/moving/moved-collections.ts';
import type { Holdings, Kept } from '../../../src/state/moving/holdings.ts';
import type { CollectionName } from '../../../src/state/collections.ts';

/** Puts `each` documents into every collection, sessions among them, with keys and texts of every kind. */
export async function fill(home: Holdings, each: number): Promise<void> {
  for (const collection of [...movedCollections, 'sessions'] as const) {
    const documents = home.documents(collection);
    await Promise.all(
      Array.from({ length: each }, (_, at) => {
        const { partition, document } = made(collection, at);
        return documents.put(partition, document, 'absent').then((put) => assert.isTrue(put.ok));
      }),
    );
  }
}

const parts = ['plain', 'with space/and.dots', '\u{1F600}', '￿', '\uD83D', 'ä'];

function made(collection: CollectionName, at: number): { partition: string; document: Kept } {
  const id = `${collection}-${parts[at % parts.length]!}-${at}`;
  const partition = ['checkIns', 'alerts', 'audit'].includes(collection) ? `p ${at % 7}` : id;
  const document = {
    id,
    schema: 1,
    text: `${parts[(at + 1) % parts.length]!} "\\ ${at}`,
    list: [at, null, { b: 1, a: 0.1 }],
  };
  const expiresAt = '2999-01-01T00:00:00.000Z';
  const expires = collection === 'sessions' || collection === 'invites';
  return { partition, document: expires ? Object.assign(document, { expiresAt }) : document };
}

/** Everything in a collection, by partition and id. */
export async function everything(home: Holdings, collection: CollectionName): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  for (let after: string | undefined; ;) {
    const { held, next } = await home.scan(collection, after);
    for (const { partition, document } of held) {
      const key = JSON.stringify([partition, document.id]);
      assert.isFalse(found.has(key), 'found twice');
      found.set(key, document);
    }
    if (next === undefined) return found;
    after = next;
  }
}
