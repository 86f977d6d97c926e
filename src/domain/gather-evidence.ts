import type { AllianceEvidence, Alert, Evidence } from './alert.ts';
import { withStep } from './alert-history.ts';
import type { Client } from './client.ts';
import { alertId, type Instant } from './ids.ts';

/** The most evidence one alert holds; the first, the urgent and the latest stay when it grows past that. */
const mostEvidence = 40;

export interface Gathered {
  readonly client: Client;
  /** The alert that was raised or grew; absent when there was no evidence. */
  readonly alert?: Alert;
}

/**
 * Adds evidence to the client's open alert of its kind, or raises one. A client has at most one open alert
 * of each kind. Evidence from the same check-in, kind and domain takes the place of the earlier (a
 * correction), and a message that comes again is evidence once; nothing else is ever taken away. An alert that grows by something new after it was
 * acknowledged is open again.
 */
export function gatherEvidence(
  client: Client,
  kind: Alert['kind'],
  evidence: readonly Evidence[],
  now: Instant,
): Gathered {
  if (evidence.length === 0) return { client };
  const standing = client.alerts.find((alert) => alert.kind === kind && alert.status !== 'closed');
  const alert: Alert = standing
    ? {
        ...(grows(standing, evidence) ? opened(standing, now) : standing),
        evidence: merge(standing.evidence, evidence),
      }
    : {
        id: alertId(`${now}.${kind}`),
        client: client.id,
        kind,
        status: 'open',
        raisedAt: now,
        evidence: merge([], evidence),
        history: [],
      };
  const others = client.alerts.filter((other) => other !== standing);
  return { client: { ...client, alerts: [...others, alert] }, alert };
}

/** Its history says so, unless it was open anyway. */
const opened = (alert: Alert, now: Instant): Alert =>
  alert.status === 'open'
    ? alert
    : withStep(alert, 'open', { status: 'grew', by: 'system', at: now, note: '' });

const grows = (alert: Alert, evidence: readonly Evidence[]): boolean =>
  evidence.some((piece) => !alert.evidence.some((known) => saysAsMuch(known, piece)));

/** Of the alliance, one more week of what was known is no news; another kind, another part or a graver one is. */
function saysAsMuch(known: Evidence, piece: Evidence): boolean {
  if (piece.kind === 'safety' || known.kind === 'safety') return sameObservation(known, piece);
  return known.kind === piece.kind && known.domain === piece.domain && gravity(known) >= gravity(piece);
}

const gravity = ({ severity = 'mild' }: AllianceEvidence): number =>
  ['mild', 'moderate', 'severe'].indexOf(severity);

function merge(known: readonly Evidence[], added: readonly Evidence[]): Evidence[] {
  const kept = known.filter((old) => !added.some((piece) => sameObservation(old, piece)));
  const all = [...kept, ...added];
  while (all.length > mostEvidence) all.splice(leastMissed(all), 1);
  return all;
}

/** The oldest but the first; what is urgent goes last. */
function leastMissed(all: readonly Evidence[]): number {
  const isUrgent = (piece: Evidence): boolean => piece.kind === 'safety' && piece.tier === 'urgent';
  return Math.max(
    1,
    all.findIndex((piece, at) => at > 0 && !isUrgent(piece)),
  );
}

const sameObservation = (a: Evidence, b: Evidence): boolean => {
  if (a.kind === 'safety') return b.kind === 'safety' && a.source !== undefined && a.source === b.source;
  return a.kind === b.kind && a.domain === b.domain && a.checkIn === b.checkIn;
};
