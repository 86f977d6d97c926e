/** What a word of the text is to the phrases: the labels of all places it can stand in. */
export interface Sign {
  readonly id: number;
  readonly labels: ReadonlySet<number>;
}

/** A phrase with its words and names resolved to labels. */
export type Place =
  | { readonly kind: 'label'; readonly label: number }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'choice'; readonly of: readonly Places[] };
export type Places = readonly Place[];

/** Signs in their order, and where a new sentence begins. */
export interface Signs {
  readonly signs: readonly Sign[];
  /** As long as `signs`: the sign is the first of a sentence. */
  readonly begins: readonly boolean[];
}
