import { checkCircles } from './check-circles.ts';
import { extensionOf, nameExtensions, translated } from './fhir-extensions.ts';
import type { FhirItem, Reading } from './fhir-questionnaire.ts';
import type { Answer } from '../check-in.ts';
import type { Each, Group, Item, Node, Translated } from './instrument.ts';
import { initialAnswer } from './initial-answer.ts';
import { readAnswerType } from './read-answer-type.ts';
import { readControl } from './read-control.ts';
import { checkConditions, readEnabling, type Target } from './read-enabling.ts';
import { readFixed } from './read-fixed.ts';
import { readAsides } from './read-asides.ts';
import { readOccurs } from './read-occurs.ts';
import { readValue } from './read-value.ts';

/** What stands around an item in the file. */
export interface Place {
  readonly reading: Reading;
  /** Questions and titles, by linkId, for the conditions that name them. */
  readonly targets: Map<string, Target>;
  readonly each?: Each;
  readonly within: readonly string[];
  /** Around it nothing is asked: `hidden` is not shown either. */
  readonly fixed?: 'hidden' | 'shown';
}

/** The questionnaire's items as nodes; whatever cannot be run is named through `fault` and left out. */
export function readItems(items: readonly FhirItem[], reading: Reading): readonly Node[] {
  const { fault } = reading;
  const place: Place = { reading, targets: new Map(), within: [] };
  const nodes = items.flatMap((item) => readItem(item, place));
  const check = (all: readonly Node[]): void => {
    for (const node of all) {
      if (node.kind === 'title') continue;
      const enabling = node.kind === 'question' ? node.item : node;
      const linkId = node.kind === 'question' ? node.item.linkId : node.linkId;
      checkConditions(linkId, enabling, { targets: place.targets, fault });
      if (node.kind === 'group') check(node.nodes);
      if (node.kind === 'question' || node.kind === 'fixed') check(node.below);
    }
  };
  check(nodes);
  checkCircles(nodes, fault);
  return nodes;
}

function readItem(item: FhirItem, place: Place): readonly Node[] {
  const { reading } = place;
  if (item['modifierExtension'] !== undefined)
    reading.fault(item.linkId, 'modifierExtension is not supported');
  nameExtensions(item, reading);
  const inside = { ...place, ...fixedOf(item, place) };
  if (item.type === 'group') return [readGroup(item, inside)];
  if (item.type === 'display') return readDisplay(item, inside);
  if (isTitle(item, place)) return readTitle(item, place);
  return readQuestion(item, inside);
}

function fixedOf(item: FhirItem, { fixed }: Place): { readonly fixed?: 'hidden' | 'shown' } {
  if (fixed === 'hidden' || extensionOf(item, 'hidden')?.valueBoolean === true) return { fixed: 'hidden' };
  // for whoever reads what was answered, and not for whoever answers
  if (extensionOf(item, 'usageMode')?.valueCode?.startsWith('display')) return { fixed: 'hidden' };
  const calculated = extensionOf(item, 'calculatedExpression') !== undefined;
  return fixed === 'shown' || item.readOnly === true || calculated ? { fixed: 'shown' } : {};
}

function readDisplay(item: FhirItem, { reading, fixed }: Place): readonly Node[] {
  const { linkId } = item;
  for (const child of item.item ?? []) reading.fault(child.linkId, 'stands below words that are only shown');
  if (fixed === 'hidden') return [];
  if (isBlank(item.text)) {
    reading.note(linkId, 'is left out: it has no text');
    return [];
  }
  const enabling = readEnabling(item, reading);
  return [{ kind: 'display', linkId, text: textOf(item), ...enabling }];
}

function readQuestion(item: FhirItem, place: Place): readonly Node[] {
  const { reading, targets, each, within, fixed } = place;
  const { fault, note } = reading;
  const { linkId } = item;
  const { ends, help: explained, rest } = readAsides(item);
  const own = textOf(item);
  // a question without words of its own is asked with those that stand below it
  const text = isBlank(own.default) && explained ? explained : own;
  const help = text === own ? explained : undefined;
  if (isBlank(text.default)) fault(linkId, 'a question needs a text');
  if (each === undefined && [text.default, ...Object.values(text.translations)].some(namesTitle)) {
    fault(linkId, '{{title}} only stands in a group that is asked for each homework or goal');
  }
  const enabling = readEnabling(item, reading);
  if (fixed !== undefined) {
    targets.set(linkId, {});
    const below = rest.flatMap((child) => readItem(child, place));
    return [readFixed(item, { text, enabling, hidden: fixed === 'hidden', below, note })];
  }
  const answer = readAnswerType(item, reading, ends);
  const repeats = item.repeats === true && answer?.kind !== 'choices' ? readOccurs(item, reading) : undefined;
  const several = answer?.kind === 'choices' || (repeats && repeats.most !== 1);
  const below = rest.flatMap((child) =>
    readItem(child, several ? { ...place, within: [...within, linkId] } : place),
  );
  if (!answer) return [];
  targets.set(linkId, { answer });
  const initial = readInitial(item, { answer, ...(several && repeats && { repeats }) }, reading);
  return [
    {
      kind: 'question',
      below,
      item: {
        linkId,
        text,
        ...(item.prefix !== undefined && { prefix: translated(item.prefix, item['_prefix']) }),
        answer,
        required: item.required === true,
        ...(several && repeats && { repeats }),
        ...(help && { help }),
        ...readControl(item),
        ...(initial && { initial }),
        ...enabling,
        ...(each && { each }),
        ...(within.length > 0 && { within }),
      },
    },
  ];
}

