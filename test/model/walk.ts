import { expect } from 'chai';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import type { ClientDocument, TranscriptEntry } from '../../src/state/client-document.ts';
import type { Store } from '../../src/state/store.ts';
import { aClient, openChat, tappables, type Chat } from '../helpers/chat.ts';
import { compareCheckIn, unchangedOtherwise } from './compare.ts';
import { mumbled, reply, said, stepOf, tapped, type Card, type Message } from './person.ts';
import { changeAgreements, endWeeks } from './others.ts';
import type { Fault, Scenario, Step } from './scenario.ts';
import { close, type ModelCheckIn, type State, type World } from './state.ts';
import { take, type Taken } from './take.ts';
import { shelfOf, versionNamed } from './versions.ts';

const hourMs = 3_600_000;
/** So many replies to what is on the screen must be enough from anywhere: twice the longest version, and some. */
const patience = 24;

/**
 * One client's conversation with the bot, in step with the model: after each turn what is stored must be what the
 * model says, and at the end whoever answers what is on their screen must get to the end of their check-in. Rejects
 * with what was found. `count` numbers the clients of one store.
 */
export async function walk(
  scenario: Scenario,
  { store, count }: { store: Store; count: number },
): Promise<number> {
  const walker = new Walker(scenario, store, await openFor(scenario, { store, count }));
  await walker.chat.deploy(shelfOf({ current: scenario.version, keeps: true }), idOf(scenario.version));
  for (const step of scenario.steps) await walker.take(step);
  await walker.finish();
  await walker.chat.close();
  return walker.turns;
}

function openFor(
  { language, goals, homework, sameBot }: Scenario,
  { store, count }: { store: Store; count: number },
) {
  const at = '2026-11-01T10:00:00.000Z';
  const listed = (letter: string, many: number) =>
    Array.from({ length: many }, (_, index) => ({
      id: `${letter}${index}`,
      title: `Title ${letter}${index}`,
    }));
  const client = aClient({
    id: clientId(`client-${count}`),
    therapist: therapistId(`therapist-${count}`),
    language,
    due: { weekday: 1, hour: 18, minute: 0, timeZone: 'Etc/UTC' },
    goals: listed('g', goals).map((one) => ({ ...one, agreedAt: at })),
    homework: listed('h', homework).map((one) => ({ ...one, setAt: at })),
  });
  return openChat(client, { share: store, user: `user-${count}`, sameBot });
}

const idOf = (version: string): string => versionNamed(version).instrument.id;

class Walker {
  readonly chat: Chat;
  readonly #scenario: Scenario;
  readonly #store: Store;
  turns = 0;
  #state: State;
  #deployed: { current: string; keeps: boolean };
  /** Every card that was ever asked, by its nonce; those the client has seen, in the order they came. */
  readonly #cards = new Map<string, Card>();
  readonly #screen: Card[] = [];
  #transcript = 0;
  #sent: { readonly message: Message; readonly id: string }[] = [];
  #titles = 0;
  /** As it was left by the turn before; nobody else writes without saying so here. */
  #document: ClientDocument | undefined;

  constructor(scenario: Scenario, store: Store, chat: Chat) {
    this.chat = chat;
    this.#scenario = scenario;
    this.#store = store;
    this.#state = { language: scenario.language, past: [], seen: 'no', interrupted: false };
    this.#deployed = { current: scenario.version, keeps: true };
    chat.now = '2026-11-23T19:07:00.000Z';
  }

