import { median, quantile } from '../turns/statistics.ts';
import { number, type Loaded } from './load-folder.ts';
import { measured, type Figures } from './measure-sizes.ts';
import { megabytes } from './memory.ts';

/** What is asked of the store: a history a hundred times as long may cost less than this many times as much. */
export const most = 1.5;

const names = {
  turn: "a client's turn",
  caseload: 'the caseload page',
  client: "a client's page",
  'caseload-records': '· of it the records',
  'client-records': '· of it the records ',
} as const;
const judged: readonly string[] = ['turn', 'caseload', 'client'];
const shown = [
  'turn',
  'caseload',
  'caseload-records',
  'client',
  'client-records',
] as const satisfies (typeof measured)[number][];

/** Prints both sizes beside each other. Returns what grew too much; empty when all is well. */
export function printGrowth(sizes: readonly Loaded[], figures: readonly Figures[]): readonly string[] {
  const tooMuch: string[] = [];
  const [small, large] = figures;
  if (!small || !large) throw new RangeError('two sizes are compared');
  const [few, many] = sizes.map(({ clinic }) => number(clinic.checkIns));
  const rows = shown.map((what) => {
    const of = (share: (ms: readonly number[]) => number) => {
      const [before, after] = [share(small[what]), share(large[what])];
      return { before, after, ratio: after / before };
    };
    const [p50, p95] = [of(median), of((ms) => quantile(ms, 0.95))];
    if (judged.includes(what) && !(p50.ratio < most)) tooMuch.push(`p50 of ${names[what]}`);
    if (judged.includes(what) && !(p95.ratio < most)) tooMuch.push(`p95 of ${names[what]}`);
    return [
      names[what],
      {
        'ratio p50': p50.ratio.toFixed(2),
        'ratio p95': p95.ratio.toFixed(2),
        [`${few}: p50 ms`]: p50.before.toFixed(1),
        'p95 ms': p95.before.toFixed(1),
        [`${many}: p50 ms`]: p50.after.toFixed(1),
        'p95 ms ': p95.after.toFixed(1),
      },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
  console.table(
    Object.fromEntries(
      sizes.map(({ clinic, disk, memory }, index) => {
        const own = figures[index]!;
        return [
          `${number(clinic.checkIns)} check-ins`,
          {
            clients: clinic.clients.length,
            'on the disk': megabytes(disk),
            'memory: loading': megabytes(memory),
            'serving, before': megabytes(own.memory.before),
            'and after': megabytes(own.memory.after),
          },
        ];
      }),
    ),
  );
  return tooMuch;
}
