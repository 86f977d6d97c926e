import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly fault: string;
}

/** `npm run store -- ARGS` as a process of its own, with these settings and no others. */
export function startStore(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly child: ChildProcess; readonly ran: Promise<Ran> } {
  const child = spawn(process.execPath, ['src/store-command.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([out, fault, [code]]) => ({ code: code as number | null, out, fault }),
  );
  return { child, ran };
}

export const runStore = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran> =>
  startStore(args, env).ran;
