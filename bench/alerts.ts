import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { draw } from './alerts/draw.ts';
import { measureSpeed } from './alerts/measure-speed.ts';
import { runScenario, type Result } from './alerts/run-scenario.ts';
import { reporting, tuning, type Scenario } from './alerts/scenarios.ts';
import { showResult, showTables } from './alerts/show.ts';
import { tune } from './alerts/tune.ts';

/** How well the alert rule does beside others and beside what is possible; see docs/alert-rule.md. */
const usage = `npm run bench:alerts -- [--seed 1] [--clients 1500] [--quick] [--false-alarms 0.02] [--only WORDS] [--write]
Simulates clinics, tunes every rule to one false-alarm rate and prints what each finds, scenario by scenario.
  --write  puts the tables and the picture into docs/alert-rule.md and docs/alert-rule.svg; not with --only
  --only   scenarios whose name has these words
  --quick  400 clients in a scenario
  --tune   the rule's thresholds, and how it does with each constant's neighbours
  --speed  microseconds for a week, by how long a history is`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    clients: { type: 'string' },
    'false-alarms': { type: 'string', default: '0.02' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    tune: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const settings = {
  seed: Number(values.seed),
  clients: Number(values.clients ?? (values.quick ? 400 : 1500)),
  falseAlarms: Number(values['false-alarms']),
};

if (values.help) console.log(usage);
else if (values.speed) console.log(measureSpeed());
else if (values.tune) console.log(tune(settings, (words) => console.error(words)));
else await compare();

async function compare(): Promise<void> {
  const run = (family: readonly Scenario[]): readonly Result[] =>
    family
      .filter(({ name }) => name.includes(values.only))
      .map((scenario) => {
        const started = performance.now();
        const result = runScenario(scenario, settings);
        console.error(`${scenario.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
        console.log(`${showResult(result)}\n`);
        return result;
      });
  const families = { 'Tuning family': run(tuning), 'Reporting family': run(reporting) };
  if (!values.write || values.only !== '') return;
  const document = new URL('../docs/alert-rule.md', import.meta.url);
  const [begin, end] = ['<!-- measured -->', '<!-- end of measured -->'];
  const text = readFileSync(document, 'utf8');
  const how = `Seed ${settings.seed}, ${settings.clients} clients in each scenario, ${100 * settings.falseAlarms} % of answered weeks accepted.`;
  const made = [begin, how, showTables(families), end].join('\n\n');
  const written = text.slice(0, text.indexOf(begin)) + made + text.slice(text.indexOf(end) + end.length);
  writeFileSync(document, await format(written, { parser: 'markdown' }));
  writeFileSync(new URL('../docs/alert-rule.svg', import.meta.url), draw(Object.values(families).flat()));
}
