import type { Alert, AlertStep } from './alert.ts';
import { cleanLines } from './clean-text.ts';
import type { Change } from './client-changes.ts';
import type { Client } from './client.ts';
import type { AlertId, Instant, TherapistId } from './ids.ts';

/** Longest note, in characters, and the most steps one alert keeps. */
export const noteLimit = 2000;
const stepLimit = 30;

export interface Acknowledgement {
  readonly alert: AlertId;
  readonly by: TherapistId;
  readonly at: Instant;
  readonly note: string;
  /** The latest piece of evidence the therapist had before them: nobody acknowledges what they have not seen. */
  readonly seen: Instant;
}

/**
 * Records that the therapist has seen an alert, with what they noted. A later note adds a step of its own;
 * the same note again, or none, changes nothing.
 */
export function acknowledgeAlert(client: Client, acknowledgement: Acknowledgement): Change {
  const alert = client.alerts.find((one) => one.id === acknowledgement.alert);
  if (!alert) return { ok: false, reason: 'unknown' };
  if (latestEvidence(alert) > acknowledgement.seen) return { ok: false, reason: 'changed-meanwhile' };
  const note = cleanLines(acknowledgement.note);
  if (note.length > noteLimit) return { ok: false, reason: 'too-long' };
  if (isRepeat(alert, note)) return { ok: true, client };
  if (alert.history.length >= stepLimit) return { ok: false, reason: 'too-many' };
  const { by, at } = acknowledgement;
  const status = alert.status === 'discussed' ? 'discussed' : 'acknowledged';
  const step: AlertStep = { status: 'acknowledged', by, at, note };
  const next: Alert = { ...alert, status, history: [...alert.history, step] };
  return {
    ok: true,
    client: { ...client, alerts: client.alerts.map((one) => (one.id === next.id ? next : one)) },
  };
}

/** When the alert last grew. */
export const latestEvidence = (alert: Alert): Instant =>
  alert.evidence
    .map((piece) => (piece.kind === 'safety' ? (piece.addedAt ?? piece.at) : piece.at))
    .reduce((latest, at) => (at > latest ? at : latest), alert.raisedAt);

const isRepeat = (alert: Alert, note: string): boolean =>
  alert.status !== 'open' && (note === '' || alert.history.some((step) => step.note === note));
