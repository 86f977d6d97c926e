import type { Alert, AlertStep } from './alert.ts';
import type { Client } from './client.ts';
import { afterWorkingDays, isOpen, type ClinicHours } from './clinic-hours.ts';
import type { AlertId, Instant, TherapistId } from './ids.ts';

/** In what time somebody acts. */
export interface ResponseTimes {
  readonly hours: ClinicHours;
  /** For alliance alerts. */
  readonly workingDays: number;
  /** For safety alerts, day and night. */
  readonly safetyMinutes: number;
}

/**
 * What comes next while nobody acts. `duty`: a safety alert outside the clinic's hours goes to who is on duty, at once.
 * Then everybody who was told is reminded once, and after the same time again the supervisors are told.
 */
export interface DueStep {
  readonly status: 'reminded' | 'escalated';
  readonly to: 'same' | 'duty' | 'supervisors';
  readonly at: Instant;
}

/** Past so many steps the program adds none of its own. */
const mostSteps = 40;

/** The next of the program's own steps for an alert that nobody acts on; `undefined` when there is none left. Pure. */
export function nextStep(alert: Alert, times: ResponseTimes): DueStep | undefined {
  if (alert.status !== 'open' || alert.history.length >= mostSteps) return undefined;
  const { since, steps } = sinceItOpened(alert);
  const reminded = steps.findLast(({ status }) => status === 'reminded');
  const escalated = steps.filter(({ status }) => status === 'escalated');
  if (alert.kind === 'safety' && !reminded && escalated.length === 0 && !isOpen(times.hours, since))
    return { status: 'escalated', to: 'duty', at: since };
  const after = (at: Instant): Instant =>
    alert.kind === 'safety'
      ? new Date(Date.parse(at) + times.safetyMinutes * 60_000).toISOString()
      : afterWorkingDays(times.hours, at, times.workingDays);
  if (!reminded) return { status: 'reminded', to: 'same', at: after(since) };
  if (escalated.some(({ at }) => at >= reminded.at)) return undefined;
  return { status: 'escalated', to: 'supervisors', at: after(reminded.at) };
}

/**
 * Puts such a step on record, with whoever is thereby asked to act: of a safety alert they may open it from then on.
 * `undefined` where nothing is to change: somebody has acted, or it stands there.
 */
export function escalateAlert(
  client: Client,
  given: {
    readonly alert: AlertId;
    readonly status: DueStep['status'];
    readonly at: Instant;
    readonly called: readonly TherapistId[];
  },
): Client | undefined {
  const { status, at, called } = given;
  const alert = client.alerts.find(({ id }) => id === given.alert);
  if (alert?.status !== 'open') return undefined;
  if (alert.history.some((step) => step.status === status && step.at === at)) return undefined;
  const step: AlertStep = { status, at, by: 'system', note: '' };
  const others = alert.kind === 'safety' ? called.filter((one) => one !== client.therapist) : ([] as const);
  const all = [...new Set([...(alert.called ?? []), ...others])];
  const next: Alert = {
    ...alert,
    history: [...alert.history, step],
    ...(all.length > 0 && { called: all }),
  };
  return { ...client, alerts: client.alerts.map((one) => (one.id === next.id ? next : one)) };
}

/** Since when it waits, and the program's own steps since then. */
function sinceItOpened({ raisedAt, history }: Alert): {
  readonly since: Instant;
  readonly steps: readonly AlertStep[];
} {
  const last = history.findLastIndex(({ status }) => status !== 'reminded' && status !== 'escalated');
  return { since: history[last]?.at ?? raisedAt, steps: history.slice(last + 1) };
}
