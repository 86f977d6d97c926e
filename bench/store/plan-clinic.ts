import { createHash } from 'node:crypto';
import { clientId, therapistId, type ClientId, type TherapistId } from '../../src/domain/ids.ts';

export interface PlannedClient {
  readonly id: ClientId;
  readonly therapist: TherapistId;
  readonly label: string;
}

/** A clinic as it is to be loaded. A therapist has the same number of clients, and a client the same history, in any size. */
export interface Clinic {
  /** Weeks behind each client. */
  readonly history: number;
  readonly clients: readonly PlannedClient[];
  readonly therapists: readonly TherapistId[];
  /** So many check-ins in all. */
  readonly checkIns: number;
}

/** Clients of one therapist. */
export const caseloadSize = 50;

/** The same ids for the same numbers, in no order, like those that the workspace gives. Two clients at least. */
export function planClinic({
  checkIns,
  history,
}: {
  readonly checkIns: number;
  readonly history: number;
}): Clinic {
  const count = Math.max(2, Math.ceil(checkIns / history));
  const therapists = Array.from({ length: Math.ceil(count / caseloadSize) }, (_, index) =>
    therapistId(`bench-${index + 1}`),
  );
  const clients = Array.from({ length: count }, (_, index): PlannedClient => ({
    id: clientId(createHash('sha256').update(`client ${index}`).digest('base64url').slice(0, 24)),
    therapist: therapists[Math.floor(index / caseloadSize)]!,
    label: `Client ${index + 1}`,
  }));
  return { history, clients, therapists, checkIns: count * history };
}

/**
 * Who types and whose page is opened: one half each, because a view and a turn leave different marks in a client's
 * document.
 */
export const typing = ({ clients }: Clinic): readonly PlannedClient[] =>
  clients.filter((_, index) => index % 2 === 0);
export const lookedAt = ({ clients }: Clinic): readonly PlannedClient[] =>
  clients.filter((_, index) => index % 2 === 1);
