import { answerValues, optionValue } from './answer-values.ts';
import type { Answer, Answers, CheckInContext, Subject } from '../check-in.ts';
import type { Computed } from './computed.ts';
import type { FhirValue } from '../instrument/fhir-value.ts';
import type {
  AnswerType,
  Enabling,
  Fixed,
  Group,
  Instrument,
  Item,
  Node,
  Translated,
} from '../instrument/instrument.ts';
import { plainValue } from '../instrument/read-fixed.ts';
import { answerTo, type Question } from './question.ts';
import { questionKey } from './question-key.ts';
import type { Frame, Spot } from './spot.ts';

/** What is so for everything around a spot. */
interface Around {
  readonly up?: Spot;
  readonly frames: readonly Frame[];
  readonly subject?: Subject;
  readonly about?: Translated;
}

const always: Enabling = { enableWhen: [], enableBehavior: 'all' };

/** Everything the questionnaire may ask in this check-in, in its order: groups as often as they are filled. */
export function spotsIn(
  instrument: Instrument,
  {
    answers,
    context,
    computed,
  }: {
    readonly answers: Answers;
    readonly context: CheckInContext;
    readonly computed: Pick<Computed, 'values'>;
  },
): readonly Spot[] {
  const subjects = { homework: context.homework, goal: context.goal };

  const spread = (nodes: readonly Node[], around: Around): readonly Spot[] =>
    nodes.flatMap((node) => spotsOf(node, around));

  const spotsOf = (node: Node, around: Around): readonly Spot[] => {
    if (node.kind === 'group') return groupsOf(node, around);
    if (node.kind === 'question') return [questionSpot(node.item, node.below, around)];
    const common = commonOf(node.linkId, around);
    switch (node.kind) {
      case 'title':
        return [{ kind: 'title', node, value: around.subject?.title ?? '', ...common, enabling: always }];
      case 'display':
        return [{ kind: 'display', node, ...common, enabling: node }];
      case 'fixed': {
        const inside: Spot[] = [];
        const spot: Spot = {
          kind: 'fixed',
          node,
          ...valuesOf(node, computed.values.get(common.key)),
          inside,
          ...common,
          enabling: node,
        };
        if (spot.values.length > 0) inside.push(...spread(node.below, { ...around, up: spot }));
        return [spot];
      }
    }
  };

  const groupsOf = (node: Group, around: Around): readonly Spot[] => {
    if (node.each)
      return subjects[node.each].map((subject) =>
        groupSpot(node, {
          ...around,
          subject,
          frames: [...around.frames, { linkId: node.linkId, id: subject.id }],
        }),
      );
    if (!node.repeats) return [groupSpot(node, around)];
    const spots: Spot[] = [];
    const { least, most } = node.repeats;
    for (let filling = 1, more = true; more; filling += 1) {
      const frames = [...around.frames, { linkId: node.linkId, id: String(filling) }];
      const asksAnother = filling >= least && (most === undefined || filling < most);
      const another = asksAnother ? anotherOf(node, frames, filling) : undefined;
      spots.push(groupSpot(node, { ...around, frames }, { filling, ...(another && { another }) }));
      more = another ? isYes(another.answer) : filling < least;
    }
    return spots;
  };

  const groupSpot = (
    node: Group,
    around: Around,
    more: {
      readonly filling?: number;
      readonly another?: { readonly question: Question; readonly answer?: Answer };
    } = {},
  ): Spot => {
    const inside: Spot[] = [];
    const spot: Spot = {
      kind: 'group',
      node,
      ...more,
      inside,
      ...commonOf(node.linkId, around),
      enabling: node,
    };
    inside.push(...spread(node.nodes, { ...around, up: spot }));
    return spot;
  };

  const anotherOf = (
    { linkId, text }: Group,
    frames: readonly Frame[],
    filled: number,
  ): { readonly question: Question; readonly answer?: Answer } => {
    const key = questionKey(linkId, ...frames.map(({ id }) => id));
    const answer = answerTo(answers, key);
    return {
      question: {
        key,
        linkId,
        text: text ?? { default: '', translations: {} },
        answer: { kind: 'boolean' },
        required: true,
        another: { filled },
      },
      ...(answer && { answer }),
    };
  };

  const questionSpot = (item: Item, below: readonly Node[], around: Around): Spot => {
    const { frames, subject, about } = around;
    const { linkId, text, prefix, answer: type, required, repeats, help, control, initial } = item;
    const common = commonOf(linkId, around);
    const { key } = common;
    const answer = answerTo(answers, key);
    const values = answer ? answerValues(answer, type) : [];
    const parts: Spot[][] = [];
    const spot: Spot = {
      kind: 'question',
      question: {
        key,
        linkId,
        ...(subject && { subject }),
        text,
        ...(prefix && { prefix }),
        ...(about && { about }),
        answer: type,
        required,
        ...(repeats && { repeats }),
        ...(help && { help }),
        ...(control && { control }),
        ...(initial && { initial }),
      },
      ...(answer && { answer }),
      values,
      below: parts,
      ...common,
      enabling: item,
    };
    if (below.length === 0) return spot;
    const several = repeats !== undefined || type.kind === 'choices';
    for (const [at, value] of values.entries()) {
      const inside: Around = several
        ? {
            ...around,
            up: spot,
            about: labelOf(value, type),
            frames: [...frames, { linkId, id: idOf(value, at, type) }],
          }
        : { ...around, up: spot };
      parts.push([...spread(below, inside)]);
    }
    return spot;
  };

  return spread(instrument.nodes, { frames: [] });
}

const commonOf = (linkId: string, { up, frames }: Around) => ({
  ...(up && { up }),
  frames,
  key: questionKey(linkId, ...frames.map(({ id }) => id)),
});

/** Of what is calculated, what was. */
const valuesOf = (
  { expressions, values, shown }: Fixed,
  calculated: readonly FhirValue[] = [],
): Pick<Fixed, 'values' | 'shown'> =>
  expressions?.calculated === undefined
    ? { values, shown }
    : {
        values: calculated,
        shown: calculated.map((value) => ({ default: plainValue(value), translations: {} })),
      };

const isYes = (answer: Answer | undefined): boolean => answer?.kind === 'boolean' && answer.value;

/** Which of several answers: the key of an option, or the place among them. No option's key begins so. */
const idOf = (value: FhirValue, at: number, type: AnswerType): string =>
  (type.kind === 'choices' && optionOf(value, type)?.code) || ` ${at + 1}`;

const labelOf = (value: FhirValue, type: AnswerType): Translated =>
  optionOf(value, type)?.display ?? { default: plainValue(value), translations: {} };

/** By what it is, not by what it equals: the same words may be an option's and the client's own. */
const optionOf = (value: FhirValue, type: AnswerType) =>
  type.kind === 'choice' || type.kind === 'choices'
    ? type.options.find((option) => JSON.stringify(optionValue(option)) === JSON.stringify(value))
    : undefined;
