import type { Client } from './client.ts';
import type { ClientId, Instant, TherapistId } from './ids.ts';

/**
 * The record of somebody who wrote without having joined: only what the safety screen found comes into it.
 * @param rota who has it in the place of a therapist.
 */
export const aStranger = (id: ClientId, rota: TherapistId, now: Instant): Client => ({
  id,
  therapist: rota,
  label: '',
  status: 'stranger',
  demo: false,
  enrolledAt: now,
  goals: [],
  homework: [],
  recent: [],
  alerts: [],
});
