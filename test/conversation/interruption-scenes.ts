import type { Answer } from '../../src/domain/answer.ts';
import type { Does, Move, Scene } from './scene.ts';
import { interruptions, type Interruption, type SpokenCommand } from './spoken.ts';

interface Stop {
  readonly key: string;
  readonly answer: Answer;
  readonly by: Does;
}

const tapped = (key: string, value: number | string): Stop => ({
  key,
  answer: typeof value === 'number' ? { kind: 'number', value } : { kind: 'option', code: value },
  by: { kind: 'tap', answer: value },
});

/** Every question that a week can have, with homework done in part. */
const stops: readonly Stop[] = [
  tapped('goals-same', 8),
  tapped('goals-fit', 9),
  tapped('goal-progress/g1', 7),
  tapped('tasks-sense', 8),
  tapped('tasks-useful', 8),
  tapped('homework-status/h1', 'partly'),
  tapped('homework-difficulty', 4),
  {
    key: 'homework-barriers',
    answer: { kind: 'options', codes: ['forgot', 'no-time'] },
    by: { kind: 'tick', codes: ['forgot', 'no-time'] },
  },
  tapped('bond-care', 10),
  tapped('bond-open', 9),
];

const typed = (command: SpokenCommand): Does => ({
  kind: 'type',
  words: ({ commands }) => commands[command],
});
const tap = (command: string): Does => ({ kind: 'tap-command', command });
const wayOn: Does = { kind: 'way-on' };

const hello: Move = { does: { kind: 'type', words: ({ hello }) => hello }, asks: 'goals-same' };

/** What stands open after each, where that is not the question itself. */
const opens: Partial<Record<Interruption, string>> = {
  help: '',
  helplines: '',
  settings: 'settings',
  myData: 'my-data',
  language: 'language',
  startOver: 'start-over',
  stop: '',
};

/** One interruption, typed or tapped, and the way back to what was open, as it was. */
function interruption(
  which: Interruption,
  { at, by }: { readonly at: number; readonly by: 'typed' | 'tapped' },
): readonly Move[] {
  const { key } = stops[at]!;
  const does = by === 'typed' ? typed(which) : tap(which);
  const before = stops[at - 1];
  const next = stops[at + 1]?.key ?? 'summary';
  if (which === 'back')
    return before
      ? [
          { does, asks: before.key },
          { does: before.by, asks: key },
        ]
      : [{ does, asks: key }];
  if (which === 'skip')
    return [
      { does, asks: withoutHomework(key, next), stores: { [key]: { kind: 'skipped' } } },
      { does: typed('back'), asks: key },
    ];
  // nothing was answered yet that could be cleared
  if (which === 'startOver' && at === 0) return [{ does, asks: key }];
  return [
    { does, asks: opens[which] ?? key },
    { does: wayOn, asks: key },
  ];
}

/** What got in the way is asked of nobody who skipped how it went. */
const withoutHomework = (key: string, next: string): string => {
  if (key !== 'homework-status/h1') return next;
  return 'homework-difficulty';
};

const answers = ({ key, answer, by }: Stop, at: number): Move => ({
  does: by,
  asks: stops[at + 1]?.key ?? 'summary',
  stores: { [key]: answer },
});

/** All of them at one question, written out; then at every question of a week, typed and tapped. */
export const interruptionScenes: readonly Scene[] = [
  {
    title: 'What may come in between',
    about:
      'At any question: help, the helplines, settings, my data, another language, starting over, stop, back, skip. What was open comes back as it was.',
    moves: [
      hello,
      answers(stops[0]!, 0),
      ...interruptions.flatMap((which) => interruption(which, { at: 1, by: 'typed' })),
      answers(stops[1]!, 1),
    ],
  },
  {
    title: 'All of that at every question of a week',
    about:
      'Each of them typed, and tapped where there is a button for it; each time what was open comes back and nothing is stored but what was given.',
    brief: true,
    moves: [
      hello,
      ...stops.flatMap((stop, at) => [
        { does: tap('stop'), asks: '' },
        { does: wayOn, asks: stop.key },
        // the helplines by the button below the help
        { does: typed('help'), asks: '' },
        { does: tap('helplines'), asks: '' },
        { does: wayOn, asks: stop.key },
        ...interruption('back', { at, by: 'tapped' }),
        ...interruptions.flatMap((which) => interruption(which, { at, by: 'typed' })),
        ...interruption('skip', { at, by: 'tapped' }),
        answers(stop, at),
      ]),
    ],
    ends: { status: 'complete' },
  },
  {
    title: 'The same at the summary',
    about: 'The summary comes back as it was, and so does the end of the week’s check-in.',
    brief: true,
    moves: [
      hello,
      ...stops.map(answers),
      ...(['help', 'helplines', 'settings', 'myData', 'language', 'stop'] as const).flatMap(
        (which): Move[] => [
          { does: typed(which), asks: opens[which] ?? '' },
          { does: wayOn, asks: 'summary' },
        ],
      ),
      { does: typed('skip'), asks: 'summary' },
      { does: typed('startOver'), asks: 'summary' },
      { does: typed('back'), asks: 'bond-open' },
      { does: stops.at(-1)!.by, asks: 'summary' },
      { does: typed('send'), asks: '', says: 'thanks' },
      { does: { kind: 'type', words: ({ hello }) => hello }, asks: 'done' },
      ...(['help', 'helplines', 'settings', 'myData', 'language', 'stop'] as const).flatMap(
        (which): Move[] => [
          { does: typed(which), asks: opens[which] ?? '' },
          { does: wayOn, asks: 'done' },
        ],
      ),
    ],
    ends: { status: 'complete' },
  },
];
