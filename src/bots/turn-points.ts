/**
 * Where a turn stands, in this order. A process may end at any of them and nothing that a client was told is lost;
 * tests end it at each.
 */
export const turnPoints = [
  /** What came in has been read and screened. */
  'arrived',
  /** Whose it is is known. */
  'found',
  'locked',
  'loaded',
  'decided',
  'committed',
  'sent',
  /** One effect has been performed; reached once for each. */
  'performing',
  'performed',
  /** The audit's events are in their collection. */
  'filed',
  /** What was done since the commit has been written. */
  'settled',
] as const;

export type TurnPoint = (typeof turnPoints)[number];
