import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readInstruments, shippedInstruments } from '../../src/state/read-instruments.ts';
import { builtInFiles } from '../helpers/built-in.ts';

describe('readInstruments', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instruments-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (path: string, content: unknown): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const writePair = async (
    name: string,
    version: string,
    status: 'active' | 'draft' | 'retired' = 'active',
  ) => {
    const { questionnaire, scoring } = builtInFiles();
    await write(`${name}.questionnaire.json`, { ...questionnaire, version, status });
    await write(`${name}.scoring.json`, { ...scoring, questionnaire: `${questionnaire.url}|${version}` });
  };

  it('finds no fault in what the product brings', async () => {
    const { instruments, faults } = await readInstruments(shippedInstruments);
    expect(faults).to.deep.equal([]);
    expect(instruments.current('alliance-weekly')?.version).to.equal('1.0.0');
  });

  it('keeps every version, and takes the latest active one for new check-ins', async () => {
    await writePair('a/1.9.0', '1.9.0');
    await writePair('a/1.10.0', '1.10.0');
    await writePair('a/1.11.0', '1.11.0', 'retired');
    await writePair('2.0.0', '2.0.0', 'draft');
    const { instruments, faults } = await readInstruments(folder);
    expect(faults).to.deep.equal([]);
    expect(instruments.all).to.have.lengthOf(4);
    expect(instruments.current('alliance-weekly')?.version).to.equal('1.10.0');
    expect(instruments.exact('alliance-weekly', '1.9.0')?.version).to.equal('1.9.0');
    expect(instruments.exact('alliance-weekly', '1.11.0')?.status).to.equal('retired');
    expect(instruments.exact('alliance-weekly', '3.0.0')).to.equal(undefined);
    expect(instruments.current('other')).to.equal(undefined);
  });

  it('names every fault by file and goes on with the rest', async () => {
    await writePair('good', '1.0.0');
    await writePair('twice', '1.0.0');
    await writePair('alone', '1.1.0');
    await rm(join(folder, 'alone.questionnaire.json'));
    await write('broken.questionnaire.json', '{');
    await write('broken.scoring.json', '[');
    await write('wrong.questionnaire.json', { resourceType: 'Patient' });
    await write('wrong.scoring.json', {});
    await write('notes.txt', 'not an instrument');
    const { instruments, faults } = await readInstruments(folder);
    expect(instruments.all).to.have.lengthOf(1);
    expect(faults).to.include.members([
      'alone.scoring.json: there is no questionnaire beside it',
      'broken.questionnaire.json: is not JSON',
      'broken.questionnaire.json: its scoring file is not JSON',
      'twice.questionnaire.json: there is another alliance-weekly 1.0.0',
    ]);
    expect(faults.filter((fault) => fault.startsWith('wrong.')).length).to.be.above(1);
  });

  it('takes a questionnaire without a scoring file, and never scores it', async () => {
    await writePair('plain', '1.1.0');
    await rm(join(folder, 'plain.scoring.json'));
    const { instruments, faults } = await readInstruments(folder);
    expect(faults).to.deep.equal([]);
    expect(instruments.current('alliance-weekly')?.scoring.subscales).to.deep.equal({
      goals: [],
      tasks: [],
      bond: [],
    });
  });

  it('puts a clinic’s own folder beside the shipped one, and before it', async () => {
    await writePair('mine', '1.0.0', 'retired');
    await writePair('next', '1.0.1');
    const { instruments, faults } = await readInstruments(folder, shippedInstruments);
    expect(faults).to.deep.equal([]);
    expect(instruments.all.map(({ version, status }) => [version, status])).to.deep.equal([
      ['1.0.0', 'retired'],
      ['1.0.1', 'active'],
    ]);
  });

  it('names a folder that is not there', async () => {
    const { faults } = await readInstruments(join(folder, 'nowhere'), undefined);
    expect(faults).to.deep.equal([`${join(folder, 'nowhere')}: this folder cannot be read`]);
  });
});
