/**
 * The bot, and beside it Microsoft's Agents Playground, which stands in for Teams: one for a client and one for the
 * therapist. `npm run playground`
 *
 *   [--port 3978] [--client-port 56150] [--therapist-port 56151]
 *   [--fresh]     begins with a new clinic, in a temporary folder that goes at the end; otherwise ./data-playground
 *
 * Nothing of it is reached from, or reaches, another machine but the fonts that the Playground's page asks for.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openPlaygrounds, type Playgrounds } from './playground/open-playgrounds.ts';
import { SetUpError } from '../src/set-up-error.ts';

const usage = 'npm run playground -- [--port 3978] [--client-port 56150] [--therapist-port 56151] [--fresh]';

const options = {
  port: { type: 'string', default: '3978' },
  'client-port': { type: 'string', default: '56150' },
  'therapist-port': { type: 'string', default: '56151' },
  fresh: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function refuse(): never {
  console.error(usage);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch {
    return refuse();
  }
}

function readPort(text: string): number {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : refuse();
}

const values = readOptions();
if (values.help) {
  console.log(`${usage}\n  --fresh begins with a new clinic, in a folder that goes at the end`);
  process.exit();
}
const ports = {
  bot: readPort(values.port),
  client: readPort(values['client-port']),
  therapist: readPort(values['therapist-port']),
};

const folder = values.fresh ? await mkdtemp(join(tmpdir(), 'playground-')) : resolve('data-playground');
const stop = Promise.withResolvers<'asked'>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.resolve('asked'));

let opened: Playgrounds | undefined;
try {
  opened = await openPlaygrounds({ folder, ports, print: (line) => console.log(line) });
  if ((await Promise.race([stop.promise, opened.ended])) !== 'asked') {
    console.error(`A Playground ended by itself; its log is in ${folder}.`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error('The Playground cannot start:');
  const faults = error instanceof SetUpError ? error.faults : [String(error)];
  for (const fault of faults) console.error(`  ${fault}`);
  process.exitCode = 1;
} finally {
  await opened?.close();
  if (values.fresh) await rm(folder, { recursive: true, force: true });
}
process.exit();
