/**
 * Random conversations in all languages: `npm run conversations -- --runs 10000 --from 1`. None may come to a dead end, ask
 * a question twice without a reason, go on past three unclear replies without a way out, or store what was not given.
 * Exit code 1: one did; it is printed, and `--runs 1 --from N` plays it again.
 */
import { parseArgs } from 'node:util';
import { runRandomly } from '../test/conversation/random/run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    from: { type: 'string', default: String(1 + (Date.now() % 1_000_000_000)) },
  },
});
const [runs, from] = [Number(values.runs), Number(values.from)];
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(from) || from < 0) {
  console.error('npm run conversations -- [--runs 10000] [--from N]');
  process.exit(2);
}
console.log(`${runs} conversations from ${from}`);
const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
const step = Math.max(1, Math.ceil(runs / 20));
const report = await runRandomly({
  runs,
  from,
  progress: (done) => {
    if (done.runs % step === 0)
      console.log(`${done.runs} conversations, ${done.turns} messages, ${seconds()} s`);
  },
});
if (report.failure) {
  const { run, error } = report.failure;
  console.log(`conversation ${run}: ${error instanceof Error ? error.message : String(error)}`);
} else {
  console.log(
    `${report.runs} conversations of ${report.turns} messages: no dead end, no question twice without a reason, ` +
      `always a way out, nothing stored that was not given; ${seconds()} s`,
  );
}
process.exit(report.failure ? 1 : 0);
