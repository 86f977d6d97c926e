import { expect } from 'chai';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { fhirFaults } from '../helpers/fhir-validator.ts';
import { pickFrom } from './checks/random-answer.ts';
import { randomQuestionnaire } from './checks/random-questionnaire.ts';
import { responseFaults } from './checks/response-faults.ts';
import { walk } from './checks/walk.ts';

/** `QUESTIONNAIRES=5000` looks at as many. */
const many = Number(process.env['QUESTIONNAIRES'] ?? 60);

describe('Questionnaires made at random', () => {
  it(`are run as they are, ${many} of them`, function () {
    this.timeout(60_000 + many * 200);
    for (let seed = 1; seed <= many; seed += 1) {
      const questionnaire = randomQuestionnaire(pickFrom(seed));
      expect(fhirFaults(questionnaire), `seed ${seed}`).to.deep.equal([]);
      const loaded = loadInstrument(structuredClone(questionnaire));
      if (!loaded.ok) throw new Error(`seed ${seed}: ${loaded.faults.join('\n')}`);
      for (const again of [1, 2, 3]) {
        const { response, halfway, faults } = walk(
          questionnaire,
          loaded.instrument,
          pickFrom(seed * 100 + again),
        );
        const found = [response, halfway].flatMap((one) => [
          ...responseFaults(questionnaire, one),
          ...fhirFaults(one),
        ]);
        expect([...faults, ...found], `seed ${seed}, walk ${again}`).to.deep.equal([]);
      }
    }
  });
});
