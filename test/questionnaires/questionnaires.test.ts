import { readdirSync, readFileSync } from 'node:fs';
import type { Questionnaire } from '@medplum/fhirtypes';
import { expect } from 'chai';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { fhirFaults } from '../helpers/fhir-validator.ts';
import { pickFrom } from './checks/random-answer.ts';
import { responseFaults } from './checks/response-faults.ts';
import { walk } from './checks/walk.ts';

/** Every file dropped into this folder, and the instruments that come with the program. */
const folders = ['./', './expressions/', '../../instruments/alliance-weekly/'];
/** More of the short ones, where there is less to be seen in each. */
const walksOf = (questions: number): number => Math.max(2, Math.min(12, Math.ceil(300 / questions)));

const files = folders.flatMap((folder) => {
  const directory = new URL(folder, import.meta.url);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.scoring.json'))
    .map((name) => ({ name, text: readFileSync(new URL(name, directory), 'utf8') }));
});

describe('Questionnaires of every shape', () => {
  const never: string[] = [];
  let questions = 0;

  for (const { name, text } of files) {
    describe(name, () => {
      const questionnaire = JSON.parse(text) as Questionnaire;

      it('is valid R4', () => {
        expect(fhirFaults(questionnaire)).to.deep.equal([]);
      });

      it('is run as it is, from the first question to the last, and leaves as what was answered', () => {
        const loaded = loadInstrument(JSON.parse(text));
        if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
        const { items } = loaded.instrument;
        const met = new Set<string>();
        for (let seed = 1; seed <= walksOf(items.length); seed += 1) {
          const { response, halfway, asked, faults } = walk(questionnaire, loaded.instrument, pickFrom(seed));
          const found = [
            ...faults,
            ...[response, halfway].flatMap((one) => [
              ...responseFaults(questionnaire, one),
              ...fhirFaults(one),
            ]),
          ];
          expect(found, `seed ${seed}: ${JSON.stringify(response.item)}`).to.deep.equal([]);
          for (const linkId of asked) met.add(linkId);
        }
        questions += items.length;
        never.push(
          ...items.filter(({ linkId }) => !met.has(linkId)).map(({ linkId }) => `${name} ${linkId}`),
        );
      });
    });
  }

  describe('all together', () => {
    it('are asked nearly to the last question in these walks', () => {
      expect(never.length / questions, never.join('\n')).to.be.below(0.02);
    });
  });
});
