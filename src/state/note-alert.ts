import type { AlertId, ClientId, Instant } from '../domain/ids.ts';
import { noticePartition, type AlertNotice, type Store } from './store.ts';
import { upsert } from './upsert.ts';

/**
 * Puts on record that an alert's therapist is to be told of it, before anybody is. A notice that waits already begins anew
 * where the alert has grown, so that who is at the earlier one does not take this off.
 */
export async function noteAlert(
  { alertNotices }: Pick<Store, 'alertNotices'>,
  { client, alert, seen }: { readonly client: ClientId; readonly alert: AlertId; readonly seen: Instant },
): Promise<void> {
  const id = `${client}/${alert}`;
  const notice: AlertNotice = { id, schema: 1, client, alert, seen };
  const put = await alertNotices.put(noticePartition, notice, 'absent');
  if (!put.ok)
    await upsert(alertNotices, noticePartition, id, (current) =>
      current && current.seen >= seen ? undefined : notice,
    );
}
