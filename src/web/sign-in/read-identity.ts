import { z } from 'zod';
import { cleanLine } from '../../domain/clean-text.ts';
import { roles } from '../../domain/rights.ts';
import type { SignInConfig } from '../../read-sign-in.ts';
import type { Identity } from '../../state/recognise-member.ts';
import { preferredLanguage } from '../http/preferred-language.ts';

const text = z.string().max(500).optional().catch(undefined);
const claims = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  oid: z.guid().optional().catch(undefined),
  tid: z.guid().optional().catch(undefined),
  name: text,
  locale: text,
});
const values = z.union([z.string().transform((one) => [one]), z.array(z.unknown())]).catch([]);

/** Reads verified claims. `undefined` where they do not say who it is. */
export function readIdentity(
  given: Readonly<Record<string, unknown>>,
  { roleClaim, roleValues }: Pick<SignInConfig, 'roleClaim' | 'roleValues'>,
): Identity | undefined {
  const read = claims.safeParse(given);
  if (!read.success) return undefined;
  const { iss, sub, oid, tid, name, locale } = read.data;
  const held = values.parse(given[roleClaim]);
  const cleaned = cleanLine(name ?? '')
    .slice(0, 80)
    .trim();
  return {
    account: {
      issuer: iss,
      subject: sub,
      ...(oid && { objectId: oid.toLowerCase() }),
      ...(tid && { tenantId: tid.toLowerCase() }),
    },
    ...(cleaned && { name: cleaned }),
    ...(locale && { language: preferredLanguage(locale.replaceAll('_', '-')) }),
    roles: roles.filter((role) => roleValues[role].some((value) => held.includes(value))),
  };
}
