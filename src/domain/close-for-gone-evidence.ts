import { withStep } from './alert-history.ts';
import type { Client } from './client.ts';
import type { AlertId, Instant } from './ids.ts';

/**
 * Closes an alliance alert because what raised it is gone; its history says that it closed by itself. A safety alert
 * never closes so. An alert that does not stand leaves the client as they are.
 */
export function closeForGoneEvidence(client: Client, id: AlertId, now: Instant): Client {
  const stands = client.alerts.some(
    (alert) => alert.id === id && alert.kind === 'alliance' && alert.status !== 'closed',
  );
  if (!stands) return client;
  return {
    ...client,
    alerts: client.alerts.map((alert) =>
      alert.id === id
        ? withStep(alert, 'closed', { status: 'closed', by: 'system', at: now, note: '' })
        : alert,
    ),
  };
}
