import { randomBytes } from 'node:crypto';

/** A document removed and written anew must not get an old ETag back, nor one written after a restart. */
export function countFromRandom(): () => string {
  const run = randomBytes(9).toString('base64url');
  let writes = 0;
  return () => `${run}.${(writes += 1).toString(36)}`;
}
