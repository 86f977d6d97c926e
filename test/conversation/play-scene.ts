import { expect } from 'chai';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import type { Client } from '../../src/domain/client.ts';
import { shelve } from '../../src/domain/instrument/instrument-shelf.ts';
import type { Language } from '../../src/i18n/languages.ts';
import type { Store } from '../../src/state/store.ts';
import { nextVersion } from '../helpers/built-in.ts';
import { aClient, openChat, type Chat, type Tappable } from '../helpers/chat.ts';
import { checkWords } from './check-words.ts';
import { questionsIn, recognise } from './questionnaire.ts';
import { readCard, type Shown } from './read-card.ts';
import type { Does, Move, Scene } from './scene.ts';
import { spoken, type Spoken } from './spoken.ts';

/** What the client did, in their words, and what the bot said to it. */
export interface Row {
  readonly client: string;
  readonly bot: readonly Shown[];
}

let count = 0;

/**
 * Plays a scene in a language over the real turn and a real store, and holds each step against what the scene says: what
 * is asked next, in that language; what is stored, and that nothing else is. Rejects with the first that is not so.
 */
export async function playScene(
  scene: Scene,
  { language, store }: { language: Language; store: Store },
): Promise<readonly Row[]> {
  count += 1;
  const client = clientFor(scene, language, count);
  const chat = await openChat(client, { share: store, user: `user-${count}`, sameBot: true });
  try {
    const player = new Player(chat, language, client);
    const rows: Row[] = [];
    for (const [at, move] of scene.moves.entries()) {
      try {
        rows.push(await player.take(move));
      } catch (error) {
        throw new Error(`${scene.title}, move ${at + 1}: ${error instanceof Error ? error.message : ''}`, {
          cause: error,
        });
      }
    }
    await player.end(scene);
    return rows;
  } finally {
    await chat.close();
  }
}

function clientFor({ client: kind }: Scene, language: Language, number: number): Client {
  const { country, goal, homework } = spoken[language];
  const at = '2026-11-01T10:00:00.000Z';
  const second = [{ id: 'h2', title: `${homework} (2)`, setAt: at }];
  const client = aClient({
    id: clientId(`client-${number}`),
    therapist: therapistId(`therapist-${number}`),
    language,
    country,
    goals: kind === 'no-goal' ? [] : [{ id: 'g1', title: goal, agreedAt: at }],
    homework:
      kind === 'no-homework'
        ? []
        : [{ id: 'h1', title: homework, setAt: at }, ...(kind === 'two-homeworks' ? second : [])],
  });
  if (kind !== 'invited') return client;
  const { language: _l, country: _c, consent: _n, due: _d, ...rest } = client;
  return { ...rest, status: 'invited' };
}

class Player {
  readonly #chat: Chat;
  readonly #language: Language;
  readonly #spoken: Spoken;
  readonly #client: Client;
  #shown: readonly Shown[] = [];
  #asks = '';
  #answers: Readonly<Record<string, unknown>> = {};
  #changed = false;
  /** What was said last, with a card or without. */
  #last: Shown | undefined;

  constructor(chat: Chat, language: Language, client: Client) {
    this.#chat = chat;
    this.#language = language;
    this.#spoken = spoken[language];
    this.#client = client;
    chat.now = '2026-11-23T19:00:00.000Z';
  }

