import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

/** How this program shows the Bot Framework who it is. Ids are in lower case. */
export type BotCredentials = { readonly appId: string; readonly tenantId: string } & (
  | { readonly kind: 'secret'; readonly secret: string }
  /** `thumbprint`: SHA-1 in hex; `privateKey`: PEM. */
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  /** The user-assigned managed identity of the machine it runs on. */
  | { readonly kind: 'identity' }
);

export type BotCredentialsResult =
  /** Without credentials when none of the settings is given. */
  | { readonly ok: true; readonly credentials?: BotCredentials }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The framework's own names. */
export const botCredentialSettings = [
  'MicrosoftAppType',
  'MicrosoftAppId',
  'MicrosoftAppTenantId',
  'MicrosoftAppPassword',
  'CertificateThumbprint',
  'CertificatePrivateKey',
] as const;

type Setting = (typeof botCredentialSettings)[number];

/**
 * Reads the credentials from the environment. Every fault is a sentence that begins with the setting's name and holds
 * no value; an empty setting counts as not given.
 */
export function readBotCredentials(env: Readonly<Record<string, string | undefined>>): BotCredentialsResult {
  const given = new Map(botCredentialSettings.map((name) => [name, env[name]?.trim() ?? '']));
  const has = (name: Setting): boolean => given.get(name) !== '';
  if (!botCredentialSettings.some(has)) return { ok: true };

  const faults: string[] = [];
  const guidIn = (name: Setting, what: string): string => {
    if (!has(name)) faults.push(`${name}: is needed with the other credentials: ${what}`);
    else if (!z.guid().safeParse(given.get(name)).success) faults.push(`${name}: must be a GUID: ${what}`);
    return (given.get(name) ?? '').toLowerCase();
  };
  const appId = guidIn('MicrosoftAppId', 'the application (client) id of the bot');
  const tenantId = guidIn('MicrosoftAppTenantId', 'the directory (tenant) id in which the bot is registered');
  const bot = { appId, tenantId };
  const done = (credentials: BotCredentials): BotCredentialsResult =>
    faults.length > 0 ? { ok: false, faults } : { ok: true, credentials };

  switch ((given.get('MicrosoftAppType') ?? '').toLowerCase()) {
    case 'userassignedmsi':
      for (const name of ['MicrosoftAppPassword', 'CertificateThumbprint', 'CertificatePrivateKey'] as const)
        if (has(name)) faults.push(`${name}: must be empty with a managed identity, which has no secret`);
      return done({ ...bot, kind: 'identity' });
    case 'singletenant':
      return done({ ...bot, ...secretOrCertificate(given, faults) });
    case '':
      faults.push(
        'MicrosoftAppType: is needed with the other credentials: SingleTenant (a secret or a certificate) or UserAssignedMSI (a managed identity)',
      );
      break;
    case 'multitenant':
      faults.push(
        'MicrosoftAppType: a multi-tenant bot is not served; register the bot as SingleTenant or UserAssignedMSI',
      );
      break;
    default:
      faults.push('MicrosoftAppType: must be SingleTenant or UserAssignedMSI');
  }
  return { ok: false, faults };
}

type Proof =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string };

function secretOrCertificate(given: ReadonlyMap<Setting, string>, faults: string[]): Proof {
  const secret = given.get('MicrosoftAppPassword') ?? '';
  const thumbprint = given.get('CertificateThumbprint') ?? '';
  // a setting of one line has its line ends written out
  const privateKey = (given.get('CertificatePrivateKey') ?? '').replaceAll('\\n', '\n');
  if (thumbprint === '' && privateKey === '') {
    if (secret === '')
      faults.push(
        'MicrosoftAppPassword: SingleTenant needs the client secret here, or CertificateThumbprint and CertificatePrivateKey',
      );
    return { kind: 'secret', secret };
  }
  if (secret !== '')
    faults.push('MicrosoftAppPassword: must be empty with a certificate; give one of the two');
  if (!/^[\da-f]{40}$/i.test(thumbprint))
    faults.push(
      'CertificateThumbprint: is needed with CertificatePrivateKey: the SHA-1 thumbprint, 40 hexadecimal digits',
    );
  if (!isPrivateKey(privateKey))
    faults.push('CertificatePrivateKey: is needed with CertificateThumbprint: an RSA private key as PEM');
  return { kind: 'certificate', thumbprint, privateKey };
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
