import type {
  Extension,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireItemEnableWhen,
} from '@medplum/fhirtypes';
import { oneOf, type Pick } from './random-answer.ts';

const structure = 'http://hl7.org/fhir/StructureDefinition';
const types = [
  'boolean',
  'integer',
  'decimal',
  'date',
  'time',
  'string',
  'choice',
  'open-choice',
] as const satisfies readonly QuestionnaireItem['type'][];
const codes = ['a', 'b', 'c'];
const system = 'https://bench.example/fhir/CodeSystem/letters';

/** A question that a condition may name, and where it stands. */
interface Known {
  readonly item: QuestionnaireItem;
  readonly free: boolean;
}

/**
 * A valid Questionnaire nobody would think of: groups and questions in each other to any depth, repeated or not, and
 * conditions on what stands before or, where that has none itself, after.
 */
export function randomQuestionnaire(pick: Pick): Questionnaire {
  const known: Known[] = [];
  let count = 0;
  const some = (depth: number, free: boolean): QuestionnaireItem[] =>
    Array.from({ length: 1 + pick(depth === 0 ? 6 : 3) }, () => one(depth, free));

  const one = (depth: number, free: boolean): QuestionnaireItem => {
    const linkId = `q${(count += 1)}`;
    const enableWhen =
      pick(3) === 0
        ? conditions(
            known.map(({ item }) => item),
            pick,
          )
        : [];
    const isFree = free && enableWhen.length === 0;
    const named = { linkId, text: `Number ${count}?`, ...enabling(enableWhen, pick) };
    const kind = pick(8);
    if (kind < 2 && depth < 3) {
      const repeats = pick(2) === 0;
      const most = 1 + pick(3);
      return {
        ...(repeats && { extension: occurs(pick(most + 1), most) }),
        ...named,
        type: 'group',
        ...(repeats && { repeats }),
        item: some(depth + 1, isFree && !repeats),
      };
    }
    if (kind === 2 && pick(3) === 0) return { ...named, text: 'Read this.', type: 'display' };
    const type = oneOf(types, pick);
    const repeats = pick(5) === 0;
    const item: QuestionnaireItem = {
      ...named,
      type,
      ...(pick(2) === 0 && { required: true }),
      ...(repeats && { repeats }),
      ...extensionsFor(type, repeats, pick),
      ...(type.endsWith('choice') && {
        answerOption: codes.map((code) => ({ valueCoding: { system, code, display: `Letter ${code}` } })),
      }),
    };
    known.push({ item, free: isFree && !repeats });
    if (depth < 3 && pick(5) === 0) item.item = some(depth + 1, false);
    return item;
  };

  const item = some(0, true);
  const ends = known.filter(({ free }) => free).map(({ item: end }) => end);
  // what stands first may look at what stands after it
  const forward =
    pick(2) === 0 && item[0] && !item[0].enableWhen
      ? conditions(
          ends.filter((end) => !within(item[0], end)),
          pick,
        )
      : [];
  const [first] = item;
  if (first && forward.length > 0 && !ends.some((end) => within(first, end)))
    Object.assign(first, enabling(forward, pick));
  return {
    resourceType: 'Questionnaire',
    id: 'random',
    url: 'https://bench.example/fhir/Questionnaire/random',
    version: '1',
    status: 'active',
    item: known.length > 0 ? item : [...item, { linkId: 'last', text: 'Last?', type: 'boolean' }],
  };
}

const within = (around: QuestionnaireItem | undefined, item: QuestionnaireItem): boolean =>
  around === item || (around?.item ?? []).some((inside) => within(inside, item));

const occurs = (least: number, most: number): Extension[] => [
  { url: `${structure}/questionnaire-minOccurs`, valueInteger: least },
  { url: `${structure}/questionnaire-maxOccurs`, valueInteger: most },
];

function extensionsFor(type: string, repeats: boolean, pick: Pick): { extension?: Extension[] } {
  const bounds =
    type === 'integer' || type === 'decimal'
      ? [
          {
            url: `${structure}/minValue`,
            ...(type === 'integer' ? { valueInteger: 0 } : { valueDecimal: 0 }),
          },
          {
            url: `${structure}/maxValue`,
            ...(type === 'integer' ? { valueInteger: 4 } : { valueDecimal: 4 }),
          },
        ]
      : [];
  const many = repeats ? occurs(pick(2), 2) : [];
  return bounds.length + many.length > 0 ? { extension: [...bounds, ...many] } : {};
}

function enabling(enableWhen: QuestionnaireItemEnableWhen[], pick: Pick): Partial<QuestionnaireItem> {
  if (enableWhen.length === 0) return {};
  return { enableWhen, ...(enableWhen.length > 1 && { enableBehavior: pick(2) === 0 ? 'all' : 'any' }) };
}

function conditions(on: readonly QuestionnaireItem[], pick: Pick): QuestionnaireItemEnableWhen[] {
  if (on.length === 0) return [];
  return Array.from({ length: 1 + pick(2) }, () => {
    const { linkId, type } = oneOf(on, pick);
    if (pick(4) === 0) return { question: linkId, operator: 'exists', answerBoolean: pick(3) > 0 };
    const value: Readonly<Record<string, Partial<QuestionnaireItemEnableWhen>>> = {
      boolean: { answerBoolean: pick(2) === 0 },
      integer: { answerInteger: pick(5) },
      decimal: { answerDecimal: pick(9) / 2 },
      date: { answerDate: '2025-01-01' },
      time: { answerTime: '12:00:00' },
      string: { answerString: 'moss' },
    };
    const coding = { answerCoding: { system, code: oneOf(codes, pick) } };
    const hasOrder = ['integer', 'decimal', 'date', 'time'].includes(type ?? '');
    const operators = hasOrder ? (['=', '!=', '>', '<', '>=', '<='] as const) : (['=', '!='] as const);
    return {
      question: linkId,
      operator: oneOf<QuestionnaireItemEnableWhen['operator']>(operators, pick),
      ...(value[type ?? ''] ?? coding),
    };
  });
}
