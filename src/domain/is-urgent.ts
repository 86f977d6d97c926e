import type { Alert } from './alert.ts';

/** Something in it was found to be urgent. */
export const isUrgent = ({ evidence }: Pick<Alert, 'evidence'>): boolean =>
  evidence.some((piece) => piece.kind === 'safety' && piece.tier === 'urgent');
