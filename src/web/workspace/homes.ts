import { roles, type Role } from '../../domain/rights.ts';

/** Where each role's work is. */
export const homes = {
  therapist: '/workspace',
  supervisor: '/workspace/overview',
  operator: '/workspace/operation',
} as const satisfies Readonly<Record<Role, string>>;

/** Where somebody begins who is all of these; `undefined` for nobody. */
export function homeOf(held: readonly Role[]): string | undefined {
  const first = roles.find((role) => held.includes(role));
  return first && homes[first];
}
