import type { Answer } from '../../src/domain/answer.ts';
import { interruptionScenes } from './interruption-scenes.ts';
import type { Does, Move, Scene } from './scene.ts';
import type { Spoken, SpokenCommand } from './spoken.ts';

const number = (value: number): Answer => ({ kind: 'number', value });
const option = (code: string): Answer => ({ kind: 'option', code });
const options = (...codes: string[]): Answer => ({ kind: 'options', codes });
const skipped: Answer = { kind: 'skipped' };

const type = (words: (spoken: Spoken) => string): Does => ({ kind: 'type', words });
const command = (name: SpokenCommand): Does => type(({ commands }) => commands[name]);
const word = (value: number): Does => type(({ numbers }) => numbers[value]!);
const digit = (value: number): Does => type(({ digits }) => digits?.[value] ?? String(value));
const tap = (answer: string | number): Does => ({ kind: 'tap', answer });
const choose = (...codes: string[]): Does => ({ kind: 'type-options', codes });

const hello: Move = { does: type(({ hello }) => hello), asks: 'goals-same', says: 'program' };
/** One answer, and what is asked next. */
const gives = (does: Does, key: string, answer: Answer, asks: string): Move => ({
  does,
  asks,
  stores: { [key]: answer },
});

const [goal, status] = ['goal-progress/g1', 'homework-status/h1'];

/** The first five ratings, typed in five ways: they come before the homework in every week with one goal. */
const untilHomework = (next: string): readonly Move[] => [
  hello,
  gives(digit(8), 'goals-same', number(8), 'goals-fit'),
  gives(word(9), 'goals-fit', number(9), goal),
  gives(
    type(({ aboutSeven }) => aboutSeven),
    goal,
    number(7),
    'tasks-sense',
  ),
  gives(
    type(({ eightOfTen }) => eightOfTen),
    'tasks-sense',
    number(8),
    'tasks-useful',
  ),
  gives(
    type(() => '8'),
    'tasks-useful',
    number(8),
    next,
  ),
];
const bond: readonly Move[] = [
  gives(word(10), 'bond-care', number(10), 'bond-open'),
  gives(digit(9), 'bond-open', number(9), 'summary'),
];
const untilSummary: readonly Move[] = [
  ...untilHomework(status),
  gives(choose('done'), status, option('done'), 'homework-difficulty'),
  gives(word(3), 'homework-difficulty', number(3), 'bond-care'),
  ...bond,
];
const send: Move = { does: command('send'), says: 'thanks', asks: '' };

