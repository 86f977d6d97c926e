import { z } from 'zod';
import { acceptable } from './alerts/rule/threshold.ts';
import { isTimeZone } from './domain/week.ts';
import { loopback } from './loopback.ts';
import type { SpokenLanguage } from './i18n/languages.ts';
import { readLanguages } from './read-languages.ts';
import { readAlertSettings, type AlertConfig } from './read-alert-settings.ts';
import { readAzureDirectLine, type AzureDirectLineConfig } from './read-azure-direct-line.ts';
import { botCredentialSettings, readBotCredentials, type BotCredentials } from './read-bot-credentials.ts';
import { readSignIn, type SignInConfig } from './read-sign-in.ts';
import { readReminderSettings, type ReminderConfig } from './read-reminder-settings.ts';
import { readMailSettings, type MailConfig } from './read-mail-settings.ts';
import { storeFaults, storeOf, storeSettings, type StoreConfig } from './read-store-settings.ts';
import { helplineCountries } from './safety/helpline-table.ts';

const channelNames = ['msteams', 'webchat', 'directline'] as const;

/** The bot as the Bot Framework knows it, and whose messages it takes from there. */
export interface BotConfig {
  readonly credentials: BotCredentials;
  readonly channels: readonly (typeof channelNames)[number][];
  /** Directory ids whose people may write in Teams. */
  readonly tenants: readonly string[];
}

/** Where the process runs and for whom; everything else is data. Each setting is described in `.env.example`. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Absolute URL without a trailing slash, as people reach the server; absent: this machine's. */
  readonly baseUrl?: string;
  /** Where the keys of this machine are kept, and the SQLite file where that is the store. */
  readonly dataDirectory: string;
  readonly store: StoreConfig;
  /** Seals the audit trail. Absent: a file in the data directory. */
  readonly auditKey?: Uint8Array;
  /** The clinic's own instruments, beside the shipped ones. */
  readonly instrumentsDirectory?: string;
  readonly instrument: string;
  /** Accepted in each answered client-week. */
  readonly falseAlarms: number;
  /** What clients read as their therapist's name in a clinic begun empty; the demo clinic keeps its own. */
  readonly therapistName: string;
  /** Lines that tell clients how to reach a person at the clinic: a telephone number, other words; empty for none. */
  readonly clinicContact: readonly string[];
  /** IANA name, for a client whose browser does not say where they are. */
  readonly clinicTimeZone: string;
  readonly inviteDays: number;
  /** That clients may choose, in this order; where no other fits, the first is spoken. */
  readonly languages: readonly SpokenLanguage[];
  /** ISO 3166-1 alpha-2 codes of the countries that clients may choose at joining, in this order. */
  readonly countries: readonly string[];
  /** Absent: `/api/messages` serves this machine alone. */
  readonly bot?: BotConfig;
  /** Absent: the program serves the web chat itself, on one instance. */
  readonly azureDirectLine?: AzureDirectLineConfig;
  /** Absent: the workspace opens by the link printed at the start alone. */
  readonly signIn?: SignInConfig;
  readonly reminders: ReminderConfig;
  readonly alerts: AlertConfig;
  /** Absent: no e-mail goes out, and none is offered. */
  readonly mail?: MailConfig;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] };

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

/** A country without helplines is no choice: who is there chooses "another country". */
const countries = z
  .string()
  .transform((text) => text.split(',').map((code) => code.trim().toUpperCase()))
  .refine(
    (codes) => codes.every((code) => helplineCountries.includes(code)),
    `must be codes of countries with helplines, separated by commas: ${helplineCountries.join(', ')}`,
  )
  .transform((codes) => [...new Set(codes)])
  .default([...helplineCountries]);

const list = z.string().transform((text) => text.split(',').map((one) => one.trim().toLowerCase()));
const channels = list.pipe(
  z.array(z.enum(channelNames, `must be names of channels, separated by commas: ${channelNames.join(', ')}`)),
);
const tenants = list.pipe(
  z.array(z.guid('must be directory (tenant) ids, which are GUIDs, separated by commas')),
);

