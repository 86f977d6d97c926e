import { createHash } from 'node:crypto';
import type { CheckInId, ClientId, Instant } from '../domain/ids.ts';
import type { ReminderStep } from '../domain/reminder.ts';
import type { Stored } from '../state/documents.ts';
import type { DueReminder, Store } from '../state/store.ts';

type DueStore = Pick<Store, 'dueReminders'>;

const shards = 16;

/** The partitions of what is due, all of which together hold everything. */
export const duePartitions = Array.from({ length: shards }, (_, shard) => partitionName(shard));

const partitionOf = (client: ClientId): string =>
  partitionName((createHash('sha256').update(client).digest()[0] ?? 0) % shards);

function partitionName(shard: number): string {
  return `due-${String(shard).padStart(2, '0')}`;
}

/** Puts one message on the list of what is due; again is no harm. */
export async function lineUp(
  { dueReminders }: DueStore,
  due: {
    readonly client: ClientId;
    readonly week: CheckInId;
    readonly step: ReminderStep;
    readonly at: Instant;
  },
): Promise<void> {
  const { client, week, step, at } = due;
  const document = { id: `${at}:${client}:${step}`, schema: 1, client, week, step, at } as const;
  await dueReminders.put(partitionOf(client), document, 'absent');
}

/** Takes one for the caller alone until then; `undefined` when somebody else was first. */
export async function claim(
  { dueReminders }: DueStore,
  { document, etag }: Stored<DueReminder>,
  until: Instant,
): Promise<Stored<DueReminder> | undefined> {
  const claimed = { ...document, leasedUntil: until };
  const put = await dueReminders.put(partitionOf(document.client), claimed, etag);
  return put.ok ? { document: claimed, etag: put.etag } : undefined;
}

/** Takes one off the list. One that somebody else has claimed meanwhile is left to them. */
export async function strike(
  { dueReminders }: DueStore,
  { document, etag }: Stored<DueReminder>,
): Promise<void> {
  await dueReminders.remove(partitionOf(document.client), document.id, etag);
}

/** What is due at `now` and nobody is at, of one partition, the longest due first, in pages. */
export async function* readDue(
  { dueReminders }: DueStore,
  { partition, now, limit = 200 }: { partition: string; now: Instant; limit?: number },
): AsyncGenerator<readonly Stored<DueReminder>[]> {
  // ids at this very instant end in `:…`, which is below `;`
  const below = `${now};`;
  for (let after: string | undefined; ;) {
    const page = await dueReminders.list(partition, { below, limit, ...(after !== undefined && { after }) });
    yield page.documents.filter(
      ({ document: { leasedUntil } }) => leasedUntil === undefined || leasedUntil <= now,
    );
    if (page.next === undefined) return;
    after = page.next;
  }
}
