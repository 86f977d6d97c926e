import { join } from 'node:path';
import { createApp, type App, type Overrides } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { printWelcome } from '../../src/print-welcome.ts';
import { SetUpError } from '../../src/set-up-error.ts';
import { client, therapist } from './people.ts';
import { startPlayground, type Playground } from './start-playground.ts';

/** The bot on this machine alone, and two people's Teams beside it. */
export interface Playgrounds {
  readonly app: App;
  readonly client: Playground;
  readonly therapist: Playground;
  /** Resolves when one of them ended by itself. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts all of it, without credentials and with the demo clinic, and prints where to go.
 *
 * @param ports 0 takes a free one; rejects with `SetUpError` when one is taken
 */
export async function openPlaygrounds(given: {
  readonly folder: string;
  readonly ports: { readonly bot: number; readonly client: number; readonly therapist: number };
  readonly print: (line: string) => void;
  readonly overrides?: Overrides;
}): Promise<Playgrounds> {
  const { folder, ports, print, overrides } = given;
  const read = readConfig({ PORT: String(ports.bot), DATA_DIR: folder, LOG_LEVEL: 'warn', REMINDERS: 'on' });
  if (!read.ok) throw new SetUpError(read.faults);
  const app = await createApp(read.config, 'demo', overrides).catch((error: unknown) => {
    throw isTaken(error) ? new SetUpError([`Port ${ports.bot}: ${taken}`]) : error;
  });
  const started: Playground[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.close()));
    await app.close();
  };
  const start = async (name: 'client' | 'therapist'): Promise<Playground> => {
    const [person, port] = [{ client, therapist }[name], ports[name]];
    const one = await startPlayground({ bot: app.url, person, folder: join(folder, name), port });
    started.push(one);
    return one;
  };
  try {
    const [clients, therapists] = await settle([start('client'), start('therapist')]);
    await printWelcome(app, read.config, (line) => {
      const invite = /^Client chat: .*invite=(\S+)/.exec(line)?.[1];
      if (line.startsWith('Client chat: ')) {
        print(`Teams of a client: ${clients.url}`);
        if (invite) print(`  to join there, type this invite code: ${invite}`);
        print(`Teams of the therapist: ${therapists.url}`);
      } else if (!line.startsWith('Each link works once')) print(line);
    });
    print('The workspace link works once; start again for a new one. To stop: press Ctrl-C.');
    const ended = Promise.race([clients.ended, therapists.ended]);
    return { app, client: clients, therapist: therapists, ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const taken = 'another program listens there already; stop it or choose another port';
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Waits for both even when one fails, so that none is left behind. */
async function settle<T>(both: readonly [Promise<T>, Promise<T>]): Promise<[T, T]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}
