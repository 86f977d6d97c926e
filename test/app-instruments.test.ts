import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { SetUpError } from '../src/set-up-error.ts';
import { readInstruments, shippedInstruments } from '../src/state/read-instruments.ts';
import { aClient, openChat } from './helpers/chat.ts';

/** Made up: a clinic's own instrument, with reversed items, a choice that counts, and norms. */
const url = 'http://clinic.example/Questionnaire/session-echo';
const scale = (linkId: string, text: string) => ({
  linkId,
  type: 'integer',
  text,
  extension: ['min', 'max'].map((end, at) => ({
    url: `http://hl7.org/fhir/StructureDefinition/${end}Value`,
    valueInteger: 4 * at + 1,
  })),
});
const questionnaire = {
  resourceType: 'Questionnaire',
  id: 'session-echo',
  url,
  version: '7',
  status: 'active',
  title: 'Session echo',
  item: [
    scale('heard', 'I felt heard.'),
    scale('rushed', 'I felt rushed.'),
    {
      linkId: 'pace',
      type: 'choice',
      text: 'The pace was',
      answerOption: ['wrong', 'right'].map((code, at) => ({
        valueCoding: { code, display: code },
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: at }],
      })),
    },
  ],
};
const scoring = {
  questionnaire: `${url}|7`,
  subscales: {
    bond: ['heard', { linkId: 'rushed', reversed: true }],
    tasks: { items: ['pace'], missing: 0 },
  },
  floor: { whole: 5, domain: 4 },
  norms: { bond: { mean: 8, between: 1, within: 0.8 } },
};

describe('an instrument of the clinic’s own', () => {
  let directory: string;
  let app: App | undefined;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-'));
    await mkdir(join(directory, 'mine'));
    await write('echo.questionnaire.json', questionnaire);
    await write('echo.scoring.json', scoring);
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await rm(directory, { recursive: true });
  });

  const write = (name: string, content: unknown) =>
    writeFile(join(directory, 'mine', name), JSON.stringify(content));

  async function start(instrument: string): Promise<App> {
    const read = readConfig({
      PORT: '0',
      DATA_DIR: join(directory, 'data'),
      INSTRUMENTS_DIR: join(directory, 'mine'),
      INSTRUMENT: instrument,
    });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', { log: createLog({ level: 'silent' }) });
    return app;
  }

  it('can be in use once its two files are in the folder that the settings name', async () => {
    expect((await start('session-echo')).refused).to.deep.equal([]);
  });

  it('is asked and scored as its files say, beside the shipped ones', async () => {
    const { instruments } = await readInstruments(join(directory, 'mine'), shippedInstruments);
    expect(instruments.current('alliance-weekly')).not.to.equal(undefined);
    const chat = await openChat(aClient());
    await chat.deploy(instruments, 'session-echo');
    const said: string[] = [];
    for (const text of ['hello', '4', '1', 'right'])
      said.push(...(await chat.type(text)).map((message) => message.text));
    const { checkIn } = (await chat.document()).client;
    await chat.close();
    for (const { text } of questionnaire.item) expect(said.join()).to.contain(text);
    expect(checkIn?.status).to.equal('complete');
    expect(checkIn?.score).to.deep.equal({ tasks: 10, bond: 8.75 });
  });

  it('keeps nobody from another when it cannot be used, and says what is wrong with it', async () => {
    await write('echo.questionnaire.json', {
      ...questionnaire,
      item: [...questionnaire.item, { linkId: 'scan', type: 'attachment', text: 'A picture' }],
    });
    const { refused } = await start('alliance-weekly');
    expect(refused).to.deep.equal([
      'echo.questionnaire.json: scan: type attachment cannot be asked in a chat',
    ]);
    const faults = await start('session-echo').catch((error: unknown) =>
      error instanceof SetUpError ? error.faults : [],
    );
    expect(faults).to.include('echo.questionnaire.json: scan: type attachment cannot be asked in a chat');
  });
});
