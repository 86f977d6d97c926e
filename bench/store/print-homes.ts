import { median, quantile, spread } from '../turns/statistics.ts';
import type { Driven } from './drive-turns.ts';
import { number, type Loaded } from './load-folder.ts';
import type { Figures } from './measure-sizes.ts';
import type { OnCosmos } from './on-cosmos.ts';
import type { AtOnce } from './serving.ts';

/** Turns per second and requests per turn in both homes. */
export function printHomes(sizes: readonly Loaded[], figures: readonly Figures[], cosmos: OnCosmos): void {
  const { account, turns, caseload, client } = cosmos.rate;
  const home = account === 'real' ? 'Cosmos DB, COSMOS_ENDPOINT' : 'Cosmos DB, npm server';
  console.table(
    Object.fromEntries([
      ...sizes.map(({ clinic }, index) => {
        const { atOnce } = figures[index]!;
        return [
          `SQLite, ${number(clinic.checkIns)} check-ins`,
          {
            ...rateOf(atOnce),
            'reads per turn': perTurn(atOnce, ({ reads, lists }) => reads + lists),
            'writes per turn': perTurn(atOnce, ({ writes }) => writes),
          },
        ];
      }),
      [home, rateOf([turns])],
    ]),
  );
  console.log('Requests to Cosmos DB, with what is written within a second after the reply:');
  console.table(
    Object.fromEntries(
      Object.entries(cosmos.requests).map(([name, { all, reads, writes, queries, acrossPartitions }]) => [
        name,
        { all, reads, writes, queries, 'beyond one partition': acrossPartitions },
      ]),
    ),
  );
  if (account === 'local') {
    console.log(
      'The npm server goes through every document of a container for each query, in this process: its times say nothing\n' +
        'about Cosmos DB, its counts do. With COSMOS_ENDPOINT and COSMOS_KEY the times are of that account.',
    );
  } else {
    const page = (ms: readonly number[]) =>
      `p50 ${median(ms).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms`;
    console.log(`On that account: the caseload page ${page(caseload)}; a client's page ${page(client)}`);
  }
}

const rateOf = (rounds: readonly Driven[]) => {
  const ms = rounds.flatMap((round) => round.ms);
  return {
    'turns/s': spread(
      rounds.map(({ turns, seconds }) => turns / seconds),
      0,
    ),
    'clients at once': rounds[0]?.atOnce,
    'wait ms p50': median(ms).toFixed(1),
    'wait ms p95': quantile(ms, 0.95).toFixed(1),
  };
};

const perTurn = (rounds: readonly AtOnce[], count: (operations: AtOnce['operations']) => number): string =>
  (sum(rounds.map(({ operations }) => count(operations))) / sum(rounds.map(({ turns }) => turns))).toFixed(2);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
