import { expect } from 'chai';
import type { Answer } from '../../../src/domain/answer.ts';
import type { CheckIn } from '../../../src/domain/check-in.ts';
import type { Client } from '../../../src/domain/client.ts';
import { isLanguage, type Language } from '../../../src/i18n/languages.ts';
import type { ClientDocument } from '../../../src/state/client-document.ts';
import type { Chat, Tappable } from '../../helpers/chat.ts';
import { checkWords } from '../check-words.ts';
import { recognise, type Recognised } from '../questionnaire.ts';
import { readCard, type Shown } from '../read-card.ts';
import { spoken } from '../spoken.ts';

/** What a message gives by what the client could see when they sent it. */
export type Meaning =
  /** An answer to the question that stands open and was read. */
  | { readonly kind: 'clear'; readonly key: string; readonly answer: Answer }
  /** The same, where the bot may rightly not be sure: nothing or this is stored, and nothing else. */
  | { readonly kind: 'perhaps'; readonly key: string; readonly answer: Answer }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'comment'; readonly comment: string; readonly talk?: boolean }
  /** Asks for what clears the answers, and says yes to it. */
  | { readonly kind: 'clears' }
  | { readonly kind: 'nothing' };

/** What the last card on the screen waits for. */
interface Open {
  readonly question: Recognised;
  /** What its card sends with every tap. */
  readonly nonce: unknown;
  /** Something else was said since. */
  readonly interrupted: boolean;
}

type Answers = Readonly<Record<string, Answer>>;

/**
 * One conversation as its client sees it. After every message it holds: no question comes again without a reason, three
 * unclear replies bring a way out, every word is in the client's language, and nothing is stored but what was given.
 */
export class Walker {
  readonly chat: Chat;
  language: Language;
  turns = 0;
  /** What was said on both sides, to be shown when something is wrong. */
  readonly log: string[] = [];
  /** The card that stands last on the screen; what was said last, with a card or without. */
  card: Shown | undefined;
  last: Shown | undefined;
  older: Shown[] = [];
  open: Open | undefined;
  document: ClientDocument | undefined;
  #answers: Answers = {};
  #comment = '';
  #unclear = 0;
  /** A message was lost: what the bot takes as seen is not known until it has asked again. */
  #unsure = false;
  #loses: number | undefined;

  constructor(chat: Chat, language: Language) {
    this.chat = chat;
    this.language = language;
  }

  get checkIn(): CheckIn | undefined {
    return this.document?.client.checkIn;
  }

  /** The next reply's messages from this one on are lost. */
  loseNext(after: number): void {
    this.#loses = after;
  }

  async type(text: string, meaning: Meaning): Promise<void> {
    await this.#turn({ text }, meaning, text);
  }

  async tap(tap: Tappable, meaning: Meaning, inputs: Record<string, unknown> = {}): Promise<void> {
    await this.#turn({ value: { ...tap.data, ...inputs } }, meaning, `[${tap.label}]`);
  }

  async reopen(): Promise<void> {
    const opened = { type: 'conversationUpdate', membersAdded: [{ id: 'bot', name: '' }], text: '' };
    await this.#turn(opened, { kind: 'nothing' }, '(opens the chat)');
  }

  /** What an answer to the open question counts as. */
  sure(by: 'typed' | 'tapped', key: string, answer: Answer): Meaning {
    if (this.#unsure) return { kind: 'perhaps', key, answer };
    if (by === 'typed' && this.open?.interrupted) return { kind: 'nothing' };
    return { kind: 'clear', key, answer };
  }

  async #turn(activity: object, meaning: Meaning, client: string): Promise<void> {
    this.turns += 1;
    this.log.push(`> ${client}`);
    const before = this.document ?? (await this.chat.document());
    const ended = (before.client.checkIn?.endsAt ?? '9999') <= this.chat.now;
    const wasUnsure = this.#unsure;
    const shown = await this.#send(activity);
    for (const one of shown) this.log.push(`< ${[one.text, ...one.lines].join(' / ')}`);
    const after = await this.chat.document();
    this.document = after;
    this.#follow(before.client, after.client);
    const lost = this.#unsure;
    // what suggests danger is answered in every language whose list has found it
    const own = shown.filter(({ text }) => !text.includes('· · ·'));
    if (!lost) for (const one of own) checkWords(one, this.language, after.client);
    this.#checkStored(ended || !after.client.checkIn ? { kind: 'clears' } : meaning, after.client);
    const asked = shown.flatMap((one) => this.#questionOn(one, after.client) ?? []);
    this.#checkAsked(asked, ended ? { kind: 'nothing' } : meaning);
    this.#checkWayOut(shown, ended || wasUnsure ? { kind: 'nothing' } : meaning);
    this.#see(shown, asked.at(-1));
  }

  async #send(activity: object): Promise<readonly Shown[]> {
    const shown: Shown[] = [];
    let sent = 0;
    const after = this.#loses;
    this.#loses = undefined;
    let failed = false;
    this.chat.deliver = (outgoing) => {
      sent += 1;
      if (after !== undefined && sent > after) {
        failed = true;
        throw new Error('the channel did not take it');
      }
      shown.push(readCard(outgoing));
    };
    try {
      await this.chat.send({ locale: this.language, ...activity });
    } catch (error) {
      if (!failed) throw error;
    }
    // once more than the open question alone: until the bot has asked again with nothing lost
    this.#unsure = failed || (this.#unsure && !shown.some(({ taps }) => taps.length > 0));
    if (failed) this.log.push('(a reply was lost)');
    return shown;
  }

