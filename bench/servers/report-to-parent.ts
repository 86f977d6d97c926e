/** What a server of the benchmark tells the process that started it. */
export type Report =
  { readonly kind: 'listening'; readonly port: number } | { readonly kind: 'cpu'; readonly ms: number };

/** Asks for the processor time used so far, or for the end. */
export type Request = { readonly kind: 'cpu' } | { readonly kind: 'stop' };

/**
 * Says on which port this process listens, answers what it is asked, and ends when the parent asks for it or
 * is gone: no server outlives the benchmark.
 */
export function reportToParent(port: number, close: () => Promise<void> | void): void {
  const send = (report: Report): void => void process.send?.(report);
  const stop = async (): Promise<void> => {
    await close();
    process.exit(0);
  };
  process.on('message', (request: Request) => {
    switch (request.kind) {
      case 'cpu': {
        const { user, system } = process.cpuUsage();
        return send({ kind: 'cpu', ms: (user + system) / 1000 });
      }
      case 'stop':
        return void stop();
    }
  });
  process.on('disconnect', () => void stop());
  // Ctrl-C reaches the whole group of processes; the parent decides when each ends.
  process.on('SIGINT', () => undefined);
  send({ kind: 'listening', port });
}
