import { createApp, type App } from './app.ts';
import { readConfig } from './config.ts';
import { printWelcome } from './print-welcome.ts';
import { SetUpError } from './set-up-error.ts';

/** The process: environment, signals, exit codes. Nothing else reads `process`. */
const read = readConfig(process.env);
if (!read.ok) {
  console.error('Alliance Check-in cannot start. Please mend these settings (.env.example explains each):');
  for (const fault of read.faults) console.error(`  ${fault}`);
  process.exit(1);
}
const unknown = process.argv.slice(2).filter((argument) => argument !== '--empty');
if (unknown.length > 0) {
  console.error('Alliance Check-in knows one option: --empty, to begin without the demo clinic.');
  process.exit(1);
}

let app: App | undefined;
let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void (app?.close() ?? Promise.resolve()).then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

try {
  const empty = process.argv.includes('--empty') || read.config.production;
  app = await createApp(read.config, empty ? 'empty' : 'demo');
  await printWelcome(app, read.config, (line) => console.log(line));
} catch (error) {
  const faults = error instanceof SetUpError ? error.faults : [describe(error)];
  console.error('Alliance Check-in cannot start:');
  for (const fault of faults) console.error(`  ${fault}`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'for a reason that is not known';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'PORT: another program listens there already; stop it or choose another port';
  if (code === 'EACCES') return 'PORT or DATA_DIR: this user may not use it';
  return error.message;
}
