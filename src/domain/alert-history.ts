import type { Alert, AlertStep } from './alert.ts';

/** So many steps one alert takes as notes; past it only what brings it on. */
export const noteSteps = 30;
/** So many it keeps in any case. */
const stepsKept = 60;

/**
 * The alert one step on. Past 60 steps the oldest of the program's own goes, then the oldest without a note, then the
 * oldest but the first: the alert stands in the client's document, which is bounded.
 */
export function withStep(alert: Alert, status: Alert['status'], step: AlertStep): Alert {
  const history = [...alert.history, step];
  if (history.length > stepsKept) history.splice(leastMissed(history), 1);
  return { ...alert, status, history };
}

function leastMissed(history: readonly AlertStep[]): number {
  const ofProgram = history.findIndex(({ by, status }) => by === 'system' && status !== 'closed');
  if (ofProgram !== -1) return ofProgram;
  return Math.max(
    1,
    history.findIndex(({ note }, at) => at > 0 && note === ''),
  );
}
