import type { Alert } from './alert.ts';
import { noteSteps, withStep } from './alert-history.ts';
import type { Change } from './client-changes.ts';
import type { Client } from './client.ts';
import type { Instant, TherapistId } from './ids.ts';

/** Days for which a closed alert can be opened again. */
export const reopenDays = 7;

/** When it was closed, if it is. */
export const closedAt = ({ status, history }: Alert): Instant | undefined =>
  status === 'closed' ? history.findLast((step) => step.status === 'closed')?.at : undefined;

export const canReopen = (alert: Alert, now: Instant): boolean => {
  const at = closedAt(alert);
  return at !== undefined && Date.parse(now) - Date.parse(at) <= reopenDays * 86_400_000;
};

/**
 * Puts a closed alert back to where it stood, within a week of its closing: discussed, or else acknowledged, since
 * whoever opens it has seen it. There can be no other open one of its kind. Opened already, it changes nothing.
 * @param closed as it stands in the history
 */
export function reopenAlert(
  client: Client,
  closed: Alert,
  { by, at }: { readonly by: TherapistId; readonly at: Instant },
): Change {
  if (closed.client !== client.id) return { ok: false, reason: 'unknown' };
  const standing = client.alerts.filter(({ status }) => status !== 'closed');
  if (standing.some(({ id }) => id === closed.id)) return { ok: true, client };
  if (!canReopen(closed, at)) return { ok: false, reason: 'too-late' };
  if (standing.some(({ kind }) => kind === closed.kind)) return { ok: false, reason: 'another-open' };
  if (closed.history.length >= noteSteps) return { ok: false, reason: 'full' };
  const alert = withStep(closed, statusBefore(closed), { status: 'reopened', by, at, note: '' });
  return { ok: true, client: { ...client, alerts: [...client.alerts, alert] } };
}

function statusBefore({ history }: Alert): 'acknowledged' | 'discussed' {
  const since = history.slice(history.findLastIndex(({ status }) => status === 'grew') + 1);
  return since.some(({ status }) => status === 'discussed') ? 'discussed' : 'acknowledged';
}
