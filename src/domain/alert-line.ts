import type { Alert } from './alert.ts';
import type { Score } from './check-in.ts';
import type { AlertId, ClientId, Instant } from './ids.ts';

/** Days after it was raised within which an alert's client may have recovered. */
export const recoveryDays = 28;
const recoveryMs = recoveryDays * 86_400_000;

/** One alert's life in instants, for the clinic's counts: nothing of what it is about, nothing that was written. */
export interface AlertLine {
  readonly id: string;
  readonly schema: 1;
  readonly client: ClientId;
  readonly alert: AlertId;
  readonly kind: Alert['kind'];
  readonly raisedAt: Instant;
  /** A person's first step. */
  readonly seenAt?: Instant;
  readonly discussedAt?: Instant;
  readonly closedAt?: Instant;
  /** The program closed it: its evidence was gone. */
  readonly byItself?: true;
  /** Steps it had; a line of fewer is older. */
  readonly steps: number;
  /** Known four weeks after it was raised, of alliance alerts alone; see `hasRecovered`. */
  readonly recovered?: boolean;
}

export function alertLine({ id, client, kind, raisedAt, status, history }: Alert): AlertLine {
  const seen = history.find(({ by }) => by !== 'system')?.at;
  const discussed = history.find((step) => step.status === 'discussed')?.at;
  const closed = status === 'closed' ? history.findLast((step) => step.status === 'closed') : undefined;
  return {
    id: `${client}/${id}`,
    schema: 1,
    client,
    alert: id,
    kind,
    raisedAt,
    ...(seen !== undefined && { seenAt: seen }),
    ...(discussed !== undefined && { discussedAt: discussed }),
    ...(closed && { closedAt: closed.at, ...(closed.by === 'system' && { byItself: true }) }),
    steps: history.length,
  };
}

/** From then on it can be said whether the client has recovered. */
export const recoveryKnownAt = (raisedAt: Instant): Instant =>
  new Date(Date.parse(raisedAt) + recoveryMs).toISOString();

/**
 * Within four weeks of being raised the alert closed because its evidence was gone, or the latest check-in completed in
 * that time has every part it was raised for back: at or above the low end of the client's usual range, and where none
 * is known at or above what it was held against. A part without a score is not back; no check-in, no recovery.
 */
export function hasRecovered(
  { raisedAt, evidence, history }: Alert,
  weeks: readonly { readonly completedAt?: Instant; readonly score: Score }[],
): boolean {
  const until = recoveryKnownAt(raisedAt);
  if (history.some(({ status, by, at }) => status === 'closed' && by === 'system' && at <= until))
    return true;
  const latest = weeks
    .filter(({ completedAt: at }) => at !== undefined && at > raisedAt && at <= until)
    .sort((a, b) => ((a.completedAt ?? '') < (b.completedAt ?? '') ? -1 : 1))
    .at(-1)?.score;
  if (!latest) return false;
  return raisedFor(evidence).every(({ domain, reference, usual }) => {
    const score = domain === 'whole' ? latest.alliance : latest[domain];
    return score !== undefined && score >= (usual?.low ?? reference);
  });
}

/** What was found in the first of its check-ins, as it was corrected since. */
function raisedFor(evidence: Alert['evidence']) {
  const observed = evidence.filter((piece) => piece.kind !== 'safety');
  const [first] = observed.map(({ checkIn }) => checkIn).sort();
  return observed.filter(({ checkIn }) => checkIn === first);
}
