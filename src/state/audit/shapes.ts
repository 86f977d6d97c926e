import { z } from 'zod';
import { clientId } from '../../domain/ids.ts';

/**
 * What is stored, read by somebody who expects that it was changed past the program: exactly the fields that seals are
 * made over and no other, because what is not sealed could be added unseen.
 */
const sealedEvent = z.strictObject({
  at: z.string(),
  actor: z.strictObject({
    role: z.enum(['client', 'therapist', 'supervisor', 'operator', 'system']),
    id: z.string(),
  }),
  action: z.enum(['create', 'read', 'update', 'delete']),
  record: z.string(),
  outcome: z.enum(['success', 'refused', 'failed']),
  clients: z.array(z.string().transform(clientId)).exactOptional(),
  sequence: z.int().min(1),
  seal: z.string(),
});

export const trailShape = z.strictObject({
  chain: z.string(),
  sequence: z.int().min(0),
  seal: z.string(),
  unfiled: z.array(sealedEvent),
});

export const segmentShape = z.strictObject({
  id: z.string(),
  schema: z.literal(1),
  events: z.array(sealedEvent).min(1),
});

/** Bounded, so that no head in a record can make a page too large to be written. */
export const headShape = z.tuple([z.string(), z.int().min(1), z.string().max(64)]);

export const anchorShape = z.strictObject({
  id: z.string().regex(/^\d{4}-\d\d-\d\d\/\d{4}$/),
  schema: z.literal(1),
  at: z.string(),
  heads: z.array(headShape),
  previous: z.string(),
  last: z.boolean(),
  seal: z.string(),
});
