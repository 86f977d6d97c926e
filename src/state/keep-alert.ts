import type { Alert } from '../domain/alert.ts';
import { keepAlertLine } from './alert-lines.ts';
import type { Store } from './store.ts';
import { upsert } from './upsert.ts';

/**
 * Puts a closed alert into the history, and its line among those the clinic counts. Its life only grows: whatever tells
 * more of it there is newer, and stays. Safe to repeat.
 */
export async function keepAlert(store: Pick<Store, 'alerts' | 'alertLines'>, alert: Alert): Promise<void> {
  const put = await store.alerts.put(alert.client, alert, 'absent');
  if (!put.ok) {
    await upsert(store.alerts, alert.client, alert.id, (current) =>
      current && current.history.length > alert.history.length ? undefined : alert,
    );
  }
  await keepAlertLine(store, alert);
}
