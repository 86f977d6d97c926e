import { z } from 'zod';
import { isTimeZone } from './domain/week.ts';

/** Where the process runs and for whom; everything else is data. Each setting is described in `.env.example`. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Absolute URL without a trailing slash, as people reach the server; absent: this machine's. */
  readonly baseUrl?: string;
  readonly dataDirectory: string;
  readonly instrumentsDirectory: string;
  readonly instrument: string;
  /** What clients read as their therapist's name in a clinic begun empty; the demo clinic keeps its own. */
  readonly therapistName: string;
  /** IANA name, for a client whose browser does not say where they are. */
  readonly clinicTimeZone: string;
  readonly inviteDays: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] };

const loopback = ['127.0.0.1', '::1', 'localhost'];

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

const environment = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3978),
  BASE_URL: z
    .url({ protocol: /^https?$/, message: 'must be an absolute http or https URL' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATA_DIR: z.string().default('./data'),
  INSTRUMENTS_DIR: z.string().default('./instruments'),
  INSTRUMENT: z.string().default('alliance-weekly'),
  CLINIC_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Madrid')
    .default('Etc/UTC'),
  THERAPIST_NAME: z.string().trim().max(80, 'must be at most 80 characters').default('Your therapist'),
  INVITE_DAYS: wholeNumber(1, 90).default(14),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  MicrosoftAppType: z.string().optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z.string().optional(),
});

/**
 * Reads the environment once. Every fault is listed by the setting's name, never with its value; an empty
 * setting counts as not given.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  faults.push(...exposureFaults(given));
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  const { data } = parsed;
  return {
    ok: true,
    config: {
      production: data.NODE_ENV === 'production',
      host: data.HOST,
      port: data.PORT,
      ...(data.BASE_URL && { baseUrl: data.BASE_URL }),
      dataDirectory: data.DATA_DIR,
      instrumentsDirectory: data.INSTRUMENTS_DIR,
      instrument: data.INSTRUMENT,
      clinicTimeZone: data.CLINIC_TIME_ZONE,
      therapistName: data.THERAPIST_NAME,
      inviteDays: data.INVITE_DAYS,
      logLevel: data.LOG_LEVEL,
    },
  };
}

/** Nothing unauthenticated is served beyond this machine. */
function exposureFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  const credentials = ['MicrosoftAppType', 'MicrosoftAppId', 'MicrosoftAppTenantId'] as const;
  if (given['NODE_ENV'] === 'production') {
    for (const name of credentials) if (!given[name]) faults.push(`${name}: is needed in production`);
    faults.push(
      'NODE_ENV: this version does not check who sends to /api/messages yet, so it does not start in production',
    );
  } else if (given['MicrosoftAppId'] || given['MicrosoftAppPassword']) {
    faults.push(
      'MicrosoftAppId: this version does not check who sends to /api/messages yet; leave it empty to run on this machine',
    );
  }
  if (!loopback.includes(given['HOST'] ?? '127.0.0.1')) {
    faults.push(
      'HOST: without credentials the server listens on this machine only (127.0.0.1, ::1 or localhost)',
    );
  }
  return faults;
}
