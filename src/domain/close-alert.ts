import type { Change } from './client-changes.ts';
import type { Client } from './client.ts';
import { stepInAlert, type AlertAction } from './step-in-alert.ts';

/**
 * Closes an alert, with a note or without. A safety alert must have been acknowledged before. The commit takes it from
 * the client's document into the history.
 */
export const closeAlert = (client: Client, action: AlertAction): Change =>
  stepInAlert(client, action, (alert, note) =>
    alert.kind === 'safety' && alert.status === 'open'
      ? 'not-acknowledged'
      : { status: 'closed', step: { status: 'closed', by: action.by, at: action.at, note } },
  );
