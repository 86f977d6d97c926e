import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { therapist } from './clinic.ts';
import { requestJson } from './request.ts';

const root = join(import.meta.dirname, '..', '..');
const patienceMs = 60_000;

/**
 * The product's own process on one data folder and one port through all its lives: as `npm start` runs it, unless
 * another program is named for a life.
 */
export class RealServer {
  readonly origin: string;
  readonly #port: number;
  readonly #directory: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #agent = new Agent({ keepAlive: true });
  #up = Promise.withResolvers<void>();
  #serves = false;
  #closed = false;

  /** @param environment besides where it listens and keeps its data, which by default is a file there */
  static async on(
    directory: string,
    { environment = {} }: { environment?: Readonly<Record<string, string>> } = {},
  ): Promise<RealServer> {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    taken.close();
    return new RealServer(directory, port, environment);
  }

  private constructor(directory: string, port: number, environment: Readonly<Record<string, string>>) {
    this.#directory = directory;
    this.#environment = environment;
    this.#port = port;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** Connections to the present life; a new one for each. */
  get agent(): Agent {
    return this.#agent;
  }

  /** Resolves as soon as it serves; at once when it does. */
  up(): Promise<void> {
    return this.#up.promise;
  }

  /** Starts the process; does not wait for it to serve. What it prints goes to `server.log` in its data folder. */
  spawn(program: readonly string[] = ['src/index.ts', '--empty']): void {
    if (this.#closed) throw new Error('the attack is over');
    this.#agent = new Agent({ keepAlive: true });
    const child = spawn(process.execPath, program, {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: '',
        HOST: '',
        BASE_URL: '',
        LOG_LEVEL: 'warn',
        // it starts often
        NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
        COSMOS_ENDPOINT: '',
        COSMOS_KEY: '',
        AUDIT_KEY: '',
        ...this.#environment,
        THERAPIST_NAME: therapist.name,
        DATA_DIR: this.#directory,
        PORT: String(this.#port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (line: Buffer): void => appendFileSync(join(this.#directory, 'server.log'), line);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.#child = child;
    const agent = this.#agent;
    child.once('exit', () => {
      if (this.#child === child) this.#down();
      agent.destroy();
    });
  }

  /** True when it ended by itself within so many milliseconds. */
  async endsWithin(ms: number): Promise<boolean> {
    const child = this.#child;
    if (!child || !this.#lives()) return true;
    const stop = new AbortController();
    const ended = once(child, 'exit', { signal: stop.signal }).then(
      () => true,
      () => false,
    );
    const timer = setTimeout(() => stop.abort(), ms);
    const result = await ended;
    clearTimeout(timer);
    return result;
  }

  /** Waits until it can serve. Rejects when it ends by itself or takes too long. */
  async ready(): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      if (!this.#lives()) throw new Error('the server ended while it started; see server.log');
      if (Date.now() > deadline) throw new Error('the server did not become ready');
      const answered = await requestJson(`${this.origin}/readyz`, {
        method: 'GET',
        agent: this.#agent,
      }).catch(() => undefined);
      if (answered?.status === 200) {
        this.#serves = true;
        return this.#up.resolve();
      }
      await wait(25);
    }
  }

  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it as Ctrl-C does. Rejects when it does not end by itself, or with a code. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || !this.#lives()) return;
    const hard = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await this.#end('SIGTERM');
    clearTimeout(hard);
    if (child.exitCode !== 0) throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}`);
  }

  /** Kills it if it lives; it is not started again. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.kill();
  }

  /** At once, without waiting: for when the program itself ends. */
  abandon(): void {
    if (this.#lives()) this.#child?.kill('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.#lives()) return;
    this.#down();
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Who wants to reach it waits from now on. */
  #down(): void {
    if (this.#serves) this.#up = Promise.withResolvers<void>();
    this.#serves = false;
  }

  #lives(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
}
