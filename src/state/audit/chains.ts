import type { ClientId, TherapistId } from '../../domain/ids.ts';

/** The names of the chains: what was done to a client's records, what a therapist saw of many, the rest. */
export const clientChain = (client: ClientId): string => `client:${client}`;
export const therapistChain = (therapist: TherapistId): string => `therapist:${therapist}`;
export const clinicChain = 'clinic';
