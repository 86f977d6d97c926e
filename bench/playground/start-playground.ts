import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { SetUpError } from '../../src/set-up-error.ts';
import type { Person } from './people.ts';
import { writeSettings } from './write-settings.ts';

/** Microsoft's Agents Playground, which stands in for Teams: one person's Teams, in a process of its own. */
export interface Playground {
  /** Where a browser opens it. */
  readonly url: string;
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 60_000;

/**
 * Starts it in Teams mode, on loopback alone, without telemetry, without opening a browser.
 *
 * @param folder for its settings and its log; made if missing
 * @param port 0 takes a free one; rejects with `SetUpError` when it is taken
 */
export async function startPlayground(given: {
  readonly bot: string;
  readonly person: Person;
  readonly folder: string;
  readonly port: number;
}): Promise<Playground> {
  const { bot, person, folder, port } = given;
  await mkdir(folder, { recursive: true });
  const settings = join(folder, 'playground.yml');
  await writeSettings(settings, person);
  const child = spawn(process.execPath, argumentsFor(bot, port), {
    cwd: folder,
    env: {
      ...withoutProxies(process.env),
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: settings,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
    },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill();
    await ended;
  };
  const late = setTimeout(() => child.kill(), patienceMs);
  try {
    const taken = await Promise.race([listeningOn(child.stdout), ended]);
    if (taken === undefined) throw new Error(`the Playground did not start; see ${folder}`);
    // it takes another one without a word
    if (port !== 0 && taken !== port) throw new SetUpError([takenFault(port)]);
    const url = `http://localhost:${taken}`;
    // it listens before it has read its settings, which it may not like
    await (await fetch(url)).arrayBuffer();
    return { url, ended, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

const takenFault = (port: number): string =>
  `Port ${port}: another program listens there already; stop it or choose another port`;

function argumentsFor(bot: string, port: number): string[] {
  const program = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const before = fileURLToPath(new URL('keep-to-this-machine.ts', import.meta.url));
  const teams = ['--app-endpoint', `${bot}/api/messages`, '--channel-id', 'msteams'];
  return ['--import', before, program, 'start', ...teams, '--port', String(port), '--disable-telemetry'];
}

/** It says its port when what it prints goes nowhere a person reads. */
async function listeningOn(output: Readable | null): Promise<number | undefined> {
  if (!output) return undefined;
  for await (const line of createInterface({ input: output })) {
    const port = /^Listening on (\d+)/.exec(line)?.[1];
    if (port !== undefined) {
      output.resume();
      return Number(port);
    }
  }
  return undefined;
}

/** It would ask a proxy for this machine's own addresses. */
const withoutProxies = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:https?|all)_proxy$/i.test(name)));
