import { median, quantile } from '../turns/statistics.ts';
import type { Driven } from './drive-turns.ts';
import { number, type Loaded } from './load-folder.ts';
import type { Figures } from './measure-sizes.ts';
import type { OnCosmos } from './on-cosmos.ts';

/** Turns per second and requests per turn in both homes. */
export function printHomes(sizes: readonly Loaded[], figures: readonly Figures[], cosmos: OnCosmos): void {
  const { account, turns, caseload, client } = cosmos.rate;
  const home = account === 'real' ? 'Cosmos DB, COSMOS_ENDPOINT' : 'Cosmos DB, npm server';
  const perTurn = (count: number, { turns }: Driven) => (count / turns).toFixed(2);
  console.table(
    Object.fromEntries([
      ...sizes.map(({ clinic }, index) => {
        const { atOnce } = figures[index]!;
        const { reads, writes, lists } = atOnce.operations;
        return [
          `SQLite, ${number(clinic.checkIns)} check-ins`,
          {
            ...rateOf(atOnce),
            'reads per turn': perTurn(reads + lists, atOnce),
            'writes per turn': perTurn(writes, atOnce),
          },
        ];
      }),
      [home, rateOf(turns)],
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

const rateOf = ({ turns, seconds, atOnce, ms }: Driven) => ({
  'turns/s': (turns / seconds).toFixed(0),
  'clients at once': atOnce,
  'wait ms p50': median(ms).toFixed(1),
  'wait ms p95': quantile(ms, 0.95).toFixed(1),
});
