import { parseArgs } from 'node:util';
import { z } from 'zod';

export const usage = `npm run teams:package -- --app-id ID --host NAME

Builds the app package that a Microsoft 365 administrator uploads to Teams.

  --app-id ID       the bot's application id, as in MicrosoftAppId
  --host NAME       the host name at which people reach the program, such as check-in.example.org
  --out FILE        where the package goes; teams-app.zip in this folder if not given
  --version X.Y.Z   of the package, 1.0.0 if not given; Teams takes an update only under a higher one
  --developer NAME  whom Teams names as the app's publisher, at most 32 characters
  --website URL     https: the clinic's page about the app
  --privacy URL     https: what the clinic says on privacy
  --terms URL       https: the clinic's terms of use`;

/** What the package is built for. */
export interface PackageOptions {
  /** Lower case GUID. */
  readonly appId: string;
  /** Lower case DNS name, without scheme, port or path. */
  readonly host: string;
  readonly out: string;
  readonly version: string;
  readonly developer: string;
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
  /** Links that nobody gave: they lead to the host itself. */
  readonly missingLinks: readonly ('website' | 'privacy' | 'terms')[];
}

export type OptionsResult =
  | { readonly kind: 'help' }
  | { readonly kind: 'package'; readonly options: PackageOptions }
  /** One line each; none holds what was given. */
  | { readonly kind: 'not-understood'; readonly faults: readonly string[] };

const link = z
  .url({ protocol: /^https$/, error: 'must be an absolute https URL' })
  .max(2048)
  .optional();
const given = z.object({
  'app-id': z
    .guid('must be the application id, a GUID')
    .toLowerCase()
    .refine((id) => !/^[0-]+$/.test(id), 'must be the application id, not zeros'),
  host: z
    .string('must be a host name, such as check-in.example.org')
    .toLowerCase()
    .max(253, 'must be at most 253 characters')
    .regex(
      /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
      'must be a host name alone, such as check-in.example.org, that others can reach',
    ),
  out: z.string().min(1, 'must name a file').default('teams-app.zip'),
  version: z
    .string()
    .regex(/^[1-9]\d{0,4}(\.(0|[1-9]\d{0,4})){2}$/, 'must be three numbers, such as 1.0.0, from 1.0.0 on')
    .default('1.0.0'),
  developer: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(32, 'must be at most 32 characters')
    .default('Alliance Check-in'),
  website: link,
  privacy: link,
  terms: link,
});

/** Reads what stands after `npm run teams:package --`. */
export function readOptions(args: readonly string[]): OptionsResult {
  const parsed = parse(args);
  if (!parsed)
    return {
      kind: 'not-understood',
      faults: ['There is an option that is not known, or one without its value.'],
    };
  if (parsed.values.help || args.length === 0) return { kind: 'help' };
  const read = given.safeParse(parsed.values);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
    return { kind: 'not-understood', faults };
  }
  const { 'app-id': appId, website, privacy, terms, ...rest } = read.data;
  const home = `https://${rest.host}/`;
  const links = { website, privacy, terms };
  return {
    kind: 'package',
    options: {
      ...rest,
      appId,
      website: website ?? home,
      privacy: privacy ?? home,
      terms: terms ?? home,
      missingLinks: (['website', 'privacy', 'terms'] as const).filter((name) => links[name] === undefined),
    },
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        'app-id': text,
        host: text,
        out: text,
        version: text,
        developer: text,
        website: text,
        privacy: text,
        terms: text,
      },
    });
  } catch {
    return undefined;
  }
}
