import { z } from 'zod';
import { loopback } from './loopback.ts';

/** Which home the records have. */
export type StoreConfig =
  | { readonly kind: 'sqlite'; readonly directory: string }
  | {
      readonly kind: 'cosmos';
      /** The account's origin, such as `https://NAME.documents.azure.com`. */
      readonly endpoint: string;
      readonly database: string;
      /** Absent: the identity of the machine or of who is signed in on it. */
      readonly key?: string;
    };

/** Keys and records go to this address: over TLS, unless they stay on this machine. */
const cosmosEndpoint = z
  .url({ protocol: /^https?$/, message: 'must be an absolute https URL' })
  .transform((url) => new URL(url))
  .refine(
    ({ protocol, hostname }) => protocol === 'https:' || loopback.includes(hostname.replace(/^\[|\]$/g, '')),
    'must be an https URL; http is for an emulator on this machine only',
  )
  .refine(
    ({ username, password, pathname, search, hash }) =>
      !username && !password && pathname === '/' && !search && !hash,
    'must be an address alone, without a path or anything after it',
  )
  .transform(({ origin }) => origin);

/** The settings that say where the records are. */
export const storeSettings = {
  DATA_DIR: z.string().default('./data'),
  COSMOS_ENDPOINT: cosmosEndpoint.optional(),
  COSMOS_KEY: z.base64('must be the key as the account shows it, in base64').optional(),
  COSMOS_DATABASE: z
    .string()
    .regex(/^[^/\\?#]{1,255}$/, 'must be a name of at most 255 characters without / \\ ? #')
    .default('alliance-checkin'),
} as const;

export const storeOf = ({
  DATA_DIR,
  COSMOS_ENDPOINT,
  COSMOS_DATABASE,
  COSMOS_KEY,
}: z.infer<z.ZodObject<typeof storeSettings>>): StoreConfig =>
  COSMOS_ENDPOINT
    ? {
        kind: 'cosmos',
        endpoint: COSMOS_ENDPOINT,
        database: COSMOS_DATABASE,
        ...(COSMOS_KEY && { key: COSMOS_KEY }),
      }
    : { kind: 'sqlite', directory: DATA_DIR };

/** A store that was meant to be Cosmos DB must not silently be a file. */
export function storeFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  if (given['COSMOS_ENDPOINT']) {
    return given['AUDIT_KEY']
      ? []
      : ['AUDIT_KEY: is needed with COSMOS_ENDPOINT, the same for every instance of the program'];
  }
  return given['COSMOS_KEY'] ? ['COSMOS_ENDPOINT: is needed with COSMOS_KEY'] : [];
}