  /** Their language may have changed, by their own wish. */
  #follow(before: Client, after: Client): void {
    if (before.language !== after.language && isLanguage(after.language)) this.language = after.language;
  }

  #questionOn({ text, taps }: Shown, client: Client): Recognised | undefined {
    if (taps.length === 0) return undefined;
    const { goals } = client;
    const homework = client.checkIn?.context.homework ?? client.homework;
    return recognise(text, this.language, { goals, homework });
  }

  /** Nothing but what was given, under the question that was read. */
  #checkStored(meaning: Meaning, { checkIn }: Client): void {
    const stored = checkIn?.answers ?? {};
    const before = this.#answers;
    switch (meaning.kind) {
      case 'clear':
        this.#answers = { ...before, [meaning.key]: meaning.answer };
        break;
      case 'perhaps': {
        const given = { ...before, [meaning.key]: meaning.answer };
        this.#answers = JSON.stringify(stored) === JSON.stringify(before) ? before : given;
        break;
      }
      case 'clears':
        this.#answers = {};
        if (!checkIn || Object.keys(stored).length === 0) this.#comment = checkIn?.comment ?? '';
        break;
      case 'comment':
        this.#comment = meaning.comment;
        break;
      case 'unclear':
      case 'nothing':
    }
    expect(stored, 'what is stored').to.deep.equal(this.#answers);
    if (!this.#unsure) expect(checkIn?.comment ?? '', 'the comment').to.equal(this.#comment);
  }

  /** One question at a time; after an answer, none that was answered. */
  #checkAsked(asked: readonly Recognised[], meaning: Meaning): void {
    expect(asked.length, 'questions at once').to.be.at.most(1);
    const [question] = asked;
    if (meaning.kind !== 'clear' || !question) return;
    expect(Object.keys(this.#answers), 'asked again without a reason').not.to.include(question.key);
  }

  /** After the third reply that was not understood, words and buttons that lead on. */
  #checkWayOut(shown: readonly Shown[], meaning: Meaning): void {
    const card = shown.findLast(({ taps }) => taps.length > 0);
    // what suggests danger is answered first, and the question waits
    const again = card !== undefined && card.text === this.last?.text && !this.open?.interrupted;
    const asks = card?.taps.some(({ data }) => 'answer' in data || data['several'] === true);
    this.#unclear = meaning.kind === 'unclear' && again && asks && !this.#unsure ? this.#unclear + 1 : 0;
    if (this.#unclear < 3) return;
    const ways = card?.taps.map(({ data }) => data['command'] ?? data['answer']);
    expect(ways, 'a way out to tap').to.include.oneOf(['stop', 'skip', 'resume', 'goOn', 'keep', 'back']);
    const { wayOut, later } = spoken[this.language].says;
    const words = shown.map(({ text }) => text).join('\n');
    const said = [wayOut, ...(this.open ? [] : [later])].some((way) => words.includes(way));
    expect(said, `a way out in words, and not ${words}`).to.equal(true);
  }

  #see(shown: readonly Shown[], question: Recognised | undefined): void {
    const card = shown.findLast(({ taps }) => taps.length > 0);
    this.last = shown.at(-1) ?? this.last;
    if (this.card && card) this.older = [...this.older.slice(-4), this.card];
    this.card = card ?? this.card;
    const nonce = card?.taps.find(({ data }) => 'nonce' in data)?.data['nonce'];
    if (question) this.open = { question, nonce, interrupted: false };
    else if (card && !card.taps.some(({ data }) => data['command'] === 'resume')) this.open = undefined;
    else if (shown.length > 0 && this.open) this.open = { ...this.open, interrupted: true };
  }
}
