import type { Client } from './client.ts';
import { therapistId, type ClientId, type Instant } from './ids.ts';

/** Stands where a therapist would for records that no therapist has: those on the clinic's rota see them. */
export const clinicRota = therapistId('rota');

/** The record of somebody who wrote without having joined: only what the safety screen found comes into it. */
export const aStranger = (id: ClientId, now: Instant): Client => ({
  id,
  therapist: clinicRota,
  label: '',
  status: 'stranger',
  demo: false,
  enrolledAt: now,
  goals: [],
  homework: [],
  recent: [],
  alerts: [],
});
