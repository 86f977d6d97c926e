import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readPast } from './alerts/read-past.ts';
import { replay } from './alerts/replay.ts';
import { instrumentNorms } from './alerts/rule/instrument-norms.ts';
import { acceptable } from './alerts/rule/threshold.ts';
import { readInstruments, shippedInstruments } from './state/read-instruments.ts';

/** Lets a clinic try the alert rule on its own past. */
const usage = `npm run --silent backtest -- FILE.csv [--false-alarms 0.02]

Reads a table with the header line client,week,goals,tasks,bond (- reads it from standard input). A week is a whole
number, a score 0 to 10; empty scores are a missed week; rows stand in any order.
Prints client,week,kind,domain,severity for every alert, in the week in which it would have been raised.
  --false-alarms  drops and slides raised without cause that are accepted in each answered week of a client,
                  ${acceptable.least} to ${acceptable.most}; without it 0.02`;

/** Lines of what is wrong, at most. */
const mostFaults = 20;

process.exitCode = await run();

async function run(): Promise<0 | 1 | 2> {
  const given = readArguments();
  if (given === 'help') {
    console.log(usage);
    return 0;
  }
  if (given === undefined) {
    console.error(usage);
    return 2;
  }
  let text: string;
  try {
    text = given.file === '-' ? await readAll(process.stdin) : await readFile(given.file, 'utf8');
  } catch (error) {
    console.error(`The file cannot be read (${codeOf(error)}).`);
    return 2;
  }
  const read = readPast(text);
  if (!read.ok) {
    console.error(read.faults.slice(0, mostFaults).join('\n'));
    if (read.faults.length > mostFaults) console.error(`and ${read.faults.length - mostFaults} more`);
    console.error('Nothing was evaluated.');
    return 1;
  }
  const { past } = read;
  const { instruments } = await readInstruments(
    process.env['INSTRUMENTS_DIR'] || undefined,
    shippedInstruments,
  );
  const instrument = instruments.current(process.env['INSTRUMENT'] ?? 'alliance-weekly');
  if (!instrument) {
    console.error('The instrument that INSTRUMENT names is not in INSTRUMENTS_DIR.');
    return 2;
  }
  const { scoring } = instrument;
  const assumed = instrumentNorms(scoring);
  const raised = replay(past, { floor: scoring.floor, assumed, falseAlarms: given.falseAlarms });
  process.stdout.write(
    raised
      .map(
        ({ client, week, finding: { kind, domain, severity } }) =>
          `${quoted(client)},${week},${kind},${domain},${severity}\n`,
      )
      .join(''),
  );
  const weeks = [...past.values()].reduce((sum, answered) => sum + answered.length, 0);
  console.error(`${past.size} clients, ${weeks} answered weeks, ${raised.length} alerts.`);
  return 0;
}

function readArguments(): { readonly file: string; readonly falseAlarms: number } | 'help' | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'false-alarms': { type: 'string', default: '0.02' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return 'help';
    const [file, ...others] = positionals;
    const falseAlarms = Number(values['false-alarms']);
    const isAccepted = falseAlarms >= acceptable.least && falseAlarms <= acceptable.most;
    return file === undefined || others.length > 0 || !isAccepted ? undefined : { file, falseAlarms };
  } catch {
    return undefined;
  }
}

function quoted(client: string): string {
  return /[",;\n\r]/.test(client) ? `"${client.replaceAll('"', '""')}"` : client;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
