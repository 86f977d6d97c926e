import type { Answer, Answers, CheckInContext, Subject } from './check-in.ts';
import { conditionHolds, type Given } from './condition-holds.ts';
import type { Enabling, Group, Instrument, Node, Translated } from './instrument.ts';
import { answerTo, questionKey, type Question } from './question.ts';

/** The questionnaire as one check-in fills it: groups repeated, what is not asked left out. */
export type Placed =
  | { readonly kind: 'group'; readonly group: Group; readonly placed: readonly Placed[] }
  | { readonly kind: 'title'; readonly linkId: string; readonly text: Translated; readonly value: string }
  | { readonly kind: 'question'; readonly question: Question; readonly answer?: Answer };

/**
 * Lays the questionnaire out for one check-in, in order. A condition sees only answers to questions that are
 * asked themselves, as FHIR has it: what was left over from a question that no longer is has no effect.
 */
export function placeItems(
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): readonly Placed[] {
  const given: Given[] = [];
  const subjects = { homework: context.homework, goal: context.goal };

  const asked = ({ enableWhen, enableBehavior }: Enabling, subject?: Subject): boolean => {
    const holds = enableWhen.map((condition) => conditionHolds(condition, given, subject));
    return enableBehavior === 'any' && holds.length > 0 ? holds.includes(true) : !holds.includes(false);
  };

  const placeAll = (nodes: readonly Node[], subject?: Subject): readonly Placed[] =>
    nodes.flatMap((node) => place(node, subject));

  const place = (node: Node, subject?: Subject): readonly Placed[] => {
    switch (node.kind) {
      case 'group': {
        if (!asked(node, subject)) return [];
        const instances = node.each ? subjects[node.each] : [subject];
        return instances.map((instance) => ({
          kind: 'group',
          group: node,
          placed: placeAll(node.nodes, instance),
        }));
      }
      case 'title': {
        if (!subject) return [];
        given.push({ linkId: node.linkId, subject, values: [subject.title] });
        return [{ ...node, value: subject.title }];
      }
      case 'question': {
        const { linkId, text, answer: type, required } = node.item;
        if (!asked(node.item, subject)) return [];
        const key = questionKey(linkId, subject);
        const answer = answerTo(answers, key);
        if (answer) given.push({ linkId, ...(subject && { subject }), values: valuesOf(answer) });
        return [
          {
            kind: 'question',
            question: { key, linkId, ...(subject && { subject }), text, answer: type, required },
            ...(answer && { answer }),
          },
        ];
      }
    }
  };

  return placeAll(instrument.nodes);
}

function valuesOf(answer: Answer): readonly (boolean | number | string)[] {
  switch (answer.kind) {
    case 'number':
    case 'boolean':
    case 'text':
      return [answer.value];
    case 'option':
      return [answer.code];
    case 'options':
      return answer.codes;
    case 'skipped':
      return [];
  }
}
