import { randomBytes } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import type { Documents, ETag, Page, PutResult, Range, Stored } from '../documents.ts';
import { readPatiently } from './attempts.ts';
import type { Collection } from '../collections.ts';
import { ContainerRequests } from './container-requests.ts';
import type { CosmosHome } from './cosmos-home.ts';
import { isGone, seal, type Terms, type Unsealed } from './envelope.ts';
import { pageQuery } from './page-query.ts';
import { addWrite, formatVersion, judgeWrite, overwritten, parseVersion, type Version } from './version.ts';
import { writeOnce, type Finding } from './write-once.ts';

const conflict: PutResult = { ok: false, reason: 'conflict' };

/** One collection in a container of its own. A read, a write and a page of a list are one request each. */
export class CosmosDocuments<T extends { readonly id: string }> implements Documents<T> {
  readonly #home: CosmosHome;
  readonly #requests: ContainerRequests<T>;
  readonly #collection: Collection;

  constructor(home: CosmosHome, container: Container, collection: Collection) {
    this.#home = home;
    this.#requests = new ContainerRequests(container);
    this.#collection = collection;
  }

  async get(partition: string, id: string): Promise<Stored<T> | undefined> {
    const found = await this.#home.perform((patience) =>
      readPatiently(patience, (signal) => this.#requests.read({ partition, id }, signal)),
    );
    if (!found || isGone(found.document, this.#terms())) return undefined;
    return { document: found.document, etag: found.etag };
  }

  async put(partition: string, document: T, expected: ETag | 'absent'): Promise<PutResult> {
    const version = expected === 'absent' ? undefined : parseVersion(expected);
    if (!version && expected !== 'absent') return conflict;
    const key = { partition, id: document.id };
    const token = randomBytes(8).toString('base64url');
    const writes = addWrite(token, version?.writes ?? []);
    const envelope = seal(document, { partition, writes, ...this.#terms() });
    const put = await this.#home.perform((patience) =>
      writeOnce(patience, {
        attempt: async (signal) => {
          const match = await this.#requests.write(envelope, version, signal);
          return formatVersion({ match, writes });
        },
        lookBack: async (signal) =>
          putFinding({ token, version, found: await this.#requests.read(key, signal) }),
      }),
    );
    return put === 'conflict' ? conflict : { ok: true, etag: put };
  }

  async list(partition: string, range: Range = {}): Promise<Page<T>> {
    const query = pageQuery(partition, range);
    const found = await this.#home.perform((patience) =>
      readPatiently(patience, (signal) => this.#requests.page(partition, query, signal)),
    );
    const rows = found.slice(0, query.count - 1);
    const last = rows.at(-1);
    const terms = this.#terms();
    return {
      documents: rows
        .filter(({ document }) => !isGone(document, terms))
        .map(({ document, etag }) => ({ document, etag })),
      ...(found.length >= query.count && last && { next: last.document.id }),
    };
  }

  async remove(partition: string, id: string, expected: ETag): Promise<boolean> {
    const version = parseVersion(expected);
    if (!version) return false;
    const key = { partition, id };
    const removed = await this.#home.perform((patience) =>
      writeOnce(patience, {
        attempt: (signal) => this.#requests.remove(key, version, signal),
        lookBack: async (signal) => removalFinding(version, await this.#requests.read(key, signal)),
      }),
    );
    return removed === true;
  }

  #terms(): Terms {
    return { collection: this.#collection, now: this.#home.now() };
  }
}

function putFinding(given: {
  readonly token: string;
  readonly version: Version | undefined;
  readonly found: Unsealed<unknown> | undefined;
}): Finding<ETag> {
  const { token, version, found } = given;
  const verdict = judgeWrite({ token, expected: version?.writes ?? [], found: found?.writes });
  switch (verdict) {
    case 'latest':
      return { kind: 'mine', result: found?.etag ?? overwritten(token) };
    case 'overwritten':
      return { kind: 'mine', result: overwritten(token) };
    case 'never':
      return { kind: 'theirs' };
    case 'not-yet':
    case 'untold':
      return { kind: verdict };
  }
}

/** Once it is gone, nothing is left to tell whose removal it was. */
function removalFinding(version: Version, found: Unsealed<unknown> | undefined): Finding<true> {
  const [before] = version.writes;
  if (!found || before === undefined || !found.writes.includes(before)) return { kind: 'untold' };
  return { kind: found.writes[0] === before ? 'not-yet' : 'theirs' };
}
