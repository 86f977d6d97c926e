import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a form of this session carries, so that another site cannot post it in the therapist's name. */
export const formToken = (session: string): string =>
  createHmac('sha256', session).update('workspace form').digest('base64url');

export function isFormToken(given: string | null, session: string): boolean {
  const expected = Buffer.from(formToken(session));
  const received = Buffer.from(given ?? '');
  return received.length === expected.length && timingSafeEqual(received, expected);
}