export const scenes: readonly Scene[] = [
  {
    title: 'Joining',
    about: 'The first time: language, country, consent, day and time; then the first check-in begins.',
    client: 'invited',
    moves: [
      { does: { kind: 'open' }, asks: 'language' },
      { does: { kind: 'tap', answer: '{language}' }, asks: 'country' },
      { does: { kind: 'tap', answer: '{country}' }, asks: 'consent' },
      { does: type(({ agree }) => agree), asks: 'day' },
      { does: type(({ monday }) => monday), asks: 'time' },
      { does: type(() => '18:00'), asks: 'goals-same', says: 'program' },
    ],
  },
  {
    title: 'A usual week, by taps',
    about: 'Homework done, not hard: ten taps with the last one that sends.',
    taps: 10,
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      gives(tap(9), 'goals-fit', number(9), goal),
      gives(tap(7), goal, number(7), 'tasks-sense'),
      gives(tap(8), 'tasks-sense', number(8), 'tasks-useful'),
      gives(tap(8), 'tasks-useful', number(8), status),
      gives(tap('done'), status, option('done'), 'homework-difficulty'),
      gives(tap(3), 'homework-difficulty', number(3), 'bond-care'),
      gives(tap(10), 'bond-care', number(10), 'bond-open'),
      { ...gives(tap(9), 'bond-open', number(9), 'summary'), says: 'answers' },
      {
        does: { kind: 'tap-send', comment: ({ comment }) => comment, talk: true },
        asks: '',
        says: 'thanks',
      },
    ],
    ends: { status: 'complete', wantsToTalk: true, comment: ({ comment }) => comment },
  },
  {
    title: 'A usual week, typed',
    about: 'The same week in words: digits, number words, “8 out of 10”, “about 7”, an option as it reads.',
    moves: [
      ...untilSummary,
      { does: type(({ comment }) => comment), asks: 'summary' },
      send,
      { does: type(({ hello }) => hello), asks: 'done', says: 'done' },
    ],
    ends: { status: 'complete', wantsToTalk: false, comment: ({ comment }) => comment },
  },
  {
    title: 'A hard week',
    about: 'Low everywhere, homework not done for several reasons, one question skipped.',
    moves: [
      hello,
      gives(tap(2), 'goals-same', number(2), 'goals-fit'),
      gives(word(3), 'goals-fit', number(3), goal),
      gives(word(0), goal, number(0), 'tasks-sense'),
      gives(digit(1), 'tasks-sense', number(1), 'tasks-useful'),
      gives(command('skip'), 'tasks-useful', skipped, status),
      gives(tap('not-done'), status, option('not-done'), 'homework-difficulty'),
      gives(word(9), 'homework-difficulty', number(9), 'homework-barriers'),
      gives(
        { kind: 'tick', codes: ['felt-low', 'cravings', 'no-time'] },
        'homework-barriers',
        options('felt-low', 'cravings', 'no-time'),
        'bond-care',
      ),
      gives(tap(4), 'bond-care', number(4), 'bond-open'),
      gives(tap(2), 'bond-open', number(2), 'summary'),
      {
        does: { kind: 'tap-send', comment: ({ comment2 }) => comment2, talk: true },
        asks: '',
        says: 'thanks',
      },
    ],
    ends: { status: 'complete', wantsToTalk: true, comment: ({ comment2 }) => comment2 },
  },
  {
    title: 'Homework done in part',
    about: 'Then what got in the way is asked, and typed here as the options read.',
    moves: [
      ...untilHomework(status),
      gives(choose('partly'), status, option('partly'), 'homework-difficulty'),
      gives(digit(5), 'homework-difficulty', number(5), 'homework-barriers'),
      gives(choose('forgot', 'no-time'), 'homework-barriers', options('forgot', 'no-time'), 'bond-care'),
      ...bond,
      send,
    ],
    ends: { status: 'complete' },
  },
  {
    title: 'Homework done, and hard',
    about: 'From a difficulty of seven on, what got in the way is asked even so.',
    moves: [
      ...untilHomework(status),
      gives(tap('done'), status, option('done'), 'homework-difficulty'),
      gives(tap(7), 'homework-difficulty', number(7), 'homework-barriers'),
      gives({ kind: 'tick', codes: ['too-hard'] }, 'homework-barriers', options('too-hard'), 'bond-care'),
      ...bond,
      send,
    ],
  },
  {
    title: 'No homework was set',
    about: 'None is on record and none was set: no question about its difficulty, nine taps.',
    client: 'no-homework',
    taps: 9,
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      gives(tap(9), 'goals-fit', number(9), goal),
      gives(tap(7), goal, number(7), 'tasks-sense'),
      gives(tap(8), 'tasks-sense', number(8), 'tasks-useful'),
      gives(tap(8), 'tasks-useful', number(8), 'homework-unlisted'),
      gives(tap('none-set'), 'homework-unlisted', option('none-set'), 'bond-care'),
      gives(tap(10), 'bond-care', number(10), 'bond-open'),
      gives(tap(9), 'bond-open', number(9), 'summary'),
      { does: { kind: 'tap-send', comment: () => '', talk: false }, says: 'thanks', asks: '' },
    ],
  },
  {
    title: 'Homework not done that is not on record',
    about: 'The client says so; how hard it was and what got in the way are asked.',
    client: 'no-homework',
    moves: [
      ...untilHomework('homework-unlisted'),
      gives(choose('not-done'), 'homework-unlisted', option('not-done'), 'homework-difficulty'),
      gives(digit(6), 'homework-difficulty', number(6), 'homework-barriers'),
      gives(command('skip'), 'homework-barriers', skipped, 'bond-care'),
      ...bond,
      send,
    ],
  },
  {
    title: 'Two homeworks',
    about: 'Each has its own question about how it went, and one about the difficulty of both.',
    client: 'two-homeworks',
    moves: [
      ...untilHomework(status),
      gives(tap('done'), status, option('done'), 'homework-status/h2'),
      gives(tap('not-done'), 'homework-status/h2', option('not-done'), 'homework-difficulty'),
      gives(digit(4), 'homework-difficulty', number(4), 'homework-barriers'),
      gives({ kind: 'tick', codes: ['forgot'] }, 'homework-barriers', options('forgot'), 'bond-care'),
      ...bond,
      send,
    ],
  },
  {
    title: 'Not understood',
    about: 'Asked again with the reason and an example, in other words the second time, then with a way out.',
    moves: [
      hello,
      { does: type(({ unclear }) => unclear[0]), asks: 'goals-same', saysNot: 'wayOut' },
      { does: type(({ unclear }) => unclear[1]), asks: 'goals-same', saysNot: 'wayOut' },
      { does: type(({ unclear }) => unclear[2]), asks: 'goals-same', says: 'wayOut' },
      { does: type(() => '11'), asks: 'goals-same', says: 'wayOut' },
      gives(command('skip'), 'goals-same', skipped, 'goals-fit'),
      { does: type(() => '7,5'), asks: 'goals-fit', saysNot: 'wayOut' },
      gives(digit(7), 'goals-fit', number(7), goal),
    ],
  },
  {
    title: 'Back, and another answer',
    about: 'Back really changes what is stored; the question that was open comes afterwards.',
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      { does: command('back'), asks: 'goals-same' },
      gives(word(4), 'goals-same', number(4), 'goals-fit'),
      { does: { kind: 'tap-command', command: 'back' }, asks: 'goals-same' },
      { does: command('back'), asks: 'goals-same' },
      gives(word(5), 'goals-same', number(5), 'goals-fit'),
    ],
  },
  {
    title: 'A card from before',
    about: 'An answer to a question that was answered already changes nothing.',
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      { does: { kind: 'tap-old' }, asks: 'goals-fit' },
    ],
  },
  {
    title: 'Left open, and taken up a day later',
    about: 'What was answered is kept; the chat is opened again and goes on where it stood.',
    moves: [
      hello,
      gives(digit(8), 'goals-same', number(8), 'goals-fit'),
      { does: command('stop'), asks: '', says: 'stopped' },
      { does: { kind: 'wait', hours: 26 } },
      { does: type(({ hello }) => hello), asks: 'goals-fit', saysNot: 'program' },
      gives(digit(6), 'goals-fit', number(6), goal),
      { does: { kind: 'wait', hours: 20 } },
      gives(digit(5), goal, number(5), 'tasks-sense'),
    ],
    ends: { status: 'open' },
  },
  {
    title: 'A week ends half answered',
    about: 'The card of last week takes nothing any more; what was answered stays with that week.',
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      { does: { kind: 'wait', hours: 170 } },
      { does: tap(3), asks: 'goals-same', says: 'newWeek', afresh: true },
      gives(tap(6), 'goals-same', number(6), 'goals-fit'),
    ],
    ends: { status: 'open' },
  },
  {
    title: 'A week ends with the summary open',
    about: 'A comment that comes late still belongs to the week it was written for.',
    moves: [
      ...untilSummary,
      { does: { kind: 'wait', hours: 170 } },
      { does: type(({ comment }) => comment), asks: 'goals-same', says: 'newWeek', afresh: true },
    ],
    ends: { status: 'open' },
  },
  {
    title: 'The questions change in the middle',
    about:
      'A new version has two questions with each other’s words: an answer never lands under the wrong one.',
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      { does: { kind: 'new-version' } },
      { does: digit(3), asks: 'bond-care', says: 'questionsChanged', afresh: true },
      gives(digit(5), 'bond-care', number(5), 'bond-open'),
    ],
  },
  {
    title: 'Twice in one week',
    about: 'Whoever comes back corrects their check-in; there is no second one.',
    moves: [
      ...untilSummary,
      send,
      { does: { kind: 'wait', hours: 30 } },
      { does: type(({ hello }) => hello), asks: 'done', says: 'done' },
      { does: { kind: 'tap-command', command: 'correct' }, asks: 'summary', says: 'answers' },
      { does: { kind: 'tap-change', key: 'bond-care' }, asks: 'bond-care' },
      gives(word(6), 'bond-care', number(6), 'done'),
      { does: command('correct'), asks: 'summary' },
      {
        does: { kind: 'tap-send', comment: ({ comment2 }) => comment2, talk: false },
        asks: '',
        says: 'thanks',
      },
    ],
    ends: { status: 'complete', comment: ({ comment2 }) => comment2 },
  },
  {
    title: 'Another language in the middle',
    about: 'Each language is offered by its own name; here the same one is chosen again.',
    moves: [
      hello,
      gives(tap(8), 'goals-same', number(8), 'goals-fit'),
      { does: command('language'), asks: 'language' },
      { does: { kind: 'tap', answer: '{language}' }, asks: 'goals-fit' },
    ],
  },
  ...interruptionScenes,
];
