import type { Answer } from '../answer.ts';
import { conditionHolds } from './condition-holds.ts';
import type { FhirValue } from '../instrument/fhir-value.ts';
import type { Condition } from '../instrument/instrument.ts';
import type { Placed } from './placed.ts';
import type { Question } from './question.ts';
import type { Computed } from './computed.ts';
import { everySpot, linkIdOf, type Frame, type Spot } from './spot.ts';

/**
 * Leaves out what is not asked. A condition may look at what stands before or after it, and sees only answers to
 * questions that are asked themselves, as FHIR has it: what was left over from a question that no longer is has no
 * effect.
 */
export function placeSpots(spots: readonly Spot[], computed: Computed): readonly Placed[] {
  const isAsked = askedAmong(spots, computed);

  const placeAll = (all: readonly Spot[]): readonly Placed[] => all.filter(isAsked).flatMap(place);

  const place = (spot: Spot): readonly Placed[] => {
    switch (spot.kind) {
      case 'group': {
        const { node, filling, another } = spot;
        const placed = placeAll(spot.inside);
        const asks = another !== undefined && placed.some(hasQuestion);
        return [
          { kind: 'group', key: spot.key, group: node, ...(filling !== undefined && { filling }), placed },
          ...(asks ? [asPlaced(another.question, another.answer)] : []),
        ];
      }
      case 'title':
        return [{ ...spot.node, value: spot.value }];
      case 'display':
        return [{ kind: 'display', display: spot.node }];
      case 'fixed':
        return [
          {
            kind: 'fixed',
            key: spot.key,
            fixed: spot.node,
            values: spot.values,
            shown: spot.shown,
            below: placeAll(spot.inside),
          },
        ];
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
function askedAmong(spots: readonly Spot[], { enabled }: Computed): (spot: Spot) => boolean {
  const byLinkId = new Map<string, Spot[]>();
  for (const spot of everySpot(spots)) {
    const same = byLinkId.get(linkIdOf(spot));
    if (same) same.push(spot);
    else byLinkId.set(linkIdOf(spot), [spot]);
  }

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
    const { enableWhen, enableBehavior, expressions } = spot.enabling;
    if (expressions?.enableWhen !== undefined && !enabled.has(spot.key)) return false;
    if (enableWhen.length === 0) return true;
    const all = enableWhen.map((condition) => conditionHolds(condition, valuesFor(condition, spot)));
    return enableBehavior === 'any' ? all.includes(true) : !all.includes(false);
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
      return spot.values;
    case 'title':
      return [{ valueString: spot.value }];
    case 'group':
    case 'display':
      return [];
  }
}
