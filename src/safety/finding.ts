export const categories = [
  'overdose',
  'medical',
  'suicide',
  'self-harm',
  'abuse',
  'harm-to-others',
  'relapse',
] as const;
/** Dangers to life before the rest: the order that counts when one text holds several. */
export type Category = (typeof categories)[number];

export const tiers = ['urgent', 'concern'] as const;
export type Tier = (typeof tiers)[number];

/** Lower is graver: any `urgent` before any `concern`, then the order of the categories. */
export const rankOf = ({ tier, category }: { readonly tier: Tier; readonly category: Category }): number =>
  tiers.indexOf(tier) * categories.length + categories.indexOf(category);

/** What a text was found to hold. It makes no claim about anyone's state of mind: it names the list that has the phrase. */
export interface Finding {
  readonly tier: Tier;
  readonly category: Category;
  /** What else was found, of whichever tier. */
  readonly also?: readonly Category[];
  /** The lists that have it, in their order: language as BCP 47 (`en`, `pt-BR`), and the list's version. */
  readonly lists: readonly { readonly language: string; readonly version: string }[];
}