  async take(step: Step): Promise<void> {
    const { language } = this.#scenario;
    switch (step.kind) {
      case 'answer':
        return this.#turn(reply(this.#screen.at(-1), language, step), step.fault);
      case 'unclear':
        return this.#turn(mumbled(step.pick), step.fault);
      case 'command': {
        const tap = this.#screen.at(-1)?.taps.find(({ data }) => data['command'] === step.command);
        const message = step.by === 'tap' && tap ? tapped(tap.data) : said(step.command, step.tongue);
        return this.#turn(message, step.fault);
      }
      case 'old-tap': {
        const taps = this.#screen.at(-1 - (step.card % Math.max(1, this.#screen.length)))?.taps ?? [];
        const tap = taps[step.tap % Math.max(1, taps.length)];
        return tap && this.#turn(tapped(tap.data), step.fault);
      }
      case 'once-more': {
        const kinds = step.what === 'tap' ? ['tapped'] : ['typed', 'command'];
        const last = this.#sent.findLast(({ message }) => kinds.includes(message.heard.kind));
        return last && this.#turn(last.message, step.fault);
      }
      case 'redelivery': {
        const again = this.#sent.at(-1 - step.back);
        return again && this.#redeliver(again.message, again.id, step.fault);
      }
      case 'open': {
        const membersAdded = [{ id: 'bot', name: '' }];
        return this.#turn({ heard: { kind: 'opened' }, content: { text: '' } }, step.fault, {
          type: 'conversationUpdate',
          membersAdded,
        });
      }
      case 'picture':
        return this.#turn({ heard: { kind: 'picture' }, content: { text: '' } }, step.fault);
      case 'restart': {
        if (!step.crash) return this.chat.restart();
        this.chat.crash();
        this.#forgetSeen();
        return;
      }
      case 'wait':
        this.chat.now = new Date(Date.parse(this.chat.now) + step.hours * hourMs).toISOString();
        return;
      case 'hourly':
        return this.#endWeeks();
      case 'therapist':
        return this.#changeAgreement(step);
      case 'deploy':
        this.#deployed = { current: step.version, keeps: step.keeps };
        return this.chat.deploy(shelfOf(this.#deployed), idOf(step.version));
    }
  }

  /** Answers what is on the screen until the check-in is complete and sent. */
  async finish(): Promise<void> {
    for (let count = 0; count < patience; count += 1) {
      const card = this.#screen.at(-1);
      if (this.#state.checkIn?.status === 'complete' && this.#state.checkIn.endsAt > this.chat.now) {
        return this.#compareHistory();
      }
      const by = card?.asked?.item.type === 'string' ? 'type' : 'tap';
      await this.#turn(reply(card, this.#scenario.language, { by, pick: 4 + count }));
    }
    throw new Error(`no end: still not complete after ${patience} sensible replies`);
  }

  /** A message of the client's, taken by the model and by the bot. */
  async #turn(message: Message, fault?: Fault, extra: object = {}): Promise<void> {
    const before = this.#document ?? (await this.chat.document());
    const id = `activity-${this.turns}`;
    await this.#send({ ...message.content, id, ...extra }, fault);
    const after = await this.chat.document();
    this.#document = after;
    if (message.heard.kind !== 'opened') this.#sent = [...this.#sent.slice(-5), { message, id }];

