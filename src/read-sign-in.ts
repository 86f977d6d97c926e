import { z } from 'zod';
import type { Role } from './domain/rights.ts';

/** The identity provider at which people sign in to the workspace, and what they may be here. */
export interface SignInConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, which proves itself by PKCE alone. */
  readonly clientSecret?: string;
  /** Separated by blanks. */
  readonly scope: string;
  /** The claim that says what somebody is: a text, or a list of texts. */
  readonly roleClaim: string;
  /** Values of that claim which mean the role. */
  readonly roleValues: Readonly<Record<Role, readonly string[]>>;
  /** `sub` or `oid` of who takes over the installation's first therapist's record; absent: see decision 14. */
  readonly firstTherapist?: string;
}

export type SignInResult =
  /** Without a provider when none of the settings is given. */
  | { readonly ok: true; readonly signIn?: SignInConfig }
  | { readonly ok: false; readonly faults: readonly string[] };

const loopback = ['127.0.0.1', '[::1]', 'localhost'];

/** What goes over the line there is who somebody is: https, but on this machine. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname));

const issuer = z
  .url({
    protocol: /^https?$/,
    message: 'must be the absolute https URL under which the provider publishes itself',
  })
  .transform((text) => new URL(text))
  .refine(isSafe, 'must be an https URL; http is for a provider on this machine only')
  .refine(
    ({ username, password, search, hash }) => !username && !password && !search && !hash,
    'must be an address without a password, a query or a fragment',
  )
  .refine(
    ({ href }) => !/^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)\b/.test(href),
    'must name your own directory; with common or organizations anybody else’s people could come',
  )
  .transform(({ href }) => href);

const list = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (values) => values.every((value) => value !== ''),
    'must be values of the claim, separated by commas',
  );

const settings = z.object({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: z.string('is needed with OIDC_ISSUER: the id under which the provider knows this program'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z
    .string()
    .refine(
      (text) => text.split(/\s+/).includes('openid'),
      'must be scopes separated by blanks, openid among them',
    )
    .default('openid profile'),
  OIDC_ROLE_CLAIM: z.string().default('roles'),
  OIDC_THERAPISTS: list.default([]),
  OIDC_SUPERVISORS: list.default([]),
  OIDC_OPERATORS: list.default([]),
  OIDC_FIRST_THERAPIST: z.string().optional(),
});

export const signInSettings = Object.keys(settings.shape);

/**
 * Reads who may sign in to the workspace, and where. Every fault is a sentence that begins with the setting's name and
 * holds no value; an empty setting counts as not given.
 */
export function readSignIn(env: Readonly<Record<string, string | undefined>>): SignInResult {
  const given = Object.fromEntries(
    signInSettings.flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  if (Object.keys(given).length === 0) return { ok: true };
  if (!given['OIDC_ISSUER'])
    return { ok: false, faults: ['OIDC_ISSUER: is needed with the other settings of the sign-in'] };
  const read = settings.safeParse(given);
  const faults = read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
  if (!given['OIDC_THERAPISTS'])
    faults.push('OIDC_THERAPISTS: is needed with OIDC_ISSUER, or no therapist can sign in');
  faults.push(...addressFaults(env['BASE_URL']?.trim()));
  if (!read.success || faults.length > 0) return { ok: false, faults };
  const { data } = read;
  return {
    ok: true,
    signIn: {
      issuer: data.OIDC_ISSUER,
      clientId: data.OIDC_CLIENT_ID,
      ...(data.OIDC_CLIENT_SECRET && { clientSecret: data.OIDC_CLIENT_SECRET }),
      scope: data.OIDC_SCOPE,
      roleClaim: data.OIDC_ROLE_CLAIM,
      roleValues: {
        therapist: data.OIDC_THERAPISTS,
        supervisor: data.OIDC_SUPERVISORS,
        operator: data.OIDC_OPERATORS,
      },
      ...(data.OIDC_FIRST_THERAPIST && { firstTherapist: data.OIDC_FIRST_THERAPIST }),
    },
  };
}

/** The provider sends people back to a fixed address. */
function addressFaults(baseUrl: string | undefined): string[] {
  if (!baseUrl) return ['BASE_URL: is needed with OIDC_ISSUER, which sends people back to it'];
  const address = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  // what is no address at all is told by whoever reads it
  if (!address || !/^https?:$/.test(address.protocol)) return [];
  return isSafe(address)
    ? []
    : ['BASE_URL: must be an https URL with OIDC_ISSUER; http is for this machine only'];
}
