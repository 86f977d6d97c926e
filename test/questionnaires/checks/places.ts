import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@medplum/fhirtypes';
import { extended, type RawValue, type ResponseItems } from './raw.ts';

/** An item of a Questionnaire where a response fills it, or would: `item` is left out for one of several answers. */
export interface Place {
  readonly item?: QuestionnaireItem;
  readonly up?: Place;
  /** Stands in the response. */
  readonly filled: boolean;
  readonly answers: readonly RawValue[];
  readonly inside: Place[];
  /** On the whole alone. */
  readonly root?: { readonly questionnaire: Questionnaire; readonly response: QuestionnaireResponse };
}

/**
 * The response laid over its questionnaire. What it does not hold has one empty place; what stands below an answer
 * has one for each answer.
 * @param open with one more empty place for each group that may be filled again
 */
export function placesOf(questionnaire: Questionnaire, response: QuestionnaireResponse, open = false): Place {
  const fill = (up: Place, items: readonly QuestionnaireItem[] = [], filled: ResponseItems = []): void => {
    for (const item of items) {
      const here = filled.filter(({ linkId }) => linkId === item.linkId);
      if (item.type === 'group') {
        const empty = here.length === 0 || (open && item.repeats === true);
        for (const one of [...here, ...(empty ? [undefined] : [])]) {
          const place: Place = { item, up, filled: one !== undefined, answers: [], inside: [] };
          up.inside.push(place);
          fill(place, item.item, one?.item);
        }
        continue;
      }
      const given = here.flatMap(({ answer = [] }) => answer);
      const answers = given.map(({ item: _below, ...value }) => value as RawValue);
      const place: Place = { item, up, filled: here.length > 0, answers, inside: [] };
      up.inside.push(place);
      for (const answer of given) {
        const below: Place = { up: place, filled: true, answers: [], inside: [] };
        place.inside.push(below);
        fill(below, item.item, answer.item);
      }
    }
  };
  const whole: Place = { filled: true, answers: [], inside: [], root: { questionnaire, response } };
  fill(whole, questionnaire.item, response.item);
  return whole;
}

export const allPlaces = (place: Place): readonly Place[] => [place, ...place.inside.flatMap(allPlaces)];

/** Not asked of anybody, by itself or by what it stands in. */
export const isKept = ({ item, up }: Place): boolean =>
  item?.readOnly === true ||
  extended(item, 'questionnaire-hidden') === true ||
  String(extended(item, 'questionnaire-usageMode')).startsWith('display') ||
  extended(item, 'sdc-questionnaire-calculatedExpression') !== undefined ||
  (up !== undefined && isKept(up));
