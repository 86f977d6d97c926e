export const commands = [
  'help',
  'back',
  'skip',
  'stop',
  'resume',
  'send',
  'correct',
  'language',
  'helplines',
  'reminders',
  'remindersOn',
  'remindersOff',
  'pause1',
  'pause2',
  'pause4',
  'enough',
  'startOver',
  'settings',
  'day',
  'myData',
  'takeData',
  'withdraw',
  'erase',
  'device',
] as const;

/**
 * `pause1`, `pause2`, `pause4`: no reminders for so many weeks. `enough`: no further answer to a question that takes
 * several. `day`: another day and time. `device`: a code for another device.
 */
export type Command = (typeof commands)[number];

/**
 * The words of one language that a typed answer or command may use, as people write them; compared after
 * `foldText`. Data: stands in the language's file.
 */
export interface Lexicon {
  /** Number words to their value: `seven` → 7, `twenty one` → 21. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Words that turn a statement round (`not`, `no`, `nicht`): with one of them a number is asked again, not taken. */
  readonly negations: readonly string[];
  /** Words that may stand before or after a number without changing it: `maybe a`; `please`. */
  readonly fillers: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Words between a rating and the top of its scale: `8 out of 10`. */
  readonly outOf: readonly string[];
  /** Words between the last two of several options: `and`. */
  readonly and: readonly string[];
  /** Numbers that are articles as well: before a number in digits they change nothing (`un 7`). */
  readonly articles?: readonly string[];
  /** Phrases with a number word in them that mean something else as well: `十分` is ten points, or very. */
  readonly unclear?: readonly string[];
  /** Characters that people write for one another, for labels of options: the last of each stands for the others. */
  readonly alike?: readonly string[];
  /** Words that may stand in a date or before a time without changing it: `the`, `of`, `at`. */
  readonly dates: readonly string[];
  readonly times: TimeWords;
  readonly commands: Readonly<Record<Command, readonly string[]>>;
}

/** Words that belong to a time of day. */
export interface TimeWords {
  /** As the clock has them: `12 am` is midnight. */
  readonly am: readonly string[];
  readonly pm: readonly string[];
  /** Parts of the day with their hours as they are said; never with 12, which people take for either. 1 to 11. */
  readonly morning: readonly string[];
  /** 1 to 7, which are 13 to 19. */
  readonly afternoon: readonly string[];
  /** 5 to 11, which are 17 to 23. */
  readonly night: readonly string[];
  /** Alone, or with 12. */
  readonly noon: readonly string[];
  readonly midnight: readonly string[];
  /** After an hour: half an hour later. */
  readonly half: readonly string[];
  /** After an hour, or between it and the minutes: `o'clock`, `heures`. */
  readonly clock: readonly string[];
  readonly minute: readonly string[];
}
