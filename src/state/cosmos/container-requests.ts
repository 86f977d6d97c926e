import type { Container, Item } from '@azure/cosmos';
import { CosmosFault, statusFault } from './cosmos-fault.ts';
import { encodeKey } from './encode-key.ts';
import { unseal, type Envelope, type Unsealed } from './envelope.ts';
import type { PageQuery } from './page-query.ts';
import type { Version } from './version.ts';

export interface Key {
  readonly partition: string;
  readonly id: string;
}

/** The requests to one container, each sent once. They reject with whatever the SDK throws. */
export class ContainerRequests<T extends { readonly id: string }> {
  readonly #container: Container;

  constructor(container: Container) {
    this.#container = container;
  }

  async read(key: Key, abortSignal: AbortSignal): Promise<Unsealed<T> | undefined> {
    const response = await this.#item(key).read<Envelope<T>>({ abortSignal });
    if (response.resource) return unseal<T>(response.resource);
    const fault = statusFault(response.statusCode, response.substatus);
    // the SDK answers alike whether the document is missing, its container, or a replica that is up to date
    if (fault.code !== 'HTTP_404') throw fault;
    return undefined;
  }

  /** Creates the document, or replaces this version of it. Returns Cosmos DB's new ETag. */
  async write(
    envelope: Envelope<T>,
    version: Version | undefined,
    abortSignal: AbortSignal,
  ): Promise<string> {
    const { resource } = version
      ? await this.#container
          .item(envelope.id, envelope.pk)
          .replace(envelope, { ...onlyIf(version), abortSignal })
      : await this.#container.items.create(envelope, { abortSignal });
    const match = resource?.['_etag'];
    if (!match) throw new CosmosFault('doubtful', 'NO_ETAG');
    return match;
  }

  async remove(key: Key, version: Version, abortSignal: AbortSignal): Promise<true> {
    await this.#item(key).delete({ ...onlyIf(version), abortSignal });
    return true;
  }

  async page(
    partition: string,
    { query, count }: PageQuery,
    abortSignal: AbortSignal,
  ): Promise<readonly Unsealed<T>[]> {
    const options = { partitionKey: encodeKey(partition), maxItemCount: count, abortSignal };
    const parts = this.#container.items.query<Envelope<T>>(query, options);
    const rows: Unsealed<T>[] = [];
    // one part, unless the page is larger than the 4 MB of one answer
    while (rows.length < count && parts.hasMoreResults()) {
      rows.push(...(await parts.fetchNext()).resources.map((row) => unseal<T>(row)));
    }
    return rows;
  }

  #item({ partition, id }: Key): Item {
    return this.#container.item(encodeKey(id), encodeKey(partition));
  }
}

const onlyIf = ({ match }: Version) => ({ accessCondition: { type: 'IfMatch', condition: match } });
