/**
 * What a look at the audit found. Names places only, never what stands there.
 *
 * - `altered`: the seal does not hold: a field was changed, or it was sealed with another key.
 * - `missing`: what has to stand there does not.
 * - `misplaced`: it stands there twice, or out of order, or under an id that is not its own.
 * - `unreadable`: it is not of the shape that the program writes, or cannot be read at all.
 * - `contradicted`: it stands in two places, and not the same.
 * - `beyond-head`: filed, and the record that the chain tells of does not know of it.
 * - `head`: the record that the chain tells of says that the chain ends otherwise than it does.
 * - `truncated`: the chain was longer when it was anchored.
 * - `recomputed`: sealed with the right key, and not what was anchored or noted.
 * - `gone`: there is no such record any more, and it was anchored.
 * - `unanchored`: it was anchored on some day, and not on the latest complete one.
 * - `incomplete`: the latest day's anchors break off. The server's next run completes them.
 */
export type Finding =
  | {
      readonly kind:
        | 'altered'
        | 'missing'
        | 'misplaced'
        | 'unreadable'
        | 'contradicted'
        | 'beyond-head'
        | 'head'
        | 'truncated'
        | 'recomputed'
        | 'gone'
        | 'unanchored';
      readonly chain: string;
      /** Of the event, or of the first of several. */
      readonly sequence: number;
    }
  | {
      readonly kind:
        'altered' | 'missing' | 'misplaced' | 'unreadable' | 'contradicted' | 'recomputed' | 'incomplete';
      /** A page of the anchors, or the day of one. */
      readonly anchor: string;
    };

export type ChainFault = Extract<Finding, { readonly chain: string }>['kind'];
export type AnchorFault = Extract<Finding, { readonly anchor: string }>['kind'];
