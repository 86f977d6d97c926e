import { execFile } from 'node:child_process';
import { expect } from 'chai';
import { beginTrial } from '../src/instrument-command/begin-trial.ts';
import { describeInstrument } from '../src/instrument-command/describe-instrument.ts';
import { readInstrumentFile } from '../src/instrument-command/read-instrument-file.ts';
import { readOptions } from '../src/instrument-command/read-options.ts';
import { takeInstrument } from '../src/instrument-command/take-instrument.ts';
import type { Language } from '../src/i18n/index.ts';

/** The command as `npm run instrument --` starts it, with these lines typed. */
const run = (
  args: readonly string[],
  typed = '',
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['src/instrument-command.ts', ...args],
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
    child.stdin?.end(typed);
  });

const made = (name: string): string => `test/questionnaires/${name}.json`;
const builtIn = 'instruments/alliance-weekly/1.0.0.questionnaire.json';

const check = async (file: string): Promise<string> =>
  describeInstrument(file, await readInstrumentFile(file)).join('\n');

/** Types these lines, and gives what was shown after each of them, how it ended, and what was answered. */
async function take(file: string, lines: readonly string[], language: Language = 'en') {
  const { loaded } = await readInstrumentFile(file);
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  const trial = beginTrial(loaded.instrument, language);
  const shown: string[][] = [[]];
  const typing = async function* () {
    for (const line of lines) {
      shown.push([]);
      yield line;
    }
  };
  const end = await takeInstrument(trial, typing(), (words) => shown.at(-1)?.push(words));
  return { end, shown: shown.map((words) => words.join('\n')), response: trial.response() };
}

describe('npm run instrument -- check', () => {
  it('says what the built-in questionnaire is, and that a usual week is ten taps', async () => {
    const { code, stdout } = await run(['check', builtIn]);
    expect(stdout.split('\n').slice(0, -1)).to.deep.equal([
      'Weekly alliance check-in',
      '  id            alliance-weekly',
      '  version       1.0.0',
      '  status        active',
      '  url           https://alliance-checkin.example/fhir/Questionnaire/alliance-weekly',
      '  languages     en, es, fr, de, pt-BR, zh-Hans, ar',
      '  questions     11',
      '  shortest way  10 taps with sending',
      '  longest way   11 taps with sending',
      '  scoring       goals 2, tasks 2, bond 2',
      '',
      'It can be used.',
    ]);
    expect(code).to.equal(0);
  });

  it('names what cannot be run, each item and why, and ends with 1', async () => {
    const { code, stdout } = await run(['check', made('refused/four-faults-at-once')]);
    expect(stdout).to.match(/It cannot be used:\n {2}f1: .*attachment.*\n {2}f2: .*reference/);
    expect(code).to.equal(1);
  });

  it('counts what is typed apart from what is tapped, on the shortest and the longest way', async () => {
    expect(await check(made('conditions-all-and-any'))).to.match(
      /shortest way {2}3 taps with sending, 1 typed\n {2}longest way {3}5 taps with sending, 3 typed/,
    );
  });

  it('says which texts a language lacks, what is left aside, and that there is no scoring', async () => {
    expect(await check(made('translations'))).to.contain('fr (3 of 10 texts missing)');
    const other = await check(made('structured-capture-shape'));
    expect(other).to.contain('only an active one is used');
    expect(other).to.match(/Left aside:[^]*\n {2}1: extension .*shortText/);
    expect(other).to.contain('never scored and never alerted on');
  });

  it('says that not every way was looked at where expressions decide', async () => {
    expect(await check(made('expressions/enabled-by-expression'))).to.contain(
      'of the ways that were looked at',
    );
    expect(await check(made('all-optional'))).not.to.contain('looked at');
  });

  it('says plainly that a file is not there, or is no JSON', async () => {
    expect(await check('nowhere.json')).to.contain('It cannot be used:\n  the file is not there');
    expect(await check('README.md')).to.contain('the file is not JSON');
    expect(await check('package.json')).to.contain('It cannot be used:');
  });

  it('looks at no more ways than it has time for', async () => {
    const began = process.cpuUsage();
    expect(await check(made('two-hundred-items'))).to.contain('It can be used.');
    expect(process.cpuUsage(began).user).to.be.below(10_000_000);
  });
});

