/**
 * An instrument is data: a FHIR R4 Questionnaire and the scoring file beside it, loaded and checked by
 * `loadInstrument`. Nothing in the conversation knows a particular questionnaire.
 */
export type Language = string;

/** A text in each language the questionnaire carries (the FHIR translation extension). `default` is the item's own text. */
export interface Translated {
  readonly default: string;
  readonly translations: Readonly<Record<Language, string>>;
}

export interface Option {
  readonly code: string;
  readonly display: Translated;
  /** Heading under which the option stands among many (the option's own group), if any. */
  readonly group?: Translated;
}

/** What kind of answer a question takes. */
export type AnswerType =
  | {
      readonly kind: 'rating';
      readonly min: number;
      readonly max: number;
      readonly low?: Translated;
      readonly high?: Translated;
    }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'choices'; readonly options: readonly Option[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text'; readonly maxLength: number };

export type Condition = {
  readonly question: string;
  readonly operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  /** boolean, number, or the code of an option. */
  readonly value: boolean | number | string;
};

/** What an item is asked once for each of: the client's homework, or the one goal whose turn it is. */
export type Each = 'homework' | 'goal';

export interface Item {
  readonly linkId: string;
  /** May name `{{title}}`, the homework or goal it is asked about. */
  readonly text: Translated;
  readonly answer: AnswerType;
  readonly required: boolean;
  /** Asked only when the conditions hold (all, or any, by `enableBehavior`), like FHIR's enableWhen. */
  readonly enableWhen: readonly Condition[];
  readonly enableBehavior: 'all' | 'any';
  readonly each?: Each;
  /** Asked only when there is at least one of these, e.g. homework difficulty only when homework was set. */
  readonly onlyWith?: Each;
}

/** A subscale of the alliance. */
export type Domain = 'goals' | 'tasks' | 'bond';
export const domains = ['goals', 'tasks', 'bond'] as const satisfies readonly Domain[];

export interface Scoring {
  /** The linkIds of the rating items of each subscale. */
  readonly subscales: Readonly<Record<Domain, readonly string[]>>;
  /** Below these (0–10) a completed check-in is low; see `alerts/step`. */
  readonly floor: { readonly whole: number; readonly domain: number };
  /** The linkIds that hold homework status, its difficulty, barriers, and goal progress, for the workspace's trends. */
  readonly roles: {
    readonly homeworkStatus: string;
    readonly homeworkDifficulty: string;
    readonly barriers: string;
    readonly goalProgress: string;
  };
}

export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly title: Translated;
  /** In the order in which they are asked. */
  readonly items: readonly Item[];
  readonly scoring: Scoring;
}
