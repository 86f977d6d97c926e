import { z } from 'zod';
import { parseMailAddress } from './domain/typed/parse-mail-address.ts';
import type { AzureMail } from './mail/create-azure-mailer.ts';
import type { Sender, SmtpServer } from './mail/create-smtp-mailer.ts';

/** How letters go out: over a mail server, or Azure Communication Services. */
export type MailConfig = { readonly from: Sender } & (
  | { readonly server: SmtpServer; readonly azure?: undefined }
  | { readonly azure: AzureMail; readonly server?: undefined }
);

export type MailSettingsResult =
  /** Without a server when none is named: no mail is sent or offered. */
  | { readonly ok: true; readonly mail?: MailConfig }
  | { readonly ok: false; readonly faults: readonly string[] };

const settings = [
  'SMTP_URL',
  'SMTP_HOST',
  'SMTP_PORT',
  'SMTP_USER',
  'SMTP_PASSWORD',
  'AZURE_EMAIL_ENDPOINT',
  'AZURE_EMAIL_KEY',
  'MAIL_FROM',
  'BASE_URL',
] as const;
type Given = Partial<Record<(typeof settings)[number], string>>;

const loopback = /^(localhost|127\.0\.0\.1|\[?::1\]?)$/i;

const serverUrl = z
  .url({ protocol: /^smtps?$/ })
  .transform((text) => new URL(text))
  .refine(
    ({ hostname, pathname, search, hash }) => hostname !== '' && /^\/?$/.test(pathname) && !search && !hash,
  );
const azureEndpoint = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(
    ({ protocol, hostname, pathname, search, hash, username }) =>
      (protocol === 'https:' || loopback.test(hostname)) && pathname === '/' && !search && !hash && !username,
  );
const fromFault = 'MAIL_FROM: must be an e-mail address, or a name and the address in < >';
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value > 0 && value < 65_536);
const host = z
  .string()
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]{2,45}\]?)$/);

/**
 * Reads where letters are handed in and who they are from. Every fault is a sentence that begins with the setting's
 * name and holds no value; an empty setting counts as not given.
 */
export function readMailSettings(env: Readonly<Record<string, string | undefined>>): MailSettingsResult {
  const given: Given = Object.fromEntries(settings.map((name) => [name, env[name]?.trim() || undefined]));
  const { SMTP_URL, SMTP_HOST, MAIL_FROM } = given;
  if (given.AZURE_EMAIL_ENDPOINT !== undefined) return readAzure(given, given.AZURE_EMAIL_ENDPOINT);
  if (SMTP_URL === undefined && SMTP_HOST === undefined) {
    const lone = (
      ['SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD', 'AZURE_EMAIL_KEY', 'MAIL_FROM'] as const
    ).filter((name) => given[name] !== undefined);
    return lone.length === 0
      ? { ok: true }
      : {
          ok: false,
          faults: lone.map((name) =>
            name === 'AZURE_EMAIL_KEY'
              ? `${name}: needs AZURE_EMAIL_ENDPOINT beside it`
              : `${name}: needs SMTP_URL, SMTP_HOST or AZURE_EMAIL_ENDPOINT beside it`,
          ),
        };
  }
  const faults: string[] = [];
  const server = SMTP_URL === undefined ? serverOf(given, faults) : serverFromUrl(given, SMTP_URL, faults);
  const from = MAIL_FROM === undefined ? undefined : readSender(MAIL_FROM);
  if (!from) faults.push(fromFault);
  if (given.BASE_URL === undefined && server && !loopback.test(server.host))
    faults.push('BASE_URL: is needed with a mail server, since links in e-mails lead there');
  return server && from && faults.length === 0 ? { ok: true, mail: { server, from } } : { ok: false, faults };
}

/** The service over TLS, or a stand-in on this machine. */
function readAzure(given: Given, text: string): MailSettingsResult {
  const faults = (['SMTP_URL', 'SMTP_HOST', 'SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD'] as const)
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name}: is not needed with AZURE_EMAIL_ENDPOINT`);
  const read = azureEndpoint.safeParse(text);
  if (!read.success)
    faults.push('AZURE_EMAIL_ENDPOINT: must be such as https://NAME.communication.azure.com');
  const key = given.AZURE_EMAIL_KEY;
  if (key !== undefined && !z.base64().safeParse(key).success)
    faults.push('AZURE_EMAIL_KEY: must be an access key of that resource');
  const from = given.MAIL_FROM === undefined ? undefined : readSender(given.MAIL_FROM);
  if (!from) faults.push(fromFault);
  if (given.BASE_URL === undefined && read.success && !loopback.test(read.data.hostname))
    faults.push('BASE_URL: is needed where e-mail goes out, since links in e-mails lead there');
  if (!read.success || !from || faults.length > 0) return { ok: false, faults };
  const azure = { endpoint: read.data.origin, ...(key !== undefined && { key }) };
  return { ok: true, mail: { from, azure } };
}

function serverFromUrl(given: Given, text: string, faults: string[]): SmtpServer | undefined {
  for (const name of ['SMTP_HOST', 'SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD'] as const)
    if (given[name] !== undefined) faults.push(`${name}: stands in SMTP_URL already`);
  const read = serverUrl.safeParse(text);
  const login = read.success ? readLogin(read.data) : undefined;
  if (!read.success || login === 'broken') {
    faults.push('SMTP_URL: must be such as smtps://USER:PASSWORD@HOST or smtp://HOST:587');
    return undefined;
  }
  const { protocol, hostname, port: written } = read.data;
  return {
    ...addressed({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: written === '' ? undefined : Number(written),
      secure: protocol === 'smtps:',
    }),
    ...(login && { login }),
  };
}

function serverOf(given: Given, faults: string[]): SmtpServer | undefined {
  const name = host.safeParse(given.SMTP_HOST);
  if (!name.success) faults.push('SMTP_HOST: must be the name or address of a mail server');
  const at = given.SMTP_PORT === undefined ? undefined : port.safeParse(given.SMTP_PORT);
  if (at?.success === false) faults.push('SMTP_PORT: must be a whole number from 1 to 65535');
  const { SMTP_USER: user, SMTP_PASSWORD: password } = given;
  if ((user === undefined) !== (password === undefined))
    faults.push('SMTP_USER: is needed with SMTP_PASSWORD, and the other way round');
  if (!name.success || at?.success === false) return undefined;
  return {
    ...addressed({ host: name.data.replace(/^\[|\]$/g, ''), port: at?.data, secure: at?.data === 465 }),
    ...(user !== undefined && password !== undefined && { login: { user, password } }),
  };
}

/** Nothing goes over a network in the clear. */
const addressed = (given: {
  readonly host: string;
  readonly port: number | undefined;
  readonly secure: boolean;
}): Pick<SmtpServer, 'host' | 'port' | 'tls'> => ({
  host: given.host,
  port: given.port ?? (given.secure ? 465 : 587),
  tls: given.secure ? 'implicit' : loopback.test(given.host) ? 'none' : 'starttls',
});

function readLogin({ username, password }: URL): SmtpServer['login'] | 'broken' {
  if (username === '' && password === '') return undefined;
  if (username === '' || password === '') return 'broken';
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return 'broken';
  }
}

/** `name@example.org`, or `Some Name <name@example.org>`. */
function readSender(text: string): Sender | undefined {
  const named = /^"?([^"<>\r\n]{1,80}?)"?\s*<([^<>]+)>$/.exec(text);
  const address = parseMailAddress(named?.[2] ?? text);
  const name = named?.[1]?.trim();
  return address === undefined ? undefined : { address, ...(name && { name }) };
}
