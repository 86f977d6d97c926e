import { readFileSync } from 'node:fs';
import type { Answer, Answers, CheckIn, CheckInContext } from '../../src/domain/check-in.ts';
import type { FhirItem, FhirQuestionnaire } from '../../src/domain/instrument/fhir-questionnaire.ts';
import { checkInId, clientId } from '../../src/domain/ids.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import type { ScoringFile } from '../../src/domain/instrument/read-scoring.ts';
import { score } from '../../src/domain/score.ts';

const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../instruments/alliance-weekly/1.0.0.${name}.json`, import.meta.url), 'utf8'),
  );

/** The files of the built-in instrument, fresh each time: a test may change its copy. */
export const builtInFiles = (): { questionnaire: FhirQuestionnaire; scoring: ScoringFile } => ({
  questionnaire: read('questionnaire') as FhirQuestionnaire,
  scoring: read('scoring') as ScoringFile,
});

/** The item with this linkId, to be changed in place. */
export function itemIn({ item }: { item?: FhirItem[] | undefined }, linkId: string): FhirItem {
  const all = (items: FhirItem[] = []): FhirItem[] => items.flatMap((one) => [one, ...all(one.item)]);
  const found = all(item).find((one) => one.linkId === linkId);
  if (!found) throw new Error(`no item ${linkId}`);
  return found;
}

export function builtIn(): Instrument {
  const { questionnaire, scoring } = builtInFiles();
  const loaded = loadInstrument(questionnaire, scoring);
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.instrument;
}

/** The next version: `goals-same` and `goals-fit` have changed their words for each other, and the bond comes first. */
export function nextVersion(): Instrument {
  const { questionnaire, scoring } = builtInFiles();
  questionnaire.version = '2.0.0';
  scoring.questionnaire = `${questionnaire.url}|2.0.0`;
  const [same, fit] = [itemIn(questionnaire, 'goals-same'), itemIn(questionnaire, 'goals-fit')];
  [same.text, fit.text] = [fit.text, same.text];
  [same['_text'], fit['_text']] = [fit['_text'], same['_text']];
  questionnaire.item.reverse();
  const loaded = loadInstrument(questionnaire, scoring);
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.instrument;
}

export const walk = { id: 'h1', title: 'Walk ten minutes' };
export const diary = { id: 'h2', title: 'Sleep diary' };
export const sleep = { id: 'g1', title: 'Sleep through the night' };

export const contextOf = (context: Partial<CheckInContext> = {}): CheckInContext => ({
  homework: [walk],
  goal: [sleep],
  ...context,
});

export const rated = (value: number): Answer => ({ kind: 'number', value });
export const chose = (code: string): Answer => ({ kind: 'option', code });
export const ticked = (...codes: string[]): Answer => ({ kind: 'options', codes });
export const skipped: Answer = { kind: 'skipped' };

/** The six ratings, all alike or one by one in the instrument's order. */
export function sixRatings(values: number | readonly number[]): Answers {
  const linkIds = ['goals-same', 'goals-fit', 'tasks-sense', 'tasks-useful', 'bond-care', 'bond-open'];
  return Object.fromEntries(
    linkIds.map((linkId, position) => [
      linkId,
      rated(typeof values === 'number' ? values : (values[position] ?? 0)),
    ]),
  );
}

export const checkInWith = (answers: Answers, more: Partial<CheckIn> = {}): CheckIn => ({
  id: checkInId('2026-11-02'),
  client: clientId('c1'),
  instrument: { id: 'alliance-weekly', version: '1.0.0' },
  status: 'complete',
  context: contextOf(),
  answers,
  score: score(builtIn(), answers),
  wantsToTalk: false,
  begunAt: '2026-11-02T18:00:00.000Z',
  endsAt: '2026-11-09T18:00:00.000Z',
  completedAt: '2026-11-02T18:01:30.000Z',
  ...more,
});
