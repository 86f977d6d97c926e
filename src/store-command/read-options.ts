import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** One of the two ends of a copy. */
export type Place = { readonly kind: 'cosmos' } | { readonly kind: 'sqlite'; readonly directory: string };

export type Options =
  | { readonly command: 'help' }
  | { readonly command: 'setup'; readonly throughput: 'serverless' | { readonly shared: number } }
  | { readonly command: 'copy'; readonly from: Place; readonly to: Place }
  | { readonly command: 'backup'; readonly file: string }
  | { readonly command: 'restore'; readonly file: string; readonly replace: boolean };

export const usage = `npm run store -- COMMAND

  setup [--throughput N | --serverless]
      makes the Cosmos DB database of the settings and its containers, where they are not there yet.
      --throughput: the containers share up to N request units a second (1000 if not given);
      --serverless: for an account that bills by use
  copy --from sqlite:FOLDER|cosmos --to cosmos|sqlite:FOLDER
      copies everything into a home that is empty, and verifies it; stop every server first.
      Run it again after an interruption: it goes on where it ended
  backup FILE
      writes everything into a new file and verifies it, while the server runs
  restore FILE [--replace]
      brings a backup into the home of the settings; stop the server first.
      --replace: what is in the data folder is kept beside it under another name

Settings: DATA_DIR, COSMOS_ENDPOINT, COSMOS_KEY, COSMOS_DATABASE, AUDIT_KEY (.env.example explains each).
Sessions are never moved: people sign in again. Exit codes: 0 done, 1 not done, 2 not understood.`;

/** `undefined` for what is none of the commands. */
export function readOptions(args: readonly string[]): Options | undefined {
  const [command = '', ...rest] = args;
  if (args.includes('--help') || command === 'help') return { command: 'help' };
  const options = {
    throughput: { type: 'string' },
    serverless: { type: 'boolean' },
    from: { type: 'string' },
    to: { type: 'string' },
    replace: { type: 'boolean' },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: rest, options, allowPositionals: true });
  } catch {
    return undefined;
  }
  const { values, positionals } = parsed;
  const onlyTakes = (...names: readonly string[]): boolean =>
    Object.keys(values).every((name) => names.includes(name));
  const [file, ...more] = positionals;
  if (command === 'setup' && file === undefined && onlyTakes('throughput', 'serverless')) {
    const throughput = readThroughput(values);
    return throughput && { command, throughput };
  }
  if (command === 'copy' && file === undefined && onlyTakes('from', 'to')) {
    const [from, to] = [readPlace(values.from), readPlace(values.to)];
    return from && to && nameOf(from) !== nameOf(to) ? { command, from, to } : undefined;
  }
  if (file === undefined || more.length > 0) return undefined;
  if (command === 'backup' && onlyTakes()) return { command, file: resolve(file) };
  if (command === 'restore' && onlyTakes('replace')) {
    return { command, file: resolve(file), replace: values.replace ?? false };
  }
  return undefined;
}

function readThroughput({
  throughput,
  serverless,
}: {
  readonly throughput?: string;
  readonly serverless?: boolean;
}): 'serverless' | { readonly shared: number } | undefined {
  if (serverless) return throughput === undefined ? 'serverless' : undefined;
  const shared = Number(throughput ?? '1000');
  return Number.isInteger(shared) && shared >= 1000 && shared % 1000 === 0 ? { shared } : undefined;
}

function readPlace(text = ''): Place | undefined {
  if (text === 'cosmos') return { kind: 'cosmos' };
  const folder = /^sqlite:(.+)$/.exec(text)?.[1];
  return folder === undefined ? undefined : { kind: 'sqlite', directory: resolve(folder) };
}

/** As a person would write it. */
export const nameOf = (place: Place): string =>
  place.kind === 'cosmos' ? 'cosmos' : `sqlite:${place.directory}`;
