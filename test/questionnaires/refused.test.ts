import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';

const directory = new URL('./refused/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, directory), 'utf8'));
const names = readdirSync(directory).filter((name) => name.endsWith('.faults.json'));

describe('Questionnaires that cannot be run', () => {
  for (const name of names) {
    const title = name.replace('.faults.json', '');
    it(`${title} is refused, and every item at fault is named with the reason`, () => {
      const expected = read(name) as readonly { linkId: string; why: string }[];
      const loaded = loadInstrument(read(`${title}.json`));
      if (loaded.ok) throw new Error('it was taken');
      for (const { linkId, why } of expected) {
        const named = loaded.faults.some((fault) => fault.startsWith(`${linkId}: `) && fault.includes(why));
        expect(named, `${linkId}: … ${why} … in\n${loaded.faults.join('\n')}`).to.equal(true);
      }
      for (const fault of loaded.faults) {
        expect(
          expected.some(({ linkId }) => fault.startsWith(`${linkId}: `)),
          fault,
        ).to.equal(true);
      }
    });
  }
});
