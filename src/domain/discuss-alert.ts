import {
  allianceFindings,
  allianceRepairs,
  safetyFindings,
  safetyMeasures,
  type Alert,
  type DoneCode,
  type FoundCode,
} from './alert.ts';
import { noteSteps } from './alert-history.ts';
import type { Change } from './client-changes.ts';
import type { Client } from './client.ts';
import { stepInAlert, type AlertAction } from './step-in-alert.ts';

export interface Discussion extends AlertAction {
  readonly found: readonly FoundCode[];
  readonly done: readonly DoneCode[];
}

/** What may be found and done about an alert of this kind, in the order in which it is offered. */
export const choicesFor = (
  kind: Alert['kind'],
): { readonly found: readonly FoundCode[]; readonly done: readonly DoneCode[] } =>
  kind === 'safety'
    ? { found: safetyFindings, done: safetyMeasures }
    : { found: allianceFindings, done: allianceRepairs };

/**
 * Records what the therapist found when they spoke about it and what was done: some of each, words, or both. Doing it
 * again adds a step, and the earlier one stays in the history; the same again changes nothing.
 */
export const discussAlert = (client: Client, { found, done, ...action }: Discussion): Change =>
  stepInAlert(client, action, (alert, note) => {
    const choices = choicesFor(alert.kind);
    const step = {
      status: 'discussed' as const,
      by: action.by,
      at: action.at,
      note,
      found: choices.found.filter((code) => found.includes(code)),
      done: choices.done.filter((code) => done.includes(code)),
    };
    if (step.found.length === 0 && step.done.length === 0 && note === '') return 'empty';
    if (alert.status === 'discussed') {
      if (saysTheSame(alert, step)) return 'repeated';
      if (alert.history.length >= noteSteps) return 'full';
    }
    return { status: 'discussed', step };
  });

function saysTheSame({ history }: Alert, step: Pick<Discussion, 'found' | 'done' | 'note'>): boolean {
  const latest = history.findLast((one) => one.status === 'discussed');
  return (
    latest !== undefined &&
    latest.note === step.note &&
    String(latest.found) === String(step.found) &&
    String(latest.done) === String(step.done)
  );
}
