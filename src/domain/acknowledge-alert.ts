import type { Alert } from './alert.ts';
import { noteSteps } from './alert-history.ts';
import type { Change } from './client-changes.ts';
import type { Client } from './client.ts';
import { stepInAlert, type AlertAction } from './step-in-alert.ts';

/**
 * Records that the therapist has seen an alert, with what they noted. A later note adds a step of its own;
 * the same note again, or none, changes nothing.
 */
export const acknowledgeAlert = (client: Client, action: AlertAction): Change =>
  stepInAlert(client, action, (alert, note) => {
    if (isRepeat(alert, note)) return 'repeated';
    const isOpen = alert.status === 'open';
    if (!isOpen && alert.history.length >= noteSteps) return 'full';
    const { by, at } = action;
    const status = isOpen ? 'acknowledged' : alert.status;
    return { status, step: { status: 'acknowledged', by, at, note } };
  });

const isRepeat = (alert: Alert, note: string): boolean =>
  alert.status !== 'open' && (note === '' || alert.history.some((step) => step.note === note));
