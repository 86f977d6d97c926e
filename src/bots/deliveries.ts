import type { ClientId } from '../domain/ids.ts';
import type { Store } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';

/**
 * Up to where a connector channel has accepted what was sent to a client, as far as no commit says it yet. The
 * client's next commit takes it along; what has waited for one a second is written, so that another instance knows
 * it before a person has read and answered. A crash forgets it, and then a question is shown once more.
 */
export interface Deliveries {
  /** The highest position known here; 0 for none. */
  reached(client: ClientId): number;
  note(client: ClientId, position: number): Promise<void>;
  /** Writes what is not written: before the process ends. */
  settle(): Promise<void>;
}

export function createDeliveries(
  store: Pick<Store, 'clients'>,
  {
    most = 1000,
    patienceMs = 1000,
    failed = () => undefined,
  }: { most?: number; patienceMs?: number; failed?: (error: unknown) => void } = {},
): Deliveries {
  const positions = new Map<ClientId, number>();
  let timer: NodeJS.Timeout | undefined;
  const write = (client: ClientId, position: number) =>
    upsert(store.clients, client, client, (current) =>
      current && current.delivered < position ? { ...current, delivered: position } : undefined,
    );
  const settle = async () => {
    clearTimeout(timer);
    timer = undefined;
    const left = [...positions];
    await Promise.all(
      left.map(async ([client, position]) => {
        await write(client, position);
        if (positions.get(client) === position) positions.delete(client);
      }),
    );
  };
  return {
    reached: (client) => positions.get(client) ?? 0,
    async note(client, position) {
      positions.delete(client);
      positions.set(client, position);
      timer ??= setTimeout(() => void settle().catch(failed), patienceMs).unref();
      const [oldest] = positions;
      if (positions.size <= most || !oldest) return;
      positions.delete(oldest[0]);
      await write(...oldest);
    },
    settle,
  };
}
