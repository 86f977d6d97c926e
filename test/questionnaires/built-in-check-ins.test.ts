import { readFileSync } from 'node:fs';
import type { Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { expect } from 'chai';
import { carryOver } from '../../src/domain/carry-over.ts';
import type { Answers, CheckIn } from '../../src/domain/check-in.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { fingerprintsOf } from '../../src/domain/fingerprints.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { questionnaireResponse } from '../../src/domain/questions/questionnaire-response.ts';
import {
  builtIn,
  builtInFiles,
  checkInWith,
  chose,
  contextOf,
  diary,
  itemIn,
  rated,
  sixRatings,
  skipped,
  ticked,
  walk,
} from '../helpers/built-in.ts';
import { fhirFaults } from '../helpers/fhir-validator.ts';
import { responseFaults } from './checks/response-faults.ts';

const file = new URL('../../instruments/alliance-weekly/1.0.0.questionnaire.json', import.meta.url);
const questionnaire = JSON.parse(readFileSync(file, 'utf8')) as Questionnaire;

const usual: Answers = {
  ...sixRatings(8),
  'goal-progress/g1': rated(6),
  'homework-status/h1': chose('done'),
  'homework-difficulty': rated(3),
};
const hard: Answers = {
  ...sixRatings([2, 3, 1, 4, 0, 2]),
  'goal-progress/g1': skipped,
  'homework-status/h1': chose('not-done'),
  'homework-status/h2': chose('partly'),
  'homework-difficulty': rated(10),
  'homework-barriers': ticked('forgot', 'no-time', 'too-hard'),
};

const { completedAt: _never, ...missed } = checkInWith(
  { 'goals-same': rated(4), 'goals-fit': skipped },
  { status: 'missed' },
);
const { completedAt: _notYet, ...open } = checkInWith(
  { 'goals-same': rated(7), 'goals-fit': rated(6), 'goal-progress/g1': rated(2), 'tasks-sense': rated(5) },
  { status: 'open', fingerprints: fingerprintsOf(builtIn()) },
);

const weeks: readonly (readonly [string, CheckIn])[] = [
  ['a usual week', checkInWith(usual)],
  ['a hard week', checkInWith(hard, { context: contextOf({ homework: [walk, diary] }) })],
  ['a week without homework and goals', checkInWith(sixRatings(5), { context: { homework: [], goal: [] } })],
  ['a missed week', missed],
  ['a week nothing was answered in', checkInWith({}, { status: 'missed' })],
  ['an open check-in', open],
];

describe('A check-in of the built-in questionnaire leaves as valid R4', () => {
  for (const [name, checkIn] of weeks) {
    it(name, () => {
      expectValid(questionnaire, builtIn(), checkIn);
    });
  }

  it('one that was carried over to a version that has lost a question', () => {
    const files = builtInFiles();
    files.questionnaire.version = '2.0.0';
    files.scoring.questionnaire = `${files.questionnaire.url}|2.0.0`;
    itemIn(files.questionnaire, 'goals-same').text = 'Do you both want the same to change?';
    const loaded = loadInstrument(files.questionnaire, files.scoring);
    if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
    const carried = carryOver(open, loaded.instrument, '2026-11-04T09:00:00.000Z');
    expectValid(files.questionnaire as Questionnaire, loaded.instrument, carried);
    expect(JSON.stringify(questionnaireResponse(loaded.instrument, carried))).to.contain('goals-fit');
  });
});

function expectValid(questionnaire: Questionnaire, instrument: Instrument, checkIn: CheckIn): void {
  const response = questionnaireResponse(instrument, checkIn) as QuestionnaireResponse;
  expect([...fhirFaults(response), ...responseFaults(questionnaire, response)]).to.deep.equal([]);
}
