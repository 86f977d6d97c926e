import type { Alert } from './alert.ts';
import type { Instant } from './ids.ts';

/** When the alert last grew. */
export const latestEvidence = (alert: Alert): Instant =>
  alert.evidence
    .map((piece) => (piece.kind === 'safety' ? (piece.addedAt ?? piece.at) : piece.at))
    .reduce((latest, at) => (at > latest ? at : latest), alert.raisedAt);
