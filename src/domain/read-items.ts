import type { Fault, FhirItem } from './fhir-questionnaire.ts';
import { extensionOf, translated, unsupportedExtensions } from './fhir-extensions.ts';
import type { Each, Group, Item, Node } from './instrument.ts';
import { readAnswerType } from './read-answer-type.ts';
import { readEnabling } from './read-enabling.ts';

/** What stood before an item in the file, and around it. */
interface Place {
  readonly fault: Fault;
  /** Questions and titles so far, by linkId; titles count as texts. */
  readonly before: Map<string, Pick<Item, 'answer'>>;
  readonly each?: Each;
}

/** FHIR elements of an item that change what is asked and that we do not run. */
const unsupported = ['initial', 'answerValueSet', 'modifierExtension'];

/** The questionnaire's items as nodes; whatever cannot be run is named through `fault` and left out. */
export function readItems(items: readonly FhirItem[], fault: Fault): readonly Node[] {
  const place: Place = { fault, before: new Map() };
  return items.flatMap((item) => readItem(item, place));
}

function readItem(item: FhirItem, place: Place): readonly Node[] {
  const { fault } = place;
  for (const name of unsupported)
    if (item[name] !== undefined) fault(item.linkId, `${name} is not supported`);
  for (const url of unsupportedExtensions(item)) fault(item.linkId, `extension ${url} is not supported`);
  if (item.type === 'group') return [readGroup(item, place)];
  if (item.type === 'display') {
    fault(item.linkId, 'a display item is only supported as the label of an end of a scale');
    return [];
  }
  if (item.readOnly === true) return readTitle(item, place);
  const { linkId } = item;
  if (item.text === undefined || item.text.trim() === '') fault(linkId, 'a question needs a text');
  const text = translated(item.text ?? '', item['_text']);
  if (place.each === undefined && [text.default, ...Object.values(text.translations)].some(namesTitle)) {
    fault(linkId, '{{title}} only stands in a group that is asked for each homework or goal');
  }
  const enabling = readEnabling(item, place.before, fault);
  const answer = readAnswerType(item, fault);
  if (!answer) return [];
  place.before.set(linkId, { answer });
  return [
    {
      kind: 'question',
      item: {
        linkId,
        text,
        answer,
        required: item.required === true,
        ...enabling,
        ...(place.each && { each: place.each }),
      },
    },
  ];
}

function readGroup(item: FhirItem, place: Place): Group {
  const { fault } = place;
  const { linkId } = item;
  const each = readEach(item, place);
  if (each === undefined && item.repeats === true) {
    fault(linkId, 'a repeating group needs our extension that says what it is asked for');
  }
  if (item.readOnly === true) fault(linkId, 'readOnly is not supported here');
  const enabling = readEnabling(item, place.before, fault);
  const children = item.item ?? [];
  if (children.length === 0) fault(linkId, 'a group needs items');
  const inside = each ? { ...place, each } : place;
  const nodes = children.flatMap((child) => readItem(child, inside));
  if (each && nodes.filter(({ kind }) => kind === 'title').length !== 1) {
    fault(linkId, 'a group asked for each homework or goal needs one read-only string item for its title');
  }
  return {
    kind: 'group',
    linkId,
    ...(item.text !== undefined && { text: translated(item.text, item['_text']) }),
    ...(each && { each }),
    ...enabling,
    nodes,
  };
}

function readEach(item: FhirItem, { each: outer, fault }: Place): Each | undefined {
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

function readTitle(item: FhirItem, { each, before, fault }: Place): readonly Node[] {
  const { linkId } = item;
  if (each === undefined || item.type !== 'string') {
    fault(linkId, 'a read-only item is only supported as the title of a homework or goal, a string');
    return [];
  }
  if (item.enableWhen) fault(linkId, 'a title has no conditions');
  before.set(linkId, { answer: { kind: 'text', maxLength: 1000 } });
  return [{ kind: 'title', linkId, text: translated(item.text ?? '', item['_text']) }];
}

const namesTitle = (text: string): boolean => text.includes('{{title}}');
