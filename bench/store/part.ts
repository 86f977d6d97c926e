import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark's own that is asked one thing after another. */
export interface Part {
  ask<Answer>(request: unknown): Promise<Answer>;
  /** Ends it and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts a file of this folder with what it is to do; it answers as `answerParent` makes it.
 * @param told what it says without being asked, such as how far it is
 */
export function startPart(
  file: string,
  {
    args,
    env = {},
    told = () => undefined,
  }: {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly told?: (news: unknown) => void;
  },
): Part {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, args, { env: { ...process.env, ...env } });
  const ended = once(child, 'exit');
  let answered: (answer: unknown) => void = () => undefined;
  child.on('message', (message: Message) => {
    if (message.kind === 'told') told(message.news);
    else answered(message.answer);
  });
  return {
    async ask<Answer>(request: unknown) {
      const answer = new Promise<unknown>((resolve) => (answered = resolve));
      child.send({ request });
      return (await Promise.race([
        answer,
        ended.then(() => Promise.reject(new Error(`${file} ended by itself`))),
      ])) as Answer;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
      child.disconnect();
      await ended;
      clearTimeout(hard);
    },
  };
}

type Message =
  { readonly kind: 'told'; readonly news: unknown } | { readonly kind: 'answer'; readonly answer: unknown };

/** The other side of it: answers each request, and ends when the parent has gone or wants no more. */
export function answerParent(
  answer: (request: unknown, tell: (news: unknown) => void) => Promise<unknown>,
  close: () => Promise<void>,
): void {
  const send = (message: Message): void => void process.send?.(message);
  process.on('message', ({ request }: { request: unknown }) => {
    answer(request, (news) => send({ kind: 'told', news })).then(
      (result) => send({ kind: 'answer', answer: result }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => void close().finally(() => process.exit(0)));
  // Ctrl-C reaches the whole group of processes; the parent decides when each ends.
  process.on('SIGINT', () => undefined);
}