    const saidNothing = message.heard.kind === 'opened' && after.transcript.last === before.transcript.last;
    const world = this.#world(before, after);
    const guesses = this.#state.seen === 'perhaps' ? (['yes', 'no'] as const) : [this.#state.seen];
    const faults: unknown[] = [];
    for (const seen of guesses) {
      try {
        const taken = take({ ...this.#state, seen }, message.heard, world);
        this.#compare(saidNothing ? this.#state : taken.state, after);
        // whether the last words of a week that is over were kept tells what the bot took as seen
        await this.#comparePast(taken.state.past.slice(this.#state.past.length), after);
        const next = this.#observe(taken, after, { saidNothing });
        unchangedOtherwise(before.client, after.client);
        const asksTheSame = next?.open?.nonce === this.#state.open?.nonce;
        const undecided =
          next && asksTheSame && seen !== guesses.at(-1) && (await this.#fitsUnseen(message, world, after));
        this.#state = undecided ? { ...next, seen: 'perhaps' } : (next ?? this.#state);
        return;
      } catch (error) {
        faults.push(error);
      }
    }
    throw faults[0];
  }

  /** What came of a turn that asked nothing anew fits a question that was not seen as well: it does not tell. */
  async #fitsUnseen({ heard }: Message, world: World, after: ClientDocument): Promise<boolean> {
    try {
      const { state, must } = take({ ...this.#state, seen: 'no' }, heard, world);
      this.#compare(state, after);
      await this.#comparePast(state.past.slice(this.#state.past.length), after);
      return !must;
    } catch {
      return false;
    }
  }

  /** The same activity once more changes nothing. */
  async #redeliver(message: Message, id: string, fault?: Fault): Promise<void> {
    const before = await this.chat.document();
    await this.#send({ ...message.content, id }, fault);
    const after = await this.chat.document();
    expect(after.client, 'a second delivery changed the client').to.deep.equal(before.client);
    const { interrupted = false, ...asked } = after.asked ?? {};
    const { interrupted: wasInterrupted = false, ...wasAsked } = before.asked ?? {};
    expect(asked, 'a second delivery asked').to.deep.equal(wasAsked);
    // what was said to an older message may have come below the question once more
    if (interrupted && !wasInterrupted) this.#state.interrupted = true;
    expect(interrupted || !wasInterrupted, 'a second delivery made up for what was said in between').to.equal(
      true,
    );
    this.#document = after;
    expect(after.transcript.last).to.equal(before.transcript.last);
    if (this.#fault?.crash) this.#forgetSeen();
    const { open } = this.#state;
    const heard = this.#screen.some(({ nonce }) => nonce === open?.nonce);
    if (heard && this.#state.seen === 'no') this.#state.seen = 'perhaps';
  }

  async #send(activity: Parameters<Chat['send']>[0], fault: Fault | undefined): Promise<void> {
    this.turns += 1;
    let sent = 0;
    let ended = false;
    this.#fault = undefined;
    this.chat.deliver = (outgoing) => {
      if (ended) throw new Error('the process has ended');
      sent += 1;
      if (!fault || sent <= fault.after) return this.#show(outgoing);
      if (fault.unheard) this.#show(outgoing);
      this.#fault = fault;
      if (fault.crash) {
        ended = true;
        this.chat.crash();
      }
      throw new Error('the channel did not take it');
    };
    try {
      await this.chat.send(activity);
    } catch (error) {
      if (!this.#fault) throw error;
    }
  }

  #fault: Fault | undefined;
  #shown: string[] = [];

  /** The client sees a message; one that they have seen before does not become the last. */
  #show(outgoing: Parameters<Chat['deliver']>[0]): void {
    const nonce = nonceOf(outgoing);
    if (nonce === undefined) return;
    this.#shown.push(nonce);
    const known = this.#cards.get(nonce);
    if (known && !this.#screen.includes(known)) this.#screen.push(known);
  }

  #world(before: ClientDocument, after: ClientDocument): World {
    const { goals, homework } = before.client;
    const active = <T extends { endedAt?: string }>(list: readonly T[]) =>
      list.filter(({ endedAt }) => endedAt === undefined);
    const pick = ({ id, title }: { id: string; title: string }) => ({ id, title });
    const goal = after.client.checkIn?.context.goal ?? [];
    if (after.client.checkIn && after.client.checkIn.id !== before.client.checkIn?.id) {
      expect(goal, 'goals asked about').to.have.length(Math.min(1, active(goals).length));
      expect(active(goals).map(pick), 'an agreed goal').to.deep.include.members([...goal]);
    }
    const known = shelfOf(this.#deployed).all.map(({ version }) => version);
    return {
      now: this.chat.now,
      current: this.#deployed.current,
      has: (version) => known.includes(version),
      subjects: { homework: active(homework).map(pick), goal },
    };
  }

  /** What the bot has asked by what it committed, and whether it reached the client. */
  #observe(
    { state, shows, must }: Taken,
    after: ClientDocument,
    { saidNothing }: { saidNothing: boolean },
  ): State | undefined {
    const shown = [...this.#shown];
    const fresh = after.transcript.entries.filter(
      ({ from, sequence, revision }) =>
        from === 'bot' && sequence > this.#transcript && sequence === revision,
    );
    const cards = fresh.flatMap((entry) => this.#cardOf(entry, state.checkIn));
    expect(cards.length, 'cards in one turn').to.be.at.most(1);
    const [card] = cards;
    expect(card !== undefined || !must || saidNothing, `nothing was asked in place of ${shows}`).to.equal(
      true,
    );
    if (card) expect(card.step, 'what is asked').to.equal(shows);
    this.#transcript = Math.max(this.#transcript, after.transcript.last);
    this.#shown = [];
    if (saidNothing) return undefined;
    if (!card) return state;
    this.#cards.set(card.nonce, card);
    const heard = shown.includes(card.nonce);
    if (heard) this.#screen.push(card);
    return {
      ...state,
      open: { nonce: card.nonce, step: card.step },
      seen: !heard ? 'no' : this.#fault ? 'perhaps' : 'yes',
      interrupted: false,
    };
  }

  #cardOf({ activity }: TranscriptEntry, checkIn: ModelCheckIn | undefined): readonly Card[] {
    const nonce = nonceOf(activity);
    if (nonce === undefined) return [];
    const words = typeof activity['text'] === 'string' ? activity['text'] : '';
    const asks = stepOf(words, checkIn, this.#scenario.language);
    if (!asks) throw new Error(`it asks what ${checkIn?.version} does not: ${words}`);
    return [{ nonce, taps: tappables(activity), ...asks }];
  }

  #compare(state: State, { client }: ClientDocument): void {
    const { checkIn } = client;
    expect(checkIn?.id, 'the week').to.equal(state.checkIn?.id);
    if (checkIn && state.checkIn) compareCheckIn(checkIn, state.checkIn);
  }

  async #compareHistory(): Promise<void> {
    const document = await this.chat.document();
    await this.#comparePast(this.#state.past, document);
    const { client } = document;
    for (const kind of ['alliance', 'safety']) {
      expect(client.alerts.filter((alert) => alert.kind === kind).length).to.be.at.most(1);
    }
  }

  /** Weeks that are over, in the history or on their way there. */
  async #comparePast(past: readonly ModelCheckIn[], { client, pending }: ClientDocument): Promise<void> {
    for (const week of past) {
      const waiting = pending.flatMap((effect) => (effect.kind === 'keep-check-in' ? effect.checkIn : []));
      const stored =
        waiting.find(({ id }) => id === week.id) ??
        (await this.#store.checkIns.get(client.id, week.id))?.document;
      if (!stored) throw new Error(`the week ${week.id} is not in the history`);
      compareCheckIn(stored, week);
    }
  }

  /** The bot's memory of what it sent is gone. */
  #forgetSeen(): void {
    if (this.#scenario.sameBot && this.#state.seen === 'yes') this.#state.seen = 'perhaps';
  }

  async #endWeeks(): Promise<void> {
    const before = await this.chat.document();
    this.#document = undefined;
    const count = await endWeeks(this.#store, {
      therapist: before.client.therapist,
      now: this.chat.now,
      deployed: this.#deployed,
    });
    const after = await this.chat.document();
    const { checkIn } = this.#state;
    if (checkIn && checkIn.endsAt <= this.chat.now && count === 1) close(this.#state);
    else if (checkIn && checkIn.endsAt <= this.chat.now) {
      expect(before.pending, 'an ended week that was not closed').not.to.deep.equal([]);
    }
    this.#compare(this.#state, after);
    unchangedOtherwise(before.client, after.client);
  }

  async #changeAgreement(step: Extract<Step, { kind: 'therapist' }>): Promise<void> {
    const { client } = await this.chat.document();
    this.#document = undefined;
    this.#titles += 1;
    await changeAgreements(this.#store, { client, step, now: this.chat.now, number: this.#titles });
    this.#compare(this.#state, await this.chat.document());
  }
}

const nonceOf = (activity: object): string | undefined => {
  const data = tappables(activity).map(({ data }) => data['nonce']);
  return data.find((nonce): nonce is string => typeof nonce === 'string');
};
