import type { Answer } from '../answer.ts';
import type { FhirValue } from './fhir-value.ts';
import type { Scoring } from './scoring.ts';

export {
  domains,
  safetyCategories,
  type Domain,
  type DomainNorms,
  type SafetyRule,
  type Scoring,
} from './scoring.ts';

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
  /** What it is kept and sent as, without commas and spaces: the code of its coding where that is one alone. */
  readonly code: string;
  /** The code system the code is from, if the questionnaire names one. */
  readonly system?: string;
  readonly display: Translated;
  /** Stands before `display` where the options are shown: "a)". */
  readonly prefix?: Translated;
  /** What it is in FHIR, where that is not the coding of `system`, `code` and `display`. */
  readonly value?: FhirValue;
  /** FHIR `ordinalValue`, if the questionnaire gives one. */
  readonly ordinal?: number;
  /** Heading under which the option stands among many, if any. */
  readonly group?: Translated;
  /** Excludes every other (`questionnaire-optionExclusive`): "none of these". */
  readonly exclusive?: boolean;
}

/** A unit in which a quantity may be given. */
export interface Unit {
  /** What it is kept and sent as, without commas and spaces. */
  readonly key: string;
  readonly display: Translated;
  readonly system?: string;
  readonly code?: string;
}

/** What kind of answer a question takes. */
export type AnswerType =
  /** A whole number on a scale short enough to be tapped. */
  | {
      readonly kind: 'rating';
      readonly min: number;
      readonly max: number;
      /** From one number to the next; 1 where left out. */
      readonly step?: number;
      readonly low?: Translated;
      readonly high?: Translated;
    }
  /** Any number, typed; `unit` is shown with the question. */
  | {
      readonly kind: 'number';
      readonly whole: boolean;
      readonly min?: number;
      readonly max?: number;
      /** Most digits after the point. */
      readonly decimals?: number;
      readonly unit?: Translated;
    }
  /** A number with one of `units`; where there is one unit alone, it need not be said. None: a number without one. */
  | {
      readonly kind: 'quantity';
      readonly min?: number;
      readonly max?: number;
      readonly decimals?: number;
      readonly units: readonly Unit[];
    }
  /** A calendar day, `YYYY-MM-DD`; bounds included. */
  | { readonly kind: 'date'; readonly min?: string; readonly max?: string }
  /** A day and a time of day, with its offset from UTC; bounds included. */
  | { readonly kind: 'dateTime'; readonly min?: string; readonly max?: string }
  /** A time of day, `hh:mm:ss`; bounds included. */
  | { readonly kind: 'time'; readonly min?: string; readonly max?: string }
  /** `open`: or in the client's own words, of at most so many characters. */
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly open?: number }
  | {
      readonly kind: 'choices';
      readonly options: readonly Option[];
      readonly open?: number;
      /** How many must and may be chosen; at least 1, all where left out. */
      readonly least?: number;
      readonly most?: number;
    }
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'text';
      readonly maxLength: number;
      readonly minLength?: number;
      readonly pattern?: string;
    }
  /** A web address. */
  | { readonly kind: 'url'; readonly maxLength: number };

/** How the questionnaire wishes a question to look, as far as a chat can follow (FHIR `questionnaire-itemControl`). */
export type Control =
  'radio-button' | 'check-box' | 'drop-down' | 'slider' | 'spinner' | 'text-box' | 'autocomplete';

export interface Condition {
  /** linkId of a question or title, before or after this item. */
  readonly question: string;
  readonly operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  readonly value: FhirValue;
}

/** Conditions of one item or group: all of them, or any, must hold. None: always asked. */
export interface Enabling {
  readonly enableWhen: readonly Condition[];
  readonly enableBehavior: 'all' | 'any';
  readonly expressions?: Expressions;
}

/** FHIRPath that an item carries; see `runExpressions`. */
export interface Expressions {
  /** Must be true as well for the item to be asked. */
  readonly enableWhen?: string;
  /** Gives the answer to a question that is not asked. */
  readonly calculated?: string;
  /** Names for the expressions of this item and of those in it, one after the other. */
  readonly variables?: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** What a group is asked once for each of: the client's homework, or the agreed goals whose turn it is. */
export type Each = 'homework' | 'goal';

export interface Item extends Enabling {
  readonly linkId: string;
  /** May name `{{title}}`, the homework or goal it is asked about. */
  readonly text: Translated;
  /** Its number or letter, shown before the text. */
  readonly prefix?: Translated;
  readonly answer: AnswerType;
  readonly required: boolean;
  /** Takes several answers, one after the other, at least and at most so many; `choices` are asked for at once instead. */
  readonly repeats?: Repeats;
  /** Explains the question. */
  readonly help?: Translated;
  readonly control?: Control;
  /** What the questionnaire offers as the answer; never taken until the client says so. */
  readonly initial?: Answer;
  /** Set when the item stands in a group that is asked once for each of these. */
  readonly each?: Each;
  /** The linkIds of the repeating groups, and of the questions with several answers, in which it stands once for each; outermost first. */
  readonly within?: readonly string[];
}

export interface Repeats {
  readonly least: number;
  readonly most?: number;
}

export interface Group extends Enabling {
  readonly kind: 'group';
  readonly linkId: string;
  readonly text?: Translated;
  readonly each?: Each;
  /** Filled again and again, as often as the client says: at least and at most so often. */
  readonly repeats?: Repeats;
  /** Its text is not for the chat. */
  readonly quiet?: boolean;
  readonly nodes: readonly Node[];
}

/** Words to read, no question. */
export interface Display extends Enabling {
  readonly kind: 'display';
  readonly linkId: string;
  readonly text: Translated;
}

/** A question that is not asked: its answer stands in the questionnaire. */
export interface Fixed extends Enabling {
  readonly kind: 'fixed';
  readonly linkId: string;
  readonly text: Translated;
  /** Not shown either. */
  readonly hidden: boolean;
  /** FHIR's type of item. */
  readonly type: string;
  readonly values: readonly FhirValue[];
  /** Its values as the client may read them. */
  readonly shown: readonly Translated[];
  /** Left out as long as it has no value. */
  readonly below: readonly Node[];
}

/**
 * The questionnaire's own order and nesting. A `title` is answered by us: the homework or goal its group is asked
 * about. What stands `below` a question is asked once that is answered, and for each of several answers.
 */
export type Node =
  | Group
  | Display
  | Fixed
  | { readonly kind: 'title'; readonly linkId: string; readonly text: Translated }
  | { readonly kind: 'question'; readonly item: Item; readonly below: readonly Node[] };

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
  /** What its FHIRPath needs; absent where it carries none. */
  readonly calculation?: {
    /** The file as it is, `%questionnaire`. */
    readonly questionnaire: object;
    /** Names for all expressions. */
    readonly variables: readonly Variable[];
  };
}