const falseAlarmsNeeded = `must be a number from ${acceptable.least} to ${acceptable.most}`;

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
  ...storeSettings,
  AUDIT_KEY: z
    .base64('must be base64 of at least 32 bytes')
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
    .refine(({ length }) => length >= 32, 'must be base64 of at least 32 bytes')
    .optional(),
  INSTRUMENTS_DIR: z.string().default(''),
  INSTRUMENT: z.string().default('alliance-weekly'),
  ALERT_FALSE_ALARMS: z.coerce
    .number(falseAlarmsNeeded)
    .min(acceptable.least, falseAlarmsNeeded)
    .max(acceptable.most, falseAlarmsNeeded)
    .default(0.02),
  CLINIC_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Madrid')
    .default('Etc/UTC'),
  THERAPIST_NAME: z.string().trim().max(80, 'must be at most 80 characters').default('Your therapist'),
  CLINIC_PHONE: z.string().trim().max(40, 'must be at most 40 characters').optional(),
  CLINIC_CONTACT: z.string().trim().max(200, 'must be at most 200 characters').optional(),
  INVITE_DAYS: wholeNumber(1, 90).default(14),
  COUNTRIES: countries,
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  CHANNELS: channels.default(['msteams']),
  TENANTS: tenants.optional(),
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
    : [...new Set(parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`))];
  const bot = readBotCredentials(given);
  if (!bot.ok) faults.push(...bot.faults);
  const azure = readAzureDirectLine(given, channelsTaken(given));
  if (!azure.ok) faults.push(...azure.faults);
  const signIn = readSignIn(given);
  if (!signIn.ok) faults.push(...signIn.faults);
  const reminders = readReminderSettings(given);
  if (!reminders.ok) faults.push(...reminders.faults);
  const alerts = readAlertSettings(given);
  if (!alerts.ok) faults.push(...alerts.faults);
  const spoken = readLanguages(given);
  if (!spoken.ok) faults.push(...spoken.faults);
  const mail = readMailSettings(given);
  if (!mail.ok) faults.push(...mail.faults);
  faults.push(...storeFaults(given), ...exposureFaults(given));
  if (
    !bot.ok ||
    !azure.ok ||
    !signIn.ok ||
    !reminders.ok ||
    !alerts.ok ||
    !mail.ok ||
    !spoken.ok ||
    !parsed.success ||
    faults.length > 0
  )
    return { ok: false, faults };
  const { data } = parsed;
  return {
    ok: true,
    config: {
      production: data.NODE_ENV === 'production',
      host: data.HOST,
      port: data.PORT,
      ...(data.BASE_URL && { baseUrl: data.BASE_URL }),
      dataDirectory: data.DATA_DIR,
      store: storeOf(data),
      ...(data.AUDIT_KEY && { auditKey: data.AUDIT_KEY }),
      ...(data.INSTRUMENTS_DIR !== '' && { instrumentsDirectory: data.INSTRUMENTS_DIR }),
      instrument: data.INSTRUMENT,
      falseAlarms: data.ALERT_FALSE_ALARMS,
      clinicTimeZone: data.CLINIC_TIME_ZONE,
      therapistName: data.THERAPIST_NAME,
      clinicContact: [data.CLINIC_PHONE, data.CLINIC_CONTACT].filter((line) => line !== undefined),
      inviteDays: data.INVITE_DAYS,
      languages: spoken.languages,
      countries: data.COUNTRIES,
      ...(bot.credentials && {
        bot: {
          credentials: bot.credentials,
          channels: data.CHANNELS,
          tenants: data.TENANTS ?? [bot.credentials.tenantId],
        },
      }),
      ...(azure.azure && { azureDirectLine: azure.azure }),
      ...(signIn.signIn && { signIn: signIn.signIn }),
      reminders: reminders.reminders,
      alerts: alerts.alerts,
      ...(mail.mail && { mail: mail.mail }),
      logLevel: data.LOG_LEVEL,
    },
  };
}

/** As far as they can be told before the whole is known to be right. */
function channelsTaken(given: Readonly<Record<string, string | undefined>>): readonly string[] | undefined {
  if (!botCredentialSettings.some((name) => given[name])) return undefined;
  return list.parse(given['CHANNELS'] ?? 'msteams');
}

/** Nothing unauthenticated is served beyond this machine, and in production nothing at all. */
function exposureFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  const hasCredentials = botCredentialSettings.some((name) => given[name]);
  if (given['NODE_ENV'] === 'production') {
    if (!hasCredentials)
      faults.push('MicrosoftAppId: credentials of the bot are needed in production, see .env.example');
    if (!given['COUNTRIES']) faults.push('COUNTRIES: is needed in production');
    if (!given['OIDC_ISSUER'])
      faults.push('OIDC_ISSUER: is needed in production, where no sign-in link is printed, see .env.example');
    if (!given['BASE_URL']?.trim().startsWith('https://'))
      faults.push('BASE_URL: is needed in production, the https address at which people reach the program');
  }
  if (!hasCredentials && !loopback.includes(given['HOST'] ?? '127.0.0.1')) {
    faults.push(
      'HOST: without credentials the server listens on this machine only (127.0.0.1, ::1 or localhost)',
    );
  }
  return faults;
}

/** What a command needs that works on the records and serves nobody. */
const ofTheStore = ['DATA_DIR', 'COSMOS_ENDPOINT', 'COSMOS_KEY', 'COSMOS_DATABASE', 'AUDIT_KEY'] as const;

/** The same for such a command, to which nothing else in the environment matters. */
export const readStoreConfig = (
  env: Readonly<Record<string, string | undefined>>,
  /** More settings that this command needs. */
  also: readonly string[] = [],
): ConfigResult => readConfig(Object.fromEntries([...ofTheStore, ...also].map((name) => [name, env[name]])));
