import type { Alert, AlertStep } from './alert.ts';
import { withStep } from './alert-history.ts';
import { cleanLines } from './clean-text.ts';
import type { Change, Refusal } from './client-changes.ts';
import type { Client } from './client.ts';
import { latestEvidence } from './latest-evidence.ts';
import { noteLooked } from './note-looked.ts';
import type { AlertId, Instant, TherapistId } from './ids.ts';

/** Longest note, in characters. */
export const noteLimit = 2000;

/** What a person does about an alert. */
export interface AlertAction {
  readonly alert: AlertId;
  readonly by: TherapistId;
  readonly at: Instant;
  readonly note: string;
  /** The latest piece of evidence the therapist had before them: nobody acts on what they have not seen. */
  readonly seen: Instant;
}

/** The step to take; a refusal; or `repeated`: it stands there already. */
export type Decided = Pick<Alert, 'status'> & { readonly step: AlertStep };

/**
 * One person's step in one alert of the client. Was it their therapist's, the client is told that they have looked.
 * @param decide given the alert as it stands and the note as it was meant
 */
export function stepInAlert(
  client: Client,
  { alert: id, by, at, note: typed, seen }: AlertAction,
  decide: (alert: Alert, note: string) => Decided | Refusal | 'repeated',
): Change {
  const alert = client.alerts.find((one) => one.id === id && one.status !== 'closed');
  if (!alert) return { ok: false, reason: 'unknown' };
  if (latestEvidence(alert) > seen) return { ok: false, reason: 'changed-meanwhile' };
  const note = cleanLines(typed);
  if (note.length > noteLimit) return { ok: false, reason: 'too-long' };
  const decided = decide(alert, note);
  if (decided === 'repeated') return { ok: true, client };
  if (typeof decided === 'string') return { ok: false, reason: decided };
  const next = withStep(alert, decided.status, decided.step);
  const alerts = client.alerts.map((one) => (one.id === next.id ? next : one));
  const changed = { ...client, alerts };
  return { ok: true, client: by === client.therapist ? noteLooked(changed, at) : changed };
}
