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
  /** The code system the code is from, if the questionnaire names one. */
  readonly system?: string;
  readonly display: Translated;
  /** FHIR `ordinalValue`, if the questionnaire gives one. */
  readonly ordinal?: number;
  /** Heading under which the option stands among many, if any. */
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
  /** linkId of a question or title that stands before this one. */
  readonly question: string;
  readonly operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  /** boolean, number, text, or the code of an option. */
  readonly value: boolean | number | string;
};

/** Conditions of one item or group: all of them, or any, must hold. None: always asked. */
export interface Enabling {
  readonly enableWhen: readonly Condition[];
  readonly enableBehavior: 'all' | 'any';
}

/** What a group is asked once for each of: the client's homework, or the agreed goals whose turn it is. */
export type Each = 'homework' | 'goal';

export interface Item extends Enabling {
  readonly linkId: string;
  /** May name `{{title}}`, the homework or goal it is asked about. */
  readonly text: Translated;
  readonly answer: AnswerType;
  readonly required: boolean;
  /** Set when the item stands in a group that is asked once for each of these. */
  readonly each?: Each;
}

export interface Group extends Enabling {
  readonly kind: 'group';
  readonly linkId: string;
  readonly text?: Translated;
  readonly each?: Each;
  readonly nodes: readonly Node[];
}

/** The questionnaire's own order and nesting. A `title` is answered by us: the homework or goal its group is asked about. */
export type Node =
  | Group
  | { readonly kind: 'title'; readonly linkId: string; readonly text: Translated }
  | { readonly kind: 'question'; readonly item: Item };

/** A subscale of the alliance. */
export type Domain = 'goals' | 'tasks' | 'bond';
export const domains = ['goals', 'tasks', 'bond'] as const satisfies readonly Domain[];

export interface Scoring {
  /** The linkIds of the rating items of each subscale. */
  readonly subscales: Readonly<Record<Domain, readonly string[]>>;
  /** Below these (0–10) a completed check-in is low; see `alerts/step`. */
  readonly floor: { readonly whole: number; readonly domain: number };
  /**
   * The linkIds that hold homework status, its difficulty, barriers, and goal progress, for the workspace's
   * trends; absent where the instrument does not ask. `homeworkUnlisted` is the status when none is on record.
   */
  readonly roles: {
    readonly homeworkStatus?: string;
    readonly homeworkUnlisted?: string;
    readonly homeworkDifficulty?: string;
    readonly barriers?: string;
    readonly goalProgress?: string;
  };
  /** Tapped answers that are disclosures; see `findDisclosure`. */
  readonly safety: readonly SafetyRule[];
}

/** What the safety screen's phrases are for words, for an answer: of this value or a higher one. */
export interface SafetyRule {
  readonly linkId: string;
  readonly atOrAbove: number;
  readonly category: (typeof safetyCategories)[number];
  readonly tier: 'urgent' | 'concern';
}
/** The safety screen's own. */
export const safetyCategories = [
  'overdose',
  'medical',
  'suicide',
  'self-harm',
  'abuse',
  'harm-to-others',
  'relapse',
] as const;

export interface Instrument {
  readonly id: string;
  readonly version: string;
  /** Canonical URL of the Questionnaire, without its version. */
  readonly url: string;
  /** Only an `active` one is taken for new check-ins; the others stay readable. */
  readonly status: 'draft' | 'active' | 'retired' | 'unknown';
  readonly title: Translated;
  readonly nodes: readonly Node[];
  /** Every question of `nodes`, in the order in which they are asked. */
  readonly items: readonly Item[];
  readonly scoring: Scoring;
}
