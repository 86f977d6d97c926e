import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Report, Request } from '../servers/report-to-parent.ts';

/** One of the servers that are compared, in a process of its own. */
export interface Contender {
  readonly port: number;
  /** Processor time it has used so far, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * @param file in `bench/servers`
 * @param env besides the environment as it is
 */
export async function startContender(
  file: string,
  env: Readonly<Record<string, string>>,
  execArgv: readonly string[] = [],
): Promise<Contender> {
  const path = fileURLToPath(new URL(`../servers/${file}`, import.meta.url));
  const child = fork(path, { env: { ...process.env, ...env }, execArgv: [...execArgv] });
  const ended = once(child, 'exit');
  const next = async (): Promise<Report> => {
    const [report] = await Promise.race([
      once(child, 'message') as Promise<[Report]>,
      ended.then(() => Promise.reject(new Error(`${file} ended by itself`))),
    ]);
    return report;
  };
  const ask = (request: Request): boolean => child.send(request);

  const listening = await next();
  if (listening.kind !== 'listening') throw new Error(`${file} did not say where it listens`);
  return {
    port: listening.port,
    async cpuMs() {
      const answer = next();
      ask({ kind: 'cpu' });
      const report = await answer;
      return report.kind === 'cpu' ? report.ms : Number.NaN;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const hard = setTimeout(() => child.kill('SIGKILL'), 8000);
      ask({ kind: 'stop' });
      await ended;
      clearTimeout(hard);
    },
  };
}
