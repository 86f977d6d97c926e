import { mkdtempSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createSqliteStore } from '../../src/state/sqlite/create-sqlite-store.ts';
import { openDatabase } from '../../src/state/sqlite/open-database.ts';
import type { Store } from '../../src/state/store.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const notSaved = 'I could not save that';
const notConfirmed = 'I could not confirm that this was saved. Here is the question again.';
/** Enough for everything but what hangs. */
const deadlines = { commitMs: 1000, answerMs: 4000 };

describe('a turn that has no more time', () => {
  let chat: Chat;
  /** What hangs until `release`. */
  let hang: 'get' | 'put' | undefined;
  let release: () => void;
  let hanging: Promise<void>;
  const hangable = (store: Store): Store => ({
    ...store,
    clients: {
      list: (...given) => store.clients.list(...given),
      remove: (...given) => store.clients.remove(...given),
      async get(...given) {
        if (hang === 'get') await hanging;
        return store.clients.get(...given);
      },
      async put(...given) {
        if (hang === 'put') await hanging;
        return store.clients.put(...given);
      },
    },
  });
  beforeEach(async () => {
    hang = undefined;
    hanging = new Promise((resolve) => (release = resolve));
    chat = await openChat(aClient(), { wrapStore: hangable, deadlines });
    await chat.type('hello');
  });
  afterEach(() => chat.close());

  const answers = async () => Object.values((await chat.document()).client.checkIn?.answers ?? {});
  const texts = (said: readonly { readonly text: string }[]) => said.map(({ text }) => text).join('\n');

  it('says that nothing was saved when the document cannot be read in time, and nothing is', async () => {
    hang = 'get';
    expect(texts(await chat.type('8'))).to.contain(notSaved);
    hang = undefined;
    release();
    await chat.type('8');
    expect(await answers()).to.have.length(1);
  });

  it('says that it is not confirmed when the write is under way, and shows the question again', async () => {
    const question = chat.said.at(-1)!;
    hang = 'put';
    const said = await chat.type('8');
    expect(texts(said)).to.contain(notConfirmed);
    expect(said.at(-1)).to.deep.include({ text: question.text, taps: question.taps });
    // it is saved after all
    hang = undefined;
    release();
    while ((await answers()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const again = await chat.send({ value: question.taps.find(({ label }) => label === '8')!.data });
    expect(await answers(), 'the same tap counts once').to.have.length(1);
    expect(again.at(-1)?.text, 'and is not met with silence').to.not.equal(question.text);
    await chat.type('7');
    expect((await answers()).map((answer) => 'value' in answer && answer.value)).to.deep.equal([8, 7]);
  });

  it('does not wait for the turn before it for longer than it may take, and then does nothing', async () => {
    await chat.close();
    chat = await openChat(aClient(), { wrapStore: hangable, deadlines, sameBot: true });
    await chat.type('hello');
    hang = 'put';
    await Promise.all([chat.type('8'), chat.type('9')]);
    expect(texts(chat.said)).to.contain(notConfirmed).and.to.contain(notSaved);
    hang = undefined;
    release();
    while ((await answers()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await answers()).map((answer) => 'value' in answer && answer.value)).to.deep.equal([8]);
  });

  it('takes the answer typed to the question that was shown again, when it was not saved', async () => {
    let broken = true;
    await chat.close();
    chat = await openChat(aClient(), {
      deadlines,
      wrapStore: (store) => ({
        ...store,
        clients: {
          list: (...given) => store.clients.list(...given),
          remove: (...given) => store.clients.remove(...given),
          get: (...given) => store.clients.get(...given),
          put: (...given) => (broken ? new Promise(() => undefined) : store.clients.put(...given)),
        },
      }),
    });
    broken = false;
    await chat.type('hello');
    broken = true;
    expect(texts(await chat.type('8'))).to.contain(notConfirmed);
    broken = false;
    await chat.type('6');
    expect((await answers()).map((answer) => 'value' in answer && answer.value)).to.deep.equal([6]);
  });
});

describe('a turn on a full disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'full-'));
  let database: DatabaseSync;
  let chat: Chat;
  before(async () => {
    database = openDatabase(directory);
    chat = await openChat(aClient(), { open: () => Promise.resolve(createSqliteStore(database)) });
  });
  after(async () => {
    await chat.close();
    rmSync(directory, { recursive: true });
  });

  it('says that nothing was saved, and takes the answer when there is room again', async () => {
    await chat.type('hello');
    const pages = database.prepare('PRAGMA page_count').get() as { page_count: number };
    database.exec(`PRAGMA max_page_count = ${pages.page_count}`);
    const comment = 'x'.repeat(4000);
    for (const text of ['8', '9', '8', '8', '9', 'done', '3', '7', '10', comment]) await chat.type(text);
    const before = (await chat.document()).client.checkIn;
    const said = chat.said.map(({ text }) => text);
    expect(said.some((text) => text.includes(notSaved))).to.equal(true);
    database.exec('PRAGMA max_page_count = 100000');
    const now = (await chat.document()).client.checkIn;
    expect(now).to.deep.equal(before);
    await chat.type('hello');
    await chat.type('4');
    const after = (await chat.document()).client.checkIn;
    expect(Object.keys(after?.answers ?? {}).length).to.be.above(Object.keys(before?.answers ?? {}).length);
  });
});
