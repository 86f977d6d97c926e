import { z } from 'zod';

/** The web chat's channel in Azure, for a chat that several instances serve. */
export interface AzureDirectLineConfig {
  readonly secret: string;
  /** Origin of the service, in the region where conversations are to be kept. */
  readonly origin: string;
}

export type AzureDirectLineResult =
  /** Without a channel when there is no secret: the program serves the chat itself. */
  | { readonly ok: true; readonly azure?: AzureDirectLineConfig }
  | { readonly ok: false; readonly faults: readonly string[] };

const channel = z.object({
  // It goes into a header: no blanks, nothing beyond ASCII.
  DIRECT_LINE_SECRET: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be a secret as Azure shows it for the Direct Line channel'),
  DIRECT_LINE_ENDPOINT: z
    .string()
    .trim()
    .transform((text) => text.replace(/\/$/, ''))
    .refine(
      (text) =>
        /^https:\/\/([a-z][a-z0-9-]{0,30}\.)?directline\.botframework\.com$/.test(text) ||
        /^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(text),
      'must be an address of Azure Direct Line, such as https://europe.directline.botframework.com',
    )
    .default('https://directline.botframework.com'),
});

/**
 * Reads the channel's settings and looks for what it cannot do without. Every fault is a sentence that begins with the
 * setting's name and holds no value; an empty setting counts as not given.
 */
export function readAzureDirectLine(
  env: Readonly<Record<string, string | undefined>>,
  /** Channels that `/api/messages` takes; none without credentials of the bot. */
  taken: readonly string[] | undefined,
): AzureDirectLineResult {
  const settings = ['DIRECT_LINE_SECRET', 'DIRECT_LINE_ENDPOINT', 'BASE_URL'] as const;
  const given = Object.fromEntries(settings.map((name) => [name, env[name]?.trim() || undefined]));
  if (!given['DIRECT_LINE_SECRET']) {
    if (!given['DIRECT_LINE_ENDPOINT']) return { ok: true };
    return { ok: false, faults: ['DIRECT_LINE_SECRET: is needed with DIRECT_LINE_ENDPOINT'] };
  }
  const read = channel.safeParse(given);
  const faults = read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
  if (!taken) faults.push('MicrosoftAppId: credentials of the bot are needed with DIRECT_LINE_SECRET');
  else if (!taken.includes('directline'))
    faults.push('CHANNELS: must name directline with DIRECT_LINE_SECRET, or nobody is heard in the web chat');
  if (!given['BASE_URL'])
    faults.push('BASE_URL: is needed with DIRECT_LINE_SECRET, which opens a chat from that address alone');
  if (!read.success || faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    azure: { secret: read.data.DIRECT_LINE_SECRET, origin: read.data.DIRECT_LINE_ENDPOINT },
  };
}