  async take(move: Move): Promise<Row> {
    const { client, bot } = await this.#do(move.does);
    this.#shown = [...this.#shown, ...bot];
    this.#last = bot.at(-1) ?? this.#last;
    const quiet = move.does.kind === 'wait' || move.does.kind === 'new-version';
    if (quiet) return { client, bot };
    for (const one of bot) checkWords(one, this.#language, this.#client);
    const words = bot.map(({ text }) => text).join('\n');
    if (move.says) expect(words).to.contain(this.#spoken.says[move.says]);
    if (move.saysNot) expect(words).not.to.contain(this.#spoken.says[move.saysNot]);
    this.#asks = move.asks ?? this.#asks;
    expect(this.#asked(bot), 'what stands open').to.equal(this.#asks);
    this.#answers = { ...(move.afresh ? {} : this.#answers), ...move.stores };
    const { checkIn } = (await this.#chat.document()).client;
    expect(checkIn?.answers ?? {}, 'what is stored').to.deep.equal(this.#answers);
    return { client, bot };
  }

  async end({ ends }: Scene): Promise<void> {
    if (!ends) return;
    const { comment, ...rest } = ends;
    const { checkIn } = (await this.#chat.document()).client;
    expect(checkIn).to.include(rest);
    if (comment) expect(checkIn?.comment).to.equal(comment(this.#spoken));
  }

  async #do(does: Does): Promise<Row> {
    switch (does.kind) {
      case 'type':
        return this.#type(does.words(this.#spoken));
      case 'type-options': {
        const labels = questionsIn(this.#language)
          .flatMap(({ linkId, options }) => (this.#asks.startsWith(linkId) ? options : []))
          .filter(({ code }) => does.codes.includes(code))
          .map(({ label }) => label);
        return this.#type(labels.join('\n'));
      }
      case 'tap': {
        const { country } = this.#spoken;
        const answer =
          does.answer === '{language}' ? this.#language : does.answer === '{country}' ? country : does.answer;
        return this.#tap(({ data }) => data['answer'] === answer);
      }
      case 'tick': {
        const labels = questionsIn(this.#language)
          .flatMap(({ options }) => options)
          .filter(({ code }) => does.codes.includes(code))
          .map(({ label }) => `☑ ${label}`);
        const row = await this.#tap(({ data }) => data['several'] === true, { group0: does.codes.join(',') });
        return { ...row, client: [...labels, row.client].join('\n') };
      }
      case 'tap-command':
        return this.#tap(({ data }) => data['command'] === does.command);
      case 'tap-change':
        return this.#tap(({ data }) => data['change'] === does.key);
      case 'tap-send': {
        const comment = does.comment(this.#spoken);
        const row = await this.#tap(({ data }) => data['command'] === 'send', {
          comment,
          talk: String(does.talk),
        });
        const talk = this.#last?.lines.find((line) => line.startsWith('☐ ')) ?? '';
        const ticked = does.talk ? [talk.replace('☐', '☑')] : [];
        return { ...row, client: [comment, ...ticked, row.client].filter((line) => line !== '').join('\n') };
      }
      case 'tap-old': {
        const cards = this.#shown.filter(({ taps }) => taps.length > 0);
        return this.#tap(({ data }) => 'answer' in data, {}, cards.at(-2));
      }
      case 'way-on': {
        const ways = ['goOn', 'keep', this.#language];
        const isWay = ({ data }: Tappable) =>
          data['command'] === 'resume' || ways.includes(String(data['answer']));
        const card = this.#last;
        return card?.taps.some(isWay) ? this.#tap(isWay) : this.#type(this.#spoken.commands.resume);
      }
      case 'open':
        return {
          client: '(opens the chat)',
          bot: await this.#hear(this.#chat.send({ type: 'event', name: 'start', locale: this.#language })),
        };
      case 'wait':
        this.#chat.now = new Date(Date.parse(this.#chat.now) + does.hours * 3_600_000).toISOString();
        return { client: `(${does.hours} hours later)`, bot: [] };
      case 'new-version':
        this.#changed = true;
        await this.#chat.deploy(shelve([nextVersion()]));
        return { client: '(the questionnaire gets a new version)', bot: [] };
    }
  }

  async #type(words: string): Promise<Row> {
    return { client: words, bot: await this.#hear(this.#chat.type(words, { locale: this.#language })) };
  }

  async #tap(
    wanted: (one: Tappable) => boolean,
    inputs: Record<string, unknown> = {},
    card = this.#shown.findLast(({ taps }) => taps.length > 0),
  ): Promise<Row> {
    const found = card?.taps.find(wanted);
    if (!found) throw new Error(`no such button among ${card?.taps.map(({ label }) => label).join(', ')}`);
    const value = { ...found.data, ...inputs };
    return {
      client: `[${found.label}]`,
      bot: await this.#hear(this.#chat.send({ value, locale: this.#language })),
    };
  }

  async #hear(said: ReturnType<Chat['send']>): Promise<readonly Shown[]> {
    return (await said).map(({ activity }) => readCard(activity));
  }

  /** What the last card asks: read from its words where it is a question, from its buttons where it is not. */
  #asked(bot: readonly Shown[]): string {
    const card = bot.at(-1);
    if (!card) return this.#asks;
    const subjects = { goals: this.#client.goals, homework: this.#client.homework };
    const words = card.text;
    const question = recognise(words, this.#language, subjects);
    if (question) {
      expectButtons(card, question);
      if (!this.#changed) return question.key;
      // in the new version two questions have each other's words
      const swapped: Readonly<Record<string, string>> = {
        'goals-same': 'goals-fit',
        'goals-fit': 'goals-same',
      };
      return swapped[question.key] ?? question.key;
    }
    return stepOf(card);
  }
}

/** Every answer can be tapped, and so can the way back, the way past it, and the way out. */
function expectButtons(
  card: Shown,
  { type, several, options }: { type: string; several: boolean; options: readonly unknown[] },
): void {
  const answers = card.taps.flatMap(({ data }) => ('answer' in data ? [data['answer']] : []));
  if (type === 'integer') expect(answers).to.deep.equal(Array.from({ length: 11 }, (_, value) => value));
  else if (!several) expect(answers).to.have.length(options.length);
  const commands = card.taps.flatMap(({ data }) => ('command' in data ? [data['command']] : []));
  expect(commands).to.include.members(['back', 'skip', 'stop']);
}

/** By what its buttons send. */
function stepOf({ taps }: Shown): string {
  const data = taps.map((one) => one.data);
  if (data.some((one) => 'change' in one) || data.some((one) => one['command'] === 'send')) return 'summary';
  if (data.some((one) => one['command'] === 'correct')) return 'done';
  const answers = data.map((one) => one['answer']);
  return steps.find(({ has }) => has.every((answer) => answers.includes(answer)))?.step ?? '';
}

const steps = [
  { step: 'settings', has: ['goOn', 'day'] },
  { step: 'my-data', has: [' my-data-erase'] },
  { step: 'start-over', has: ['clear', 'keep'] },
  { step: 'language', has: ['de', 'zh-Hans'] },
  { step: 'country', has: ['DE', 'other'] },
  { step: 'consent', has: ['yes', 'no'] },
  { step: 'day', has: ['1', '7'] },
  { step: 'time', has: ['09:00', '18:00'] },
] as const;
