import { expect } from 'chai';
import { shelve } from '../../src/domain/instrument/instrument-shelf.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const instrumentOf = (item: readonly object[]) => {
  const url = 'https://clinic.example/fhir/Questionnaire/made-up';
  const loaded = loadInstrument(
    {
      resourceType: 'Questionnaire',
      id: 'made-up',
      url,
      version: '1',
      status: 'active',
      title: 'Made up',
      item,
    },
    undefined,
  );
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return shelve([loaded.instrument]);
};

const extension = (name: string, valueInteger: number) => ({
  url: `http://hl7.org/fhir/StructureDefinition/questionnaire-${name}`,
  valueInteger,
});

describe('a questionnaire that asks for several answers', () => {
  let chat: Chat;
  afterEach(() => chat.close());
  const open = async (item: readonly object[]) => {
    chat = await openChat(aClient({ goals: [], homework: [] }));
    await chat.deploy(instrumentOf(item), 'made-up');
    return chat.type('hello');
  };
  const answers = async () => (await chat.document()).client.checkIn!.answers;
  const labels = (): string[] => (chat.said.at(-1)?.taps ?? []).map(({ label }) => label);

  const names = {
    linkId: 'names',
    type: 'string',
    text: 'Who helped you?',
    repeats: true,
    required: true,
    extension: [extension('minOccurs', 2), extension('maxOccurs', 3)],
  };

  it('takes them one after the other, shows what it has, and ends when it is told that it is all', async () => {
    await open([names]);
    await chat.type('Ana');
    expect(chat.said.at(-1)?.text).to.include('So far: Ana');
    expect(labels()).to.not.include('That is all');
    await chat.type('that is all');
    expect(chat.said.at(-2)?.text).to.equal('One more answer is needed here.');
    await chat.type('Ben');
    expect(chat.said.at(-1)?.text).to.include('So far: Ana and Ben');
    await chat.tap('That is all');
    expect(await answers()).to.deep.equal({
      names: {
        kind: 'several',
        values: [
          { kind: 'text', value: 'Ana' },
          { kind: 'text', value: 'Ben' },
        ],
        done: true,
      },
    });
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
  });

  it('ends by itself with as many as there may be', async () => {
    await open([names]);
    for (const name of ['Ana', 'Ben', 'Cem']) await chat.type(name);
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
  });

  it('keeps what was given when the client passes on', async () => {
    await open([
      { ...names, required: false, extension: [] },
      { linkId: 'last', type: 'boolean', text: 'Last?' },
    ]);
    await chat.type('Ana');
    await chat.tap('Skip');
    expect((await answers())['names']).to.deep.equal({
      kind: 'several',
      values: [{ kind: 'text', value: 'Ana' }],
      done: true,
    });
    expect(chat.said.at(-1)?.text).to.equal('Last?');
  });

  it('fills a group as often as the client wants, and asks in between whether there is more', async () => {
    await open([
      {
        linkId: 'pills',
        type: 'group',
        text: 'Medicine',
        repeats: true,
        item: [{ linkId: 'name', type: 'string', text: 'What is it called?', required: true }],
      },
    ]);
    await chat.type('Aspirin');
    expect(chat.said.at(-1)?.text).to.equal('Medicine: is there another one to add?');
    await chat.tap('Yes');
    expect(chat.said.at(-1)?.text).to.include('What is it called?');
    await chat.type('Iron');
    await chat.type('no');
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
    const given = Object.values(await answers()).flatMap((answer) =>
      answer.kind === 'text' ? [answer.value] : [],
    );
    expect(given).to.deep.equal(['Aspirin', 'Iron']);
  });

  it('offers what the questionnaire has as the answer, and takes it only when the client says so', async () => {
    await open([{ linkId: 'place', type: 'string', text: 'Where?', initial: [{ valueString: 'At home' }] }]);
    expect(await answers()).to.deep.equal({});
    await chat.tap('Keep “At home”');
    expect(await answers()).to.deep.equal({ place: { kind: 'text', value: 'At home' } });
  });

  it('shows a long list of answers in parts, each with its way to change', async () => {
    const many = Array.from({ length: 45 }, (_, at) => ({
      linkId: `q${at}`,
      type: 'boolean',
      text: `Question ${at}?`,
    }));
    await open(many);
    for (const _ of many) await chat.type('yes');
    const rows = () =>
      JSON.stringify(chat.said.at(-1)?.activity.attachments?.[0]?.content.body).match(/Question \d+/g)
        ?.length;
    expect(rows()).to.equal(20);
    expect(labels()).to.include('Later answers').and.not.include('Earlier answers');
    await chat.tap('Later answers');
    await chat.tap('Later answers', { comment: 'Kept on the way' });
    expect(rows()).to.equal(5);
    expect(labels()).to.include('Earlier answers').and.not.include('Later answers');
    expect((await chat.document()).client.checkIn?.comment).to.equal('Kept on the way');
  });

  it('takes a tap on an option, and on a change of its question, however long the questionnaire has made their keys', async () => {
    const [short, long, key] = [
      'Yes',
      `No, ${'since so much came in between '.repeat(20)}`.trim(),
      'k'.repeat(400),
    ];
    await open([
      {
        linkId: key,
        type: 'choice',
        text: 'Did you go?',
        answerOption: [{ valueString: short }, { valueString: long }],
      },
    ]);
    await chat.tap(long);
    expect(Object.values(await answers())).to.have.lengthOf(1);
    await chat.tap('Change');
    expect(chat.said.at(-1)?.text).to.include('Did you go?');
    await chat.tap(short);
    expect(await answers()).to.deep.equal({ [key]: { kind: 'option', code: 'Yes' } });
  });

  it('shows no answer where there is none, whatever the question is called', async () => {
    const item = (linkId: string, more: object = {}) => ({
      linkId,
      type: 'boolean',
      text: `${linkId}?`,
      ...more,
    });
    await open([
      item('first'),
      item('constructor', { enableWhen: [{ question: 'first', operator: '=', answerBoolean: true }] }),
    ]);
    await chat.type('no');
    await chat.tap('Change');
    await chat.type('yes');
    await chat.type('start over');
    expect(JSON.stringify(chat.said.at(-1)?.activity))
      .to.contain('constructor?')
      .and.to.contain('"–"');
  });

  it('sends no message larger than Teams takes, however much was written, and keeps all of it', async function () {
    this.timeout(20_000);
    const long = 'كلمة '.repeat(799).trim();
    await open([
      { linkId: 'many', type: 'text', text: 'What happened?', repeats: true },
      ...Array.from({ length: 6 }, (_, at) => ({ linkId: `q${at}`, type: 'text', text: `And ${at}?` })),
    ]);
    for (let times = 0; times < 5; times += 1) await chat.type(long);
    await chat.tap('That is all');
    for (let at = 0; at < 6; at += 1) await chat.type(long);
    expect(chat.said.at(-1)?.taps.map(({ label }) => label)).to.include('Send my answers');
    const sizes = chat.said.map(({ activity }) => Buffer.byteLength(JSON.stringify(activity)));
    expect(Math.max(...sizes)).to.be.lessThan(40_000);
    const { many } = await answers();
    expect(many?.kind === 'several' && many.values).to.deep.equal(
      Array.from({ length: 5 }, () => ({ kind: 'text', value: long })),
    );
  });
});