/** What is offered as the answer; what the question does not take is left aside. */
function readInitial(
  item: FhirItem,
  question: Pick<Item, 'answer' | 'repeats'>,
  { note }: Reading,
): Answer | undefined {
  const selected = (item.answerOption ?? []).filter(({ initialSelected }) => initialSelected === true);
  const values = [...(item.initial ?? []), ...selected].flatMap((holder) => readValue(holder) ?? []);
  const initial = initialAnswer(values, question);
  if ((item.initial || selected.length > 0) && !initial)
    note(item.linkId, 'its initial value is left aside: it is no answer to it');
  return initial;
}

function readGroup(item: FhirItem, place: Place): Group {
  const { fault, note } = place.reading;
  const { linkId } = item;
  const each = readEach(item, place);
  const repeats = each === undefined && item.repeats === true ? readOccurs(item, place.reading) : undefined;
  const again = repeats && repeats.most !== 1 && place.fixed === undefined ? repeats : undefined;
  const enabling = readEnabling(item, place.reading);
  const children = item.item ?? [];
  if (children.length === 0) fault(linkId, 'a group needs items');
  if (item.initial) note(linkId, 'a group has no initial value');
  if (enabling.expressions?.calculated !== undefined) fault(linkId, 'a group cannot be calculated');
  const inside: Place = {
    ...place,
    ...(each && { each }),
    ...(again && { within: [...place.within, linkId] }),
  };
  const nodes = children.flatMap((child) => readItem(child, inside));
  if (each && nodes.filter(({ kind }) => kind === 'title').length !== 1) {
    fault(linkId, 'a group asked for each homework or goal needs one read-only string item for its title');
  }
  const text = textOf(item);
  const quiet = place.fixed === 'hidden' || extensionOf(item, 'quiet')?.valueBoolean === true;
  return {
    kind: 'group',
    linkId,
    ...(!isBlank(text.default) && { text }),
    ...(each && { each }),
    ...(again && { repeats: again }),
    ...(quiet && { quiet }),
    ...enabling,
    nodes,
  };
}

function readEach(item: FhirItem, { each: outer, reading: { fault } }: Place): Each | undefined {
  const extension = extensionOf(item, 'each');
  if (!extension) return undefined;
  const { valueCode } = extension;
  if (valueCode !== 'homework' && valueCode !== 'goal') {
    fault(item.linkId, 'asked for each of what: homework or goal');
    return undefined;
  }
  if (outer) fault(item.linkId, 'a group asked for each homework or goal stands inside another');
  if (item.repeats !== true) fault(item.linkId, 'a group asked for each homework or goal must repeat');
  return valueCode;
}

/** Read-only words without a value, in a group for each homework or goal: they are filled with its title. */
const isTitle = (item: FhirItem, { each }: Place): boolean =>
  each !== undefined && item.readOnly === true && item.type === 'string' && item.initial === undefined;

function readTitle(item: FhirItem, { targets, reading: { fault } }: Place): readonly Node[] {
  const { linkId } = item;
  if (item.enableWhen) fault(linkId, 'a title has no conditions');
  targets.set(linkId, { answer: { kind: 'text', maxLength: 1000 } });
  return [{ kind: 'title', linkId, text: translated(item.text ?? '', item['_text']) }];
}

/** Its own words; where it has none, what its code is called. */
const textOf = (item: FhirItem): Translated => {
  if (!isBlank(item.text)) return translated(item.text ?? '', item['_text']);
  const named = item.code?.find(({ display }) => !isBlank(display));
  return translated(named?.display ?? '', named?.['_display']);
};

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
const namesTitle = (text: string): boolean => text.includes('{{title}}');
