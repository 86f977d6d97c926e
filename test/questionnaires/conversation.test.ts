import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { expect } from 'chai';
import type { Answer, SingleAnswer } from '../../src/domain/answer.ts';
import { shelve } from '../../src/domain/instrument/instrument-shelf.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { questionnaireResponse } from '../../src/domain/questions/questionnaire-response.ts';
import { clientId } from '../../src/domain/ids.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/state/store.ts';
import { aClient, openChat, type Said } from '../helpers/chat.ts';
import { pickFrom } from './checks/random-answer.ts';
import { replyTo } from './checks/reply-to.ts';
import { responseFaults } from './checks/response-faults.ts';

/** As many turns as all the others together, which show no more. */
const isLong = (name: string): boolean => name === 'two-hundred-items.json';

const files = ['./', './expressions/'].flatMap((folder) => {
  const directory = new URL(folder, import.meta.url);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.scoring.json') && !isLong(name))
    .map((name) => ({ name, text: readFileSync(new URL(name, directory), 'utf8') }));
});
const mostTurns = 400;

describe('Questionnaires of every shape, in the chat', () => {
  let directory: string;
  let store: Store;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'questionnaires-'));
    store = await openSqliteStore({ directory });
  });
  after(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  for (const { name, text } of files) {
    it(`${name} is answered by what its cards show, and what was given is what is kept`, async () => {
      const loaded = loadInstrument(JSON.parse(text));
      if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
      const instrument = { ...loaded.instrument, status: 'active' as const };
      const chat = await openChat(aClient({ id: clientId(name) }), {
        sameBot: true,
        share: store,
        user: name,
      });
      try {
        await chat.deploy(shelve([instrument]), instrument.id);
        await chat.type('hello');
        const pick = pickFrom(7);
        const given = new Map<string, readonly string[]>();
        // to which an example of the program's own was typed
        const unknown = new Set<string>();
        let tries = 0;
        let turns = 0;
        for (; turns < mostTurns; turns += 1) {
          const { asked, client } = await chat.document();
          const checkIn = client.checkIn;
          if (!asked || !checkIn || checkIn.status === 'complete') break;
          const shown = chat.said.findLast((one) => asksWith(one, asked.nonce));
          if (!shown) throw new Error(`what was asked as ${asked.step} cannot be answered`);
          const { send, values, ends } = replyTo(chat, shown, pick, tries);
          await send();
          const after = (await chat.document()).client.checkIn?.answers ?? {};
          const [was, is] = [checkIn.answers, after].map((answers) => JSON.stringify(answers[asked.step]));
          if (was === is) {
            tries += 1;
            expect(
              tries,
              `${asked.step}: ${chat.said
                .slice(-2)
                .map((one) => one.text)
                .join(' | ')}`,
            ).to.be.below(8);
            continue;
          }
          tries = 0;
          const several = after[asked.step]?.kind === 'several';
          if (!values) unknown.add(asked.step);
          const before = several ? (given.get(asked.step) ?? []) : [];
          given.set(asked.step, ends === true && !several ? [] : [...before, ...(values ?? [])]);
        }
        const { client } = await chat.document();
        const checkIn = client.checkIn;
        expect(checkIn?.status).to.equal('complete');
        if (!checkIn) return;
        for (const [key, values] of given) {
          if (unknown.has(key)) continue;
          // the only unit there is need not be said
          const unsaid = values.every((value) => Number.isFinite(Number(value)));
          const kept = valuesOf(checkIn.answers[key]!, unsaid);
          expect(kept, key).to.deep.equal([...values].sort());
        }
        await chat.tap('Send my answers');
        const response = questionnaireResponse(instrument, checkIn) as QuestionnaireResponse;
        expect(responseFaults(JSON.parse(text) as Questionnaire, response)).to.deep.equal([]);
      } finally {
        await chat.close();
      }
    });
  }
});

const asksWith = ({ taps }: Said, nonce: string): boolean => taps.some(({ data }) => data['nonce'] === nonce);

/** As `replyTo` writes them: a date and its time apart, no seconds, a unit apart from its number. */
function valuesOf(answer: Answer, withoutUnit: boolean): readonly string[] {
  const single = (one: SingleAnswer): readonly string[] => {
    if (one.kind === 'option') return [one.code];
    if (one.kind === 'quantity')
      return [String(one.value), ...(one.unit === undefined || withoutUnit ? [] : [one.unit])];
    if (one.kind === 'dateTime') return [one.value.slice(0, 10), one.value.slice(11, 16)];
    return [one.kind === 'time' ? one.value.slice(0, 5) : String(one.value)];
  };
  if (answer.kind === 'skipped') return [];
  if (answer.kind === 'options') return [...answer.codes, ...(answer.other ?? [])].sort();
  return (answer.kind === 'several' ? answer.values : [answer]).flatMap(single).sort();
}
