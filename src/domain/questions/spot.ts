import type { Answer } from '../answer.ts';
import type { FhirValue } from '../instrument/fhir-value.ts';
import type { Display, Enabling, Fixed, Group, Node, Translated } from '../instrument/instrument.ts';
import type { Question } from './question.ts';

/** Which one of something that is asked more than once. */
export interface Frame {
  readonly linkId: string;
  readonly id: string;
}

interface Common {
  /** What it stands in. */
  readonly up?: Spot;
  readonly frames: readonly Frame[];
  /** Its linkId and which one it is, as a key has it. */
  readonly key: string;
  readonly enabling: Enabling;
}

/** One item in one check-in, once for each time it may be asked, whether or not its conditions hold. */
export type Spot = Common &
  (
    | {
        readonly kind: 'group';
        readonly node: Group;
        readonly filling?: number;
        /** Asks whether there is one more after this one. */
        readonly another?: { readonly question: Question; readonly answer?: Answer };
        readonly inside: readonly Spot[];
      }
    | { readonly kind: 'title'; readonly node: Node & { kind: 'title' }; readonly value: string }
    | { readonly kind: 'display'; readonly node: Display }
    | {
        readonly kind: 'fixed';
        readonly node: Fixed;
        readonly values: readonly FhirValue[];
        readonly shown: readonly Translated[];
        readonly inside: readonly Spot[];
      }
    | {
        readonly kind: 'question';
        readonly question: Question;
        readonly answer?: Answer;
        readonly values: readonly FhirValue[];
        /** What stands below it, for each of `values`. */
        readonly below: readonly (readonly Spot[])[];
      }
  );

/** All of them, those inside others after what they stand in. */
export function* everySpot(spots: readonly Spot[]): Generator<Spot> {
  for (const spot of spots) {
    yield spot;
    if (spot.kind === 'group' || spot.kind === 'fixed') yield* everySpot(spot.inside);
    if (spot.kind === 'question') for (const below of spot.below) yield* everySpot(below);
  }
}

export const linkIdOf = (spot: Spot): string =>
  spot.kind === 'question' ? spot.question.linkId : spot.node.linkId;
