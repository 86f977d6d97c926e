import type { Answer, Answers, CheckInContext } from './check-in.ts';
import { conditionHolds } from './condition-holds.ts';
import type { FhirValue } from './fhir-value.ts';
import type { Condition, Display, Fixed, Group, Instrument, Translated } from './instrument.ts';
import { spotsIn, type Frame, type Spot } from './spots.ts';
import type { Question } from './question.ts';

/** The questionnaire as one check-in fills it: groups repeated, what is not asked left out. */
export type Placed =
  /** `filling`: which one of a group that is filled again and again, from 1. */
  | {
      readonly kind: 'group';
      readonly group: Group;
      readonly filling?: number;
      readonly placed: readonly Placed[];
    }
  | { readonly kind: 'title'; readonly linkId: string; readonly text: Translated; readonly value: string }
  | { readonly kind: 'display'; readonly display: Display }
  | { readonly kind: 'fixed'; readonly fixed: Fixed; readonly below: readonly Placed[] }
  | {
      readonly kind: 'question';
      readonly question: Question;
      readonly answer?: Answer;
      /** The answer as FHIR has it. */
      readonly values: readonly FhirValue[];
      /** What is asked below each of `values`. */
      readonly below: readonly (readonly Placed[])[];
    };

/**
 * Lays the questionnaire out for one check-in, in order. A condition may look at what stands before or after it, and
 * sees only answers to questions that are asked themselves, as FHIR has it: what was left over from a question that no
 * longer is has no effect.
 */
export function placeItems(
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): readonly Placed[] {
  const spots = spotsIn(instrument, answers, context);
  const isAsked = askedAmong(spots);

  const placeAll = (all: readonly Spot[]): readonly Placed[] => all.filter(isAsked).flatMap(place);

  const place = (spot: Spot): readonly Placed[] => {
    switch (spot.kind) {
      case 'group': {
        const { node, filling, another } = spot;
        const placed = placeAll(spot.inside);
        const asks = another !== undefined && placed.some(hasQuestion);
        return [
          { kind: 'group', group: node, ...(filling !== undefined && { filling }), placed },
          ...(asks ? [asPlaced(another.question, another.answer)] : []),
        ];
      }
      case 'title':
        return [{ ...spot.node, value: spot.value }];
      case 'display':
        return [{ kind: 'display', display: spot.node }];
      case 'fixed':
        return [{ kind: 'fixed', fixed: spot.node, below: placeAll(spot.inside) }];
      case 'question': {
        const { question, answer, values, below } = spot;
        return [{ ...asPlaced(question, answer), values, below: below.map(placeAll) }];
      }
    }
  };

  return placeAll(spots);
}

const asPlaced = (
  question: Question,
  answer: Answer | undefined,
): Placed & { readonly kind: 'question' } => ({
  kind: 'question',
  question,
  ...(answer && { answer }),
  values: [],
  below: [],
});

const hasQuestion = (placed: Placed): boolean =>
  placed.kind === 'question' ||
  (placed.kind === 'group' && placed.placed.some(hasQuestion)) ||
  (placed.kind === 'fixed' && placed.below.some(hasQuestion));

/** Whether a spot's own conditions hold, and those of all it stands in. Circles were refused when the file was loaded. */
function askedAmong(spots: readonly Spot[]): (spot: Spot) => boolean {
  const byLinkId = new Map<string, Spot[]>();
  const enlist = (all: readonly Spot[]): void => {
    for (const spot of all) {
      const linkId = spot.kind === 'question' ? spot.question.linkId : spot.node.linkId;
      const same = byLinkId.get(linkId);
      if (same) same.push(spot);
      else byLinkId.set(linkId, [spot]);
      if (spot.kind === 'group' || spot.kind === 'fixed') enlist(spot.inside);
      if (spot.kind === 'question') spot.below.forEach(enlist);
    }
  };
  enlist(spots);

  const known = new Map<Spot, boolean>();
  const isAsked = (spot: Spot): boolean => {
    const before = known.get(spot);
    if (before !== undefined) return before;
    known.set(spot, false);
    const asked = (!spot.up || isAsked(spot.up)) && holds(spot);
    known.set(spot, asked);
    return asked;
  };
  const holds = (spot: Spot): boolean => {
    const { enableWhen, enableBehavior } = spot.enabling;
    const all = enableWhen.map((condition) => conditionHolds(condition, valuesFor(condition, spot)));
    return enableBehavior === 'any' && all.length > 0 ? all.includes(true) : !all.includes(false);
  };
  /** Where the question is asked more than once, the one nearest in the same filling is looked at alone. */
  const valuesFor = ({ question }: Condition, { frames }: Spot): readonly FhirValue[] => {
    const all = byLinkId.get(question) ?? [];
    const nearness = all.map((spot) => shared(spot.frames, frames));
    const nearest = Math.max(...nearness);
    return all
      .filter((spot, at) => nearness[at] === nearest && isAsked(spot))
      .flatMap((spot) => valuesOf(spot));
  };
  return isAsked;
}

const shared = (one: readonly Frame[], other: readonly Frame[]): number => {
  const differs = one.findIndex(
    (frame, at) => frame.linkId !== other[at]?.linkId || frame.id !== other[at]?.id,
  );
  return differs === -1 ? one.length : differs;
};

function valuesOf(spot: Spot): readonly FhirValue[] {
  switch (spot.kind) {
    case 'question':
      return spot.values;
    case 'fixed':
      return spot.node.values;
    case 'title':
      return [{ valueString: spot.value }];
    case 'group':
    case 'display':
      return [];
  }
}
