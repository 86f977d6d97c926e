/** A tap's way back: what a button sends. Everything a card sends is checked again on arrival. */
export interface Choice {
  readonly label: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Opens this address instead of sending anything. */
  readonly url?: string;
  /** Part of the answer (`answer`), or a way around it such as back or skip (`aside`). */
  readonly role?: 'answer' | 'aside';
}

/**
 * One message to the client, before it takes a channel's form. The text alone must be enough to answer by
 * typing; what follows makes it tappable.
 */
export type Message =
  | { readonly kind: 'text'; readonly text: string; readonly picture?: Picture }
  | { readonly kind: 'choices'; readonly text: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'rating';
      readonly text: string;
      readonly low: string;
      readonly high: string;
      readonly ratings: readonly Choice[];
      readonly asides: readonly Choice[];
    }
  /** Fields to fill in and a button that sends them; `others` are answers by themselves. */
  | {
      readonly kind: 'form';
      readonly text: string;
      readonly fields: readonly Field[];
      readonly submit: Choice;
      readonly others: readonly Choice[];
      readonly asides: readonly Choice[];
    }
  | {
      readonly kind: 'summary';
      readonly text: string;
      readonly rows: readonly {
        readonly question: string;
        readonly answer: string;
        readonly change: Choice;
      }[];
      /** To the answers before and after these, where there are too many for one card. */
      readonly pages: readonly Choice[];
      readonly comment: { readonly label: string; readonly value: string; readonly maxLength: number };
      readonly talk: { readonly label: string; readonly value: boolean };
      readonly send: Choice;
    }
  /** A question already answered: what was asked and the choice made, nothing to tap. */
  | { readonly kind: 'settled'; readonly text: string; readonly choice: string };

/** Where it stands in what the card sends is its `id`. */
export type Field = { readonly id: string; readonly title: string } &
  /** Any number of them: sends a comma list of codes. */
  (
    | { readonly kind: 'ticks'; readonly options: readonly FieldOption[]; readonly value: readonly string[] }
    /** One of many. */
    | { readonly kind: 'pick'; readonly options: readonly FieldOption[]; readonly value?: string }
    /** `YYYY-MM-DD`, `hh:mm`. */
    | { readonly kind: 'number' | 'date' | 'time'; readonly value?: string }
    | { readonly kind: 'words'; readonly maxLength: number; readonly value?: string }
  );

export interface FieldOption {
  readonly code: string;
  readonly label: string;
}

export interface Picture {
  readonly contentType: 'image/svg+xml' | 'image/png';
  readonly url: string;
  readonly description: string;
}
