import fc from 'fast-check';
import { versions } from './versions.ts';

export const commands = ['back', 'skip', 'stop', 'help', 'correct', 'resume', 'send', 'helplines'] as const;
export type ModelCommand = (typeof commands)[number];

/** What becomes of the bot's messages of one turn: those from `after` on are lost; the process may end there. */
export interface Fault {
  readonly after: number;
  readonly crash: boolean;
  /** The message that was lost did reach the client; only the bot does not know. */
  readonly unheard: boolean;
}

export type Step =
  | { readonly kind: 'answer'; readonly by: 'tap' | 'type'; readonly pick: number; readonly fault?: Fault }
  | { readonly kind: 'unclear'; readonly pick: number; readonly fault?: Fault }
  | {
      readonly kind: 'command';
      readonly by: 'tap' | 'type';
      readonly command: ModelCommand;
      readonly tongue: 'en' | 'es';
      readonly fault?: Fault;
    }
  /** Any element of any card there ever was, this week's or not. */
  | { readonly kind: 'old-tap'; readonly card: number; readonly tap: number; readonly fault?: Fault }
  /** The latest tap, or the latest words, sent once more as a new message. */
  | { readonly kind: 'once-more'; readonly what: 'tap' | 'words'; readonly fault?: Fault }
  /** The channel delivers one of the latest activities again. */
  | { readonly kind: 'redelivery'; readonly back: number; readonly fault?: Fault }
  | { readonly kind: 'open'; readonly fault?: Fault }
  | { readonly kind: 'picture'; readonly fault?: Fault }
  | { readonly kind: 'restart'; readonly crash: boolean }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'hourly' }
  | {
      readonly kind: 'therapist';
      readonly list: 'goals' | 'homework';
      readonly does: 'add' | 'end' | 'reword';
    }
  | { readonly kind: 'deploy'; readonly version: string; readonly keeps: boolean };

export interface Scenario {
  readonly language: 'en' | 'es';
  /** A bot that goes on running, or one for each turn. */
  readonly sameBot: boolean;
  readonly version: string;
  readonly goals: number;
  readonly homework: number;
  readonly steps: readonly Step[];
}

const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model);
const by = fc.constantFrom('tap' as const, 'type' as const);
const pick = fc.nat(999);
const versionName = fc.constantFrom(...versions.map(({ name }) => name));

const fault: fc.Arbitrary<{ fault?: Fault }> = fc.oneof(
  { weight: 9, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: record({
      fault: record({ after: fc.nat(2), crash: fc.boolean(), unheard: fc.boolean() }),
    }),
  },
);
/** What comes in, and perhaps a fault on the way of what goes out. */
const turn = <T extends object>(step: fc.Arbitrary<T>) =>
  fc.tuple(step, fault).map(([one, broken]) => ({ ...one, ...broken }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: turn(record({ kind: fc.constant('answer' as const), by, pick })) },
  { weight: 3, arbitrary: turn(record({ kind: fc.constant('unclear' as const), pick })) },
  {
    weight: 7,
    arbitrary: turn(
      record({
        kind: fc.constant('command' as const),
        by,
        command: fc.constantFrom(...commands),
        tongue: fc.constantFrom('en' as const, 'es' as const),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: turn(record({ kind: fc.constant('old-tap' as const), card: fc.nat(20), tap: pick })),
  },
  {
    weight: 3,
    arbitrary: turn(
      record({
        kind: fc.constant('once-more' as const),
        what: fc.constantFrom('tap' as const, 'words' as const),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: turn(record({ kind: fc.constant('redelivery' as const), back: fc.nat(3) })),
  },
  { weight: 1, arbitrary: turn(record({ kind: fc.constant('open' as const) })) },
  { weight: 1, arbitrary: turn(record({ kind: fc.constant('picture' as const) })) },
  { weight: 3, arbitrary: record({ kind: fc.constant('restart' as const), crash: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 30, 100, 168, 400) }),
  },
  { weight: 1, arbitrary: record({ kind: fc.constant('hourly' as const) }) },
  {
    weight: 2,
    arbitrary: record({
      kind: fc.constant('therapist' as const),
      list: fc.constantFrom('goals' as const, 'homework' as const),
      does: fc.constantFrom('add' as const, 'end' as const, 'reword' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: record({ kind: fc.constant('deploy' as const), version: versionName, keeps: fc.boolean() }),
  },
);

/** One client's conversation, drawn at random. */
export const scenarios: fc.Arbitrary<Scenario> = record({
  language: fc.constantFrom('en' as const, 'es' as const),
  sameBot: fc.constantFrom(true, true, true, false),
  version: versionName,
  goals: fc.nat(2),
  homework: fc.nat(2),
  steps: fc.array(step, { minLength: 2, maxLength: 14, size: 'max' }),
});
