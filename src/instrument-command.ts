import { createInterface } from 'node:readline';
import { beginTrial } from './instrument-command/begin-trial.ts';
import { describeInstrument } from './instrument-command/describe-instrument.ts';
import { readInstrumentFile } from './instrument-command/read-instrument-file.ts';
import { readOptions, usage, type Options } from './instrument-command/read-options.ts';
import { takeInstrument } from './instrument-command/take-instrument.ts';

const result = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** As a shell has it for what was ended by Ctrl-C. */
const interrupted = 130;

process.exitCode = await run();

async function run(): Promise<number> {
  const read = readOptions(process.argv.slice(2));
  if (!read.ok) {
    for (const fault of read.faults) note(fault);
    if (read.faults.length === 0) note(usage);
    return 2;
  }
  const { options } = read;
  if (options.command === 'help') {
    result(usage);
    return 0;
  }
  if (options.command === 'run') return take(options);
  const file = await readInstrumentFile(options.file);
  for (const line of describeInstrument(options.file, file)) result(line);
  return file.loaded.ok ? 0 : 1;
}

async function take({ file, language }: Extract<Options, { command: 'run' }>): Promise<number> {
  const { loaded } = await readInstrumentFile(file);
  if (!loaded.ok) {
    note('It cannot be run:');
    for (const fault of loaded.faults) note(`  ${fault}`);
    return 1;
  }
  const trial = beginTrial(loaded.instrument, language);
  const typed = process.stdin.isTTY;
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: typed,
    prompt: '> ',
  });
  let broken = false;
  lines.on('SIGINT', () => {
    broken = true;
    lines.close();
  });
  const end = await takeInstrument(trial, lines, (words) => {
    note(`\n${words}`);
    if (typed) lines.prompt();
  });
  lines.close();
  if (broken) {
    note('');
    return interrupted;
  }
  result(JSON.stringify(trial.response(), undefined, 2));
  if (end === 'ended') note('\nThe input ended before the questions did. What was answered so far is above.');
  return end === 'ended' ? 1 : 0;
}
