/**
 * Random conversations against the model of the check-in (test/model): `npm run model -- --runs 20000 --seed 42`.
 * Exit code 1: store and model disagreed, or a client could not go on; the smallest such conversation is printed.
 */
import { parseArgs } from 'node:util';
import { failureText, runModel } from '../test/model/run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('npm run model -- [--runs 2000] [--seed N]');
  process.exit(2);
}
console.log(`model: seed ${seed}, ${runs} conversations`);
const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
const step = Math.max(1, Math.ceil(runs / 20));
const report = await runModel({
  runs,
  seed,
  progress: (done) => {
    if (done.runs % step === 0)
      console.log(`${done.runs} conversations, ${done.turns} turns, ${seconds()} s`);
  },
});
if (report.failure) console.log(failureText(report.failure));
else
  console.log(
    `store and model agreed in ${report.runs} conversations of ${report.turns} turns; seed ${seed}, ${seconds()} s`,
  );
process.exit(report.failure ? 1 : 0);
