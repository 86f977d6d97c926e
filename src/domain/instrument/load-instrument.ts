import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  questionnaireShape,
  type Fault,
  type FhirItem,
  type FhirQuestionnaire,
} from './fhir-questionnaire.ts';
import { endsInTime } from './ends-in-time.ts';
import { checkSize, isTooDeep } from './check-size.ts';
import { nameExtensions, translated } from './fhir-extensions.ts';
import { nothingComputed } from '../questions/computed.ts';
import type { Instrument, Node } from './instrument.ts';
import { withListedValueSets } from './listed-value-sets.ts';
import { neededVariables } from './needed-variables.ts';
import { partsOf } from './parts-of.ts';
import { readVariables } from './read-expressions.ts';
import { readItems } from './read-items.ts';
import { runExpressions } from '../questions/run-expressions.ts';
import { spotsIn } from '../questions/spots.ts';
import { itemsOf, notScored, readScoring, scoringShape } from './read-scoring.ts';

export type LoadedInstrument =
  /** `notes`: what of the questionnaire is left aside, by linkId. */
  | { readonly ok: true; readonly instrument: Instrument; readonly notes: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Makes an instrument of a FHIR R4 Questionnaire and its scoring file (both as parsed JSON), or names every
 * fault by linkId. What we cannot run is a fault: no question of a questionnaire is left out in silence.
 * @param scoring left out, the instrument is never scored, and no alert is raised on its answers
 */
export function loadInstrument(questionnaire: unknown, scoring?: unknown): LoadedInstrument {
  if (isTooDeep(questionnaire)) return { ok: false, faults: ['questionnaire: is nested too deeply'] };
  if (isTooDeep(scoring)) return { ok: false, faults: ['scoring file: is nested too deeply'] };
  const file = questionnaireShape.safeParse(questionnaire);
  const scores = scoringShape.safeParse(scoring ?? undefined);
  const faults = new Set<string>();
  const notes = new Set<string>();
  if (!file.success) for (const issue of file.error.issues) faults.add(shapeFault(questionnaire, issue));
  if (!scores.success && scoring !== undefined) {
    for (const { path, message } of scores.error.issues)
      faults.add(`scoring file, ${path.join('.')}: ${message}`);
  }
  if (!file.success || (!scores.success && scoring !== undefined)) return { ok: false, faults: [...faults] };

  const fault: Fault = (linkId, what) => faults.add(`${linkId}: ${what}`);
  const note: Fault = (linkId, what) => notes.add(`${linkId}: ${what}`);
  const { status, title, name } = file.data;
  const named = nameQuestionnaire(file.data, questionnaire);
  if (scores.success && !named.references.includes(scores.data.questionnaire)) {
    faults.add(`scoring file, questionnaire: is not ${named.references[0]}`);
  }
  for (const element of ['modifierExtension', 'implicitRules'])
    if (file.data[element] !== undefined) fault('questionnaire', `${element} is not supported`);
  nameExtensions({ ...file.data, linkId: 'questionnaire' }, { fault, note });
  checkLinkIds(file.data, fault);
  const contained = containedSets(file.data);
  const nodes = readItems(file.data.item, { fault, note, contained });
  checkSize(nodes, fault);
  const calculation = readCalculation(file.data, { nodes, questionnaire, fault, note });
  const instrument: Instrument = {
    id: named.id,
    version: named.version,
    url: named.url,
    status,
    title: translated(title ?? name ?? named.id, file.data['_title']),
    nodes,
    items: itemsOf(nodes),
    scoring: scores.success ? readScoring(scores.data, nodes, fault) : notScored,
    ...(calculation && { calculation }),
  };
  if (calculation && faults.size === 0) tryExpressions(instrument, calculation, fault);
  if (instrument.items.length === 0) fault('questionnaire', 'has no question that is asked');
  return faults.size === 0 ? { ok: true, instrument, notes: [...notes] } : { ok: false, faults: [...faults] };
}

/** The value sets in the file, by what may refer to one: its `id` after a `#`, its url, and that with its version. */
const containedSets = ({ contained = [] }: FhirQuestionnaire): ReadonlyMap<string, unknown> =>
  new Map(
    contained
      .filter(({ resourceType }) => resourceType === 'ValueSet')
      .flatMap((set) => [
        ...(set.id === undefined ? [] : [[`#${set.id}`, set] as const]),
        ...(set.url === undefined ? [] : [[set.url, set] as const]),
        ...(set.url === undefined || set.version === undefined
          ? []
          : [[`${set.url}|${set.version}`, set] as const]),
      ]),
  );

/**
 * What it is called. FHIR lets a questionnaire go without url, id and version: a url is then made of its id, an id of
 * its url or name, and a version of what stands in it, so that another content is another version.
 */
function nameQuestionnaire(
  { id, url, name, version }: FhirQuestionnaire,
  content: unknown,
): {
  readonly id: string;
  readonly url: string;
  readonly version: string;
  /** What its scoring file may call it. */
  readonly references: readonly string[];
} {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  const called = id ?? url?.split('/').at(-1) ?? name ?? `questionnaire-${digest}`;
  const named = {
    id: called,
    url: url ?? `urn:alliance-checkin:questionnaire:${encodeURIComponent(called)}`,
    version: version ?? digest,
  };
  const bare =
    version === undefined ? [named.url, called] : url === undefined ? [`${called}|${version}`] : [];
  return { ...named, references: [`${named.url}|${named.version}`, ...bare] };
}

/** Of a questionnaire that carries FHIRPath, what that needs. */
function readCalculation(
  file: FhirQuestionnaire,
  {
    nodes,
    questionnaire,
    fault,
    note,
  }: {
    readonly nodes: readonly Node[];
    readonly questionnaire: unknown;
    readonly fault: Fault;
    readonly note: Fault;
  },
): Instrument['calculation'] {
  const variables = readVariables(file, 'questionnaire', { fault, note });
  const carries = (all: readonly Node[]): boolean =>
    all.some((node) => partsOf(node).expressions !== undefined || carries(partsOf(node).inside));
  if (!carries(nodes) || typeof questionnaire !== 'object' || questionnaire === null) return undefined;
  return { questionnaire: withListedValueSets(questionnaire, file), variables };
}

/** For all expressions of a file together; they take some milliseconds, and loading what runs them half a second. */
const longestTryMs = 3_000;

/** An expression that cannot be run on an empty response, such as one with a name it does not explain, never can. */
function tryExpressions(
  instrument: Instrument,
  calculation: NonNullable<Instrument['calculation']>,
  fault: Fault,
): void {
  const subject = { id: 'any', title: '' };
  const context = { homework: [subject], goal: [subject] };
  const spots = spotsIn(instrument, { answers: {}, context, computed: nothingComputed });
  const needed = neededVariables(calculation.variables, instrument.nodes);
  const run = (): void =>
    void runExpressions(calculation, spots, { items: [], at: new Map() }, (linkId, reason, variable) => {
      if (variable === undefined || needed.has(variable))
        fault(linkId, `its FHIRPath cannot be run: ${reason}`);
    });
  if (!endsInTime(run, longestTryMs)) fault('questionnaire', 'its FHIRPath takes too long');
}

function checkLinkIds({ item }: FhirQuestionnaire, fault: Fault): void {
  const seen = new Set<string>();
  for (const linkId of item.flatMap(linkIdsOf)) {
    if (seen.has(linkId)) fault(linkId, 'two items have this linkId');
    if (linkId.trim() !== linkId) fault(linkId, 'a linkId must not begin or end with a blank');
    seen.add(linkId);
  }
}

const linkIdsOf = (item: FhirItem): readonly string[] => [
  item.linkId,
  ...(item.item ?? []).flatMap(linkIdsOf),
];

/** Where in the file, by the innermost linkId on the way, and what was expected there. */
function shapeFault(file: unknown, { path, message }: z.core.$ZodIssue): string {
  let linkId = 'questionnaire';
  let rest: PropertyKey[] = [];
  let here: unknown = file;
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined;
    rest.push(step);
    const own: unknown = typeof here === 'object' && here !== null ? Reflect.get(here, 'linkId') : undefined;
    if (typeof own === 'string') {
      linkId = own;
      rest = [];
    }
  }
  return `${linkId}${rest.length > 0 ? `, ${rest.map(String).join('.')}` : ''}: ${message}`;
}
