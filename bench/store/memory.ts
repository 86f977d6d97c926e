import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files of a folder. */
export const bytesIn = (directory: string): number =>
  readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);

/** In MB, of 1,000,000 bytes. */
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
