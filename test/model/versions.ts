import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { shelve, type InstrumentShelf } from '../../src/domain/instrument/instrument-shelf.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { forEach, group, options, rating, text, when, type RawItem, type Words } from './write-items.ts';

/** One version as its file says it, for the model to read by itself, and loaded, for the bot. */
export interface Version {
  readonly name: string;
  readonly items: readonly RawItem[];
  readonly subscales: Readonly<Record<'goals' | 'tasks' | 'bond', readonly string[]>>;
  readonly instrument: Instrument;
}

const same = rating('goals-same', ['Do you want the same things?', '¿Quieren lo mismo?']);
const goal = forEach('goal', 'goal', [
  rating('goal-progress', ['How far along is “{{title}}”?', '¿Cuánto has avanzado en «{{title}}»?']),
]);
const ends: readonly [Words, Words] = [
  ['No sense at all', 'Ningún sentido'],
  ['Complete sense', 'Todo el sentido'],
];
const senseWords: Words = ['Does what you do make sense?', '¿Tiene sentido lo que hacen?'];
const sense = rating('tasks-sense', senseWords, { ends });
const statuses = [
  ['not-done', 'Not done', 'No la hice'],
  ['partly', 'Partly', 'En parte'],
  ['done', 'Done', 'Hecha'],
] as const;
const statusWords: Words = ['How did “{{title}}” go?', '¿Cómo fue «{{title}}»?'];
const status: RawItem = {
  linkId: 'homework-status',
  type: 'choice',
  ...text(statusWords),
  ...options(statuses),
};
const homework = forEach('homework', 'homework', [status]);
const barriersWords: Words = ['What got in the way?', '¿Qué lo impidió?'];
const barriersOf = (codes: readonly string[], list: readonly (readonly [string, ...Words])[]): RawItem => ({
  linkId: 'barriers',
  type: 'choice',
  repeats: true,
  ...text(barriersWords),
  ...options(list),
  ...when('homework-status', codes),
});
const obstacles = [
  ['forgot', 'Forgot', 'Se me olvidó'],
  ['too-hard', 'Too hard', 'Demasiado difícil'],
  ['boring', 'Boring', 'Aburrida'],
] as const;
const barriers = barriersOf(['not-done', 'partly'], obstacles);
const careWords: Words = ['How cared for do you feel?', '¿Sientes que se preocupan por ti?'];
const care = rating('bond-care', careWords, { required: true });

const subscales = { goals: ['goals-same'], tasks: ['tasks-sense'], bond: ['bond-care'] };
const goals = group('goals', [same, goal]);
const tasks = group('tasks', [sense, homework, barriers]);
const bond = group('bond', [care]);

/** What a deployment may do to a questionnaire, each by itself. */
export const versions: readonly Version[] = [
  version('1.0.0', [goals, tasks, bond]),
  version('1.1.0-removed', [group('goals', [same]), tasks, bond]),
  version('1.2.0-reworded', [
    goals,
    tasks,
    group('bond', [rating('bond-care', ['How safe do you feel?', careWords[1]], { required: true })]),
  ]),
  version('1.3.0-reordered', [bond, tasks, goals]),
  version('1.4.0-range', [
    goals,
    group('tasks', [rating('tasks-sense', senseWords, { ends, range: [1, 7] }), homework, barriers]),
    bond,
  ]),
  version(
    '1.5.0-added',
    [
      goals,
      tasks,
      group('bond', [
        rating('bond-open', ['How open can you be?', '¿Puedes hablar con franqueza?']),
        care,
        { linkId: 'heard', type: 'boolean', ...text(['Did you feel heard?', '¿Sentiste que te escuchan?']) },
        {
          linkId: 'one-thing',
          type: 'string',
          maxLength: 100,
          ...text(['Which one thing helped?', '¿Qué cosa te ayudó?']),
        },
      ]),
    ],
    { ...subscales, bond: ['bond-open', 'bond-care'] },
  ),
  version('1.6.0-swapped', [
    group('goals', [rating('goals-same', careWords), goal]),
    tasks,
    group('bond', [rating('bond-care', ['Do you want the same things?', '¿Quieren lo mismo?'])]),
  ]),
  version('1.7.0-flipped', [
    goals,
    group('tasks', [rating('tasks-sense', senseWords, { ends: [ends[1], ends[0]] }), homework, barriers]),
    bond,
  ]),
  version('1.8.0-translated', [
    goals,
    tasks,
    group('bond', [rating('bond-care', [careWords[0], '¿Cuánto te cuidan?'], { required: true })]),
  ]),
  version('1.9.0-options', [
    goals,
    group('tasks', [
      sense,
      forEach('homework', 'homework', [
        { ...status, ...options([...statuses.slice(0, 2), ['done', 'Done in full', 'Hecha del todo']]) },
      ]),
      barriersOf(
        ['not-done', 'partly'],
        [
          ['forgot', 'Forgot', 'Se me olvidó'],
          ['no-time', 'No time', 'Sin tiempo'],
        ],
      ),
    ]),
    bond,
  ]),
  version('1.10.0-conditions', [
    goals,
    group('tasks', [sense, homework, barriersOf(['not-done', 'partly', 'done'], obstacles)]),
    bond,
  ]),
  version('1.11.0-short', [
    group('goals', [same]),
    group('tasks', [sense]),
    group('bond', [rating('bond-care', careWords)]),
  ]),
  version(
    'other-1.0.0',
    [
      group('goals', [same, rating('goals-fit', ['Do your goals fit you?', '¿Tus metas son tuyas?'])]),
      group('tasks', [sense]),
      group('bond', [rating('bond-warm', careWords)]),
    ],
    { ...subscales, bond: ['bond-warm'] },
  ),
];

export function versionNamed(name: string): Version {
  const found = versions.find((one) => one.name === name);
  if (!found) throw new Error(`there is no version ${name}`);
  return found;
}

/** The model names a version by what a check-in says of its instrument. */
export const versionOf = (instrument: { readonly version: string }): Version =>
  versionNamed(instrument.version);

/** What a deployment brings: the current version, with all others retired beside it, or alone. */
export function shelfOf({ current, keeps }: { current: string; keeps: boolean }): InstrumentShelf {
  const name = `${current} ${keeps}`;
  const known = shelves.get(name);
  if (known) return known;
  const shelf = shelve(
    versions
      .filter((one) => keeps || one.name === current)
      .map(({ name, instrument }) =>
        name === current ? instrument : { ...instrument, status: 'retired' as const },
      ),
  );
  shelves.set(name, shelf);
  return shelf;
}

const shelves = new Map<string, InstrumentShelf>();

function version(name: string, items: readonly RawItem[], scales: Version['subscales'] = subscales): Version {
  const id = name.startsWith('other') ? 'other-weekly' : 'model-weekly';
  const url = `https://alliance-checkin.example/fhir/Questionnaire/${id}`;
  const loaded = loadInstrument(
    {
      resourceType: 'Questionnaire',
      id,
      url,
      version: name,
      status: 'active',
      language: 'en',
      title: id,
      item: items,
    },
    { questionnaire: `${url}|${name}`, subscales: scales, floor: { whole: 6, domain: 5 } },
  );
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return { name, items, subscales: scales, instrument: loaded.instrument };
}
