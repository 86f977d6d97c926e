/**
 * Treats the product's own servers badly and looks whether they keep their word. `npm run torture --`
 *
 *   kill [--rounds 20] [--seed N] [--clients 6]                 ends the process in the middle of check-ins
 *   duplicates [--activities 20000] [--seed N] [--clients 80]   delivers everything in copies, out of order, to two
 *                                                               servers over one Cosmos DB
 *   faults [--rate 0.05] [--activities 5000] [--instances 2] [--seed N] [--clients 80]
 *                                                               makes requests to Cosmos DB fail
 *
 * Everything happens on this machine, with data of its own. Exit code 1: something was lost, misplaced or doubled,
 * or a client could not go on; the data is kept then. The seed repeats what the clients say and about what befalls
 * them; the machine's own timing it cannot repeat.
 */
import { parseArgs } from 'node:util';
import type { CrowdReport } from './torture/attack-with-crowd.ts';
import { duplicates } from './torture/duplicates.ts';
import { faults } from './torture/faults.ts';
import { kill } from './torture/kill.ts';

const usage = `npm run torture -- kill [--rounds 20] [--seed N] [--clients 6]
npm run torture -- duplicates [--activities 20000] [--seed N] [--clients 80]
npm run torture -- faults [--rate 0.05] [--activities 5000] [--instances 2] [--seed N] [--clients 80]`;

const refuse = (): never => {
  console.error(usage);
  process.exit(2);
};
const within = (text: string, least: number, most: number): number => {
  const value = Number(text);
  return value >= least && value <= most ? value : refuse();
};
const whole = (text: string, most: number): number => {
  const value = within(text, 1, most);
  return Number.isInteger(value) ? value : refuse();
};

// The servers are this program's children: when this ends, however it does, so do they.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const anySeed = String(1 + (Date.now() % 1_000_000));
const print = (line: string): void => console.log(line);
const text = (value: string) => ({ type: 'string', default: value }) as const;

const attacks = {
  async kill(args: string[]): Promise<boolean> {
    const options = { rounds: text('20'), seed: text(anySeed), clients: text('6') };
    const { values } = parseArgs({ args, options });
    const [rounds, seed, clients] = [
      whole(values.rounds, 1000),
      whole(values.seed, 2 ** 31),
      whole(values.clients, 50),
    ];
    print(`kill: seed ${seed}, ${rounds} rounds, ${clients} clients at once`);
    const report = await kill({ rounds, seed, clients, print });
    print(
      `turns sent ${report.sent} (${report.again} of them again), acknowledged ${report.acknowledged}, unknown ${report.unknown}\n` +
        `kills ${report.kills} (${report.early} while starting; at ${Object.entries(report.points)
          .map(([point, count]) => `“${point}” ${count}`)
          .join(', ')}), check-ins complete ${report.complete}, open alerts ${report.alerts}`,
    );
    return conclude(seed, report);
  },

  async duplicates(args: string[]): Promise<boolean> {
    const options = { activities: text('20000'), seed: text(anySeed), clients: text('80') };
    const { values } = parseArgs({ args, options });
    const [activities, seed, seats] = [
      whole(values.activities, 1_000_000),
      whole(values.seed, 2 ** 31),
      whole(values.clients, 500),
    ];
    print(`duplicates: seed ${seed}, ${activities} activities, ${seats} people at once, 2 servers`);
    const report = await duplicates({ activities, seats, seed, print });
    describe(report);
    return conclude(seed, report);
  },

  async faults(args: string[]): Promise<boolean> {
    const { values } = parseArgs({
      args,
      options: {
        rate: text('0.05'),
        activities: text('5000'),
        instances: text('2'),
        seed: text(anySeed),
        clients: text('80'),
      },
    });
    const rate = within(values.rate, 0, 0.9);
    const [activities, instances, seed, seats] = [
      whole(values.activities, 1_000_000),
      whole(values.instances, 4),
      whole(values.seed, 2 ** 31),
      whole(values.clients, 500),
    ];
    print(
      `faults: seed ${seed}, rate ${rate}, ${activities} activities, ${seats} people at once, ${instances} servers`,
    );
    const report = await faults({ rate, activities, instances, seats, seed, print });
    describe(report);
    const injected = [...report.injected]
      .filter(([kind]) => kind !== 'none')
      .sort(([a], [b]) => (a < b ? -1 : 1));
    print(
      `faults injected: ${injected.map(([kind, count]) => `${kind} ${count}`).join(', ')}; unharmed ${report.injected.get('none') ?? 0}`,
    );
    return conclude(seed, report);
  },
};

function describe({
  said,
  delivered,
  replies,
  people,
  silent,
  savedAfterAll,
  seconds,
  complete,
  alerts,
}: CrowdReport): void {
  print(
    `people ${people}, activities ${said.activities} (${said.repeated} of them the same again after a silence), ${Math.round(said.activities / seconds)} a second\n` +
      `deliveries ${delivered.posts}, redelivered ${delivered.redelivered}, given up ${delivered.abandoned}, longest answer ${Math.round(delivered.longestMs)} ms, unanswered in 15 s ${delivered.unanswered}\n` +
      `replies ${replies.taken}, slow ${replies.slow}, refused at first ${replies.refused}, unheard ${replies.unheard}; taps met with silence ${silent}\n` +
      `told not saved ${said.toldNotSaved}, told not confirmed ${said.toldNotConfirmed}, saved after all ${savedAfterAll}; check-ins complete ${complete}, open alerts ${alerts}`,
  );
}

function conclude(
  seed: number,
  { checked, faults, directory }: Pick<CrowdReport, 'checked' | 'faults' | 'directory'>,
): boolean {
  print(
    `answers checked ${checked}, lost ${faults.lost}, misplaced ${faults.misplaced}, doubled ${faults.doubled}, other ${faults.other}`,
  );
  const clean = Object.values(faults).every((count) => count === 0);
  if (!clean) print(`seed ${seed}; what the servers left is in ${directory}`);
  return clean;
}

const [name = '', ...args] = process.argv.slice(2);
const attack = name in attacks ? attacks[name as keyof typeof attacks] : refuse();
process.exit((await attack(args)) ? 0 : 1);
