/**
 * Treats the product's own server badly and looks whether it keeps its word. `npm run torture -- kill`:
 *
 *   kill [--rounds 20] [--seed N] [--clients 6]   kills the process in the middle of check-ins
 *
 * Everything happens on this machine, in a data folder of its own. Exit code 1: something was lost, misplaced or
 * doubled, or a client could not go on. The seed repeats what the clients say and about when the kills come; the
 * machine's own timing it cannot repeat.
 */
import { parseArgs } from 'node:util';
import { kill } from './torture/kill.ts';

const usage = 'npm run torture -- kill [--rounds 20] [--seed N] [--clients 6]';
const whole = (text: string, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  console.error(usage);
  process.exit(2);
};

// The server is this program's child: when this ends, however it does, so does the server.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const attacks = {
  async kill(args: string[]): Promise<boolean> {
    const { values } = parseArgs({
      args,
      options: {
        rounds: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
        clients: { type: 'string', default: '6' },
      },
    });
    const [rounds, seed, clients] = [
      whole(values.rounds, 1000),
      whole(values.seed, 2 ** 31),
      whole(values.clients, 50),
    ];
    console.log(`kill: seed ${seed}, ${rounds} rounds, ${clients} clients at once`);
    const report = await kill({ rounds, seed, clients, print: console.log });
    const { faults, directory, ...counts } = report;
    console.log(
      `turns sent ${counts.sent} (${counts.again} of them again), acknowledged ${counts.acknowledged}, unknown ${counts.unknown}\n` +
        `kills ${counts.kills} (${counts.early} while starting), check-ins complete ${counts.complete}, open alerts ${counts.alerts}\n` +
        `answers checked ${counts.checked}, lost ${faults.lost}, misplaced ${faults.misplaced}, doubled ${faults.doubled}, other ${faults.other}`,
    );
    const clean = Object.values(faults).every((count) => count === 0);
    if (!clean) console.log(`seed ${seed}; what the server left is in ${directory}`);
    return clean;
  },
};

const [name = '', ...args] = process.argv.slice(2);
const attack = name in attacks ? attacks[name as keyof typeof attacks] : undefined;
if (!attack) {
  console.error(usage);
  process.exit(2);
}
process.exit((await attack(args)) ? 0 : 1);
