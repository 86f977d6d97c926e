import { hasRecovered } from '../domain/alert-line.ts';
import type { AlertId, ClientId, Instant } from '../domain/ids.ts';
import { isUnsettled, keepAlertLine, readAlertLines } from './alert-lines.ts';
import { everyClient } from './every-client.ts';
import type { Store } from './store.ts';

/** Milliseconds for which alerts are counted, from when they were raised. */
export const countedMs = 12 * 7 * 86_400_000;

interface Named {
  readonly client: ClientId;
  readonly alert: AlertId;
}

/**
 * Finds out, once for each alliance alert of the last twelve weeks that was raised four weeks ago or longer, whether its
 * client recovered. Reads the caseload's lines, four months of alerts' lines, and the documents of those in question.
 * Safe to repeat, by any number of instances.
 * @returns how many were settled
 */
export async function settleRecoveries(
  store: Pick<Store, 'therapists' | 'caseload' | 'clients' | 'alerts' | 'alertLines'>,
  now: Instant,
): Promise<number> {
  const from = new Date(Date.parse(now) - countedMs).toISOString();
  const waiting: Named[] = [];
  const lines = new Map((await readAlertLines(store, { from, to: now })).map((line) => [line.id, line]));
  for (const line of lines.values()) if (isUnsettled(line, now)) waiting.push(line);
  for await (const { id, alerts } of everyClient(store)) {
    for (const { id: alert, kind, raisedAt } of alerts) {
      if (raisedAt < from || lines.has(`${id}/${alert}`)) continue;
      if (isUnsettled({ kind, raisedAt }, now)) waiting.push({ client: id, alert });
    }
  }
  let count = 0;
  for (const one of waiting) if (await settle(store, one)) count += 1;
  return count;
}

async function settle(
  store: Pick<Store, 'clients' | 'alerts' | 'alertLines'>,
  { client: id, alert: which }: Named,
): Promise<boolean> {
  const client = (await store.clients.get(id, id))?.document.client;
  const standing = client?.alerts.find((alert) => alert.id === which);
  const alert = standing ?? (await store.alerts.get(id, which))?.document;
  if (!client || !alert) return false;
  const weeks = client.checkIn ? [...client.recent, client.checkIn] : client.recent;
  await keepAlertLine(store, alert, { recovered: hasRecovered(alert, weeks) });
  return true;
}
