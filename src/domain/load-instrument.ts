import type { z } from 'zod';
import {
  questionnaireShape,
  type Fault,
  type FhirItem,
  type FhirQuestionnaire,
} from './fhir-questionnaire.ts';
import { translated } from './fhir-extensions.ts';
import type { Instrument } from './instrument.ts';
import { readItems } from './read-items.ts';
import { itemsOf, readScoring, scoringShape } from './read-scoring.ts';

export type LoadedInstrument =
  | { readonly ok: true; readonly instrument: Instrument }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Makes an instrument of a FHIR R4 Questionnaire and its scoring file (both as parsed JSON), or names every
 * fault by linkId. What we cannot run is a fault: nothing of a questionnaire is left out in silence.
 */
export function loadInstrument(questionnaire: unknown, scoring: unknown): LoadedInstrument {
  const file = questionnaireShape.safeParse(questionnaire);
  const scores = scoringShape.safeParse(scoring);
  const faults = new Set<string>();
  if (!file.success) for (const issue of file.error.issues) faults.add(shapeFault(questionnaire, issue));
  if (!scores.success) {
    for (const { path, message } of scores.error.issues)
      faults.add(`scoring file, ${path.join('.')}: ${message}`);
  }
  if (!file.success || !scores.success) return { ok: false, faults: [...faults] };

  const fault: Fault = (linkId, what) => faults.add(`${linkId}: ${what}`);
  const { url, version, status } = file.data;
  if (scores.data.questionnaire !== `${url}|${version}`) {
    faults.add(`scoring file, questionnaire: is not ${url}|${version}`);
  }
  checkLinkIds(file.data, fault);
  const nodes = readItems(file.data.item, fault);
  const instrument: Instrument = {
    id: idOf(file.data),
    version,
    url,
    status,
    title: translated(file.data.title ?? file.data.name ?? idOf(file.data), file.data['_title']),
    nodes,
    items: itemsOf(nodes),
    scoring: readScoring(scores.data, nodes, fault),
  };
  checkKeys(instrument, fault);
  return faults.size === 0 ? { ok: true, instrument } : { ok: false, faults: [...faults] };
}

const idOf = ({ id, url }: FhirQuestionnaire): string => id ?? url.split('/').at(-1) ?? url;

function checkLinkIds({ item }: FhirQuestionnaire, fault: Fault): void {
  const all = item.flatMap(linkIdsOf);
  const seen = new Set<string>();
  for (const linkId of all) {
    if (seen.has(linkId)) fault(linkId, 'two items have this linkId');
    seen.add(linkId);
  }
}

const linkIdsOf = (item: FhirItem): readonly string[] => [
  item.linkId,
  ...(item.item ?? []).flatMap(linkIdsOf),
];

/** An answer about a homework is kept under `linkId/homework`: no other linkId may look like that. */
function checkKeys({ items }: Instrument, fault: Fault): void {
  for (const { linkId } of items.filter((item) => item.each)) {
    for (const other of items) {
      if (other.linkId.startsWith(`${linkId}/`))
        fault(other.linkId, `cannot be told from answers to ${linkId}`);
    }
  }
}

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