describe('npm run instrument -- run', () => {
  it('takes what is piped in, and prints the response alone', async () => {
    const { code, stdout, stderr } = await run(['run', made('a-single-item')], 'eight\n');
    expect(JSON.parse(stdout)).to.deep.include({
      status: 'completed',
      item: [{ linkId: 'only', text: 'How was your day?', answer: [{ valueInteger: 8 }] }],
    });
    expect(stderr).to.contain('How was your day?\n0 … 10');
    expect(code).to.equal(0);
  });

  it('goes back, skips, explains itself, and asks again what it does not understand', async () => {
    const { end, shown, response } = await take(made('all-optional'), [
      'yes',
      '4',
      'back',
      'no',
      '2',
      'help',
      'skip',
      'now and later',
      'a word',
    ]);
    expect(shown[2]).to.contain('outside the scale');
    expect(shown[3]).to.contain('Do you like to be asked?');
    expect(shown[6]).to.contain('One line is one answer').and.to.contain('What would you like to be asked?');
    expect(end).to.equal('done');
    expect(response.item).to.deep.include({
      linkId: 'o1',
      text: 'Do you like to be asked?',
      answer: [{ valueBoolean: false }],
    });
    expect(JSON.stringify(response.item)).to.contain('"later"').and.not.to.contain('"o3"');
  });

  it('stops when it is told to, with what was answered so far', async () => {
    const { end, response } = await take(made('all-optional'), ['yes', 'stop', 'never read']);
    expect(end).to.equal('stopped');
    expect(response).to.include({ status: 'in-progress' });
    expect(JSON.stringify(response.item)).to.contain('o1');
  });

  it('says so where the input ends before the questions do', async () => {
    const { end, response } = await take(made('every-item-type'), ['yes']);
    expect(end).to.equal('ended');
    expect(response.status).to.equal('in-progress');
  });

  it('starts over', async () => {
    const { response } = await take(made('all-optional'), ['yes', 'start over', 'stop']);
    expect(response).not.to.have.property('item');
  });

  it('takes several answers to one question, and asks for a group once more', async () => {
    const { shown, response } = await take(made('repeating-questions'), [
      'Ann',
      'Ben',
      'that is all',
      'stop',
    ]);
    expect(shown[2]).to.contain('Ann and Ben');
    expect(response.item?.[0]?.answer).to.deep.equal([{ valueString: 'Ann' }, { valueString: 'Ben' }]);
    const groups = await take(made('repeating-groups'), ['Top', 'Jam', '2', 'yes', 'Tea', 'stop']);
    expect(JSON.stringify(groups.response.item)).to.contain('Jam').and.to.contain('Tea');
  });

  it('takes the words of the button that keeps what is offered for what it keeps', async () => {
    const lines = [
      'yes',
      '4',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
      'Keep “Example”',
      'keep “a table at the window”',
    ];
    const { response } = await take(made('initial-values'), [...lines, 'stop']);
    expect(JSON.stringify(response.item)).to.contain('"valueString":"Example"');
    expect(JSON.stringify(response.item)).to.contain('"valueString":"A table at the window"');
  });

  it('shows the unit in which a number is meant', async () => {
    expect((await take(made('units'), [])).shown[0]).to.contain('(cm)');
  });

  it('speaks the language that was asked for', async () => {
    const { shown } = await take(made('translations'), ['sí'], 'es');
    expect(shown[0]).to.contain('¿Desayunó?').and.to.contain('• No');
  });

  it('runs the built-in questionnaire in nine answers, before sending', async () => {
    const lines = ['8', '8', '5', '8', '8', 'done', '3', '9', '9'];
    const { end, response } = await take(builtIn, lines);
    expect(end, JSON.stringify(response.item)).to.equal('done');
    expect(response.status).to.equal('completed');
  });
});

describe('the options of npm run instrument', () => {
  for (const [args, expected] of [
    [['--help'], { command: 'help' }],
    [['check', 'a.json'], { command: 'check', file: 'a.json' }],
    [['run', 'a.json'], { command: 'run', file: 'a.json', language: 'en' }],
    [['run', 'a.json', '--lang', 'pt-br'], { command: 'run', file: 'a.json', language: 'pt-BR' }],
  ] as const) {
    it(`${args.join(' ')} is understood`, () => {
      expect(readOptions(args)).to.deep.equal({ ok: true, options: expected });
    });
  }
  for (const args of [
    [],
    ['check'],
    ['run', 'a', 'b'],
    ['walk', 'a'],
    ['run', 'a', '--lang', 'xx'],
    ['--what'],
  ]) {
    it(`${args.join(' ') || 'nothing'} is not`, () => {
      expect(readOptions(args).ok).to.equal(false);
    });
  }
});
