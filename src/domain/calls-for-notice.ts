import type { Alert } from './alert.ts';
import { isUrgent } from './is-urgent.ts';

/**
 * The alerts that their therapist is to be told of after a change: raised, open again, or urgent for the first time.
 * One that grows while it is open is known already.
 */
export const callsForNotice = (before: readonly Alert[], after: readonly Alert[]): readonly Alert[] =>
  after.filter((alert) => {
    if (alert.status !== 'open') return false;
    const known = before.find(({ id }) => id === alert.id);
    return known?.status !== 'open' || (isUrgent(alert) && !isUrgent(known));
  });
