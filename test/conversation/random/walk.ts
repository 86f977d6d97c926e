import { clientId, therapistId } from '../../../src/domain/ids.ts';
import { languages } from '../../../src/i18n/languages.ts';
import type { Store } from '../../../src/state/store.ts';
import { aClient, openChat, type Tappable } from '../../helpers/chat.ts';
import { interruptions, spoken } from '../spoken.ts';
import type { Draw } from './draw.ts';
import { chooseSome, commandIn, typedAnswer, unclearAnywhere, unclearRating } from './replies.ts';
import { Walker, type Meaning } from './walker.ts';

/** So many replies to what is on the screen must be enough from anywhere. */
const patience = 40;

/**
 * A random conversation in a random language, then whoever answers what is on their screen must get to the end.
 * @returns how many messages it took; rejects with what was wrong and the whole conversation.
 */
export async function walkRandomly(
  draw: Draw,
  { store, number }: { store: Store; number: number },
): Promise<number> {
  const language = draw.one(languages);
  const { country, goal, homework } = spoken[language];
  const at = '2026-11-01T10:00:00.000Z';
  const client = aClient({
    id: clientId(`client-${number}`),
    therapist: therapistId(`therapist-${number}`),
    language,
    country,
    goals: draw.chance(0.6) ? [{ id: 'g1', title: goal, agreedAt: at }] : [],
    homework: Array.from({ length: draw.one([0, 0, 1, 2]) }, (_, index) => ({
      id: `h${index}`,
      title: `${homework} ${index}`,
      setAt: at,
    })),
  });
  const { language: _l, country: _c, consent: _n, due: _d, ...unjoined } = client;
  const joins = draw.chance(0.1);
  const chat = await openChat(joins ? { ...unjoined, status: 'invited' } : client, {
    share: store,
    user: `user-${number}`,
    sameBot: true,
    // however busy the machine is
    deadlines: { commitMs: 120_000, answerMs: 120_000 },
  });
  const walker = new Walker(chat, language);
  try {
    chat.now = '2026-11-23T19:07:00.000Z';
    if (draw.chance(0.5)) await answerScreen(walker, draw);
    const steps = draw.nat(6);
    for (let step = 0; step < steps; step += 1) await takeStep(walker, draw);
    await finish(walker, draw);
    return walker.turns;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${walker.log.join('\n')}`, {
      cause: error,
    });
  } finally {
    await chat.close();
  }
}

async function finish(walker: Walker, draw: Draw): Promise<void> {
  for (let count = 0; count < patience; count += 1) {
    const { checkIn } = walker;
    if (checkIn?.sentAt !== undefined && checkIn.endsAt > walker.chat.now) return;
    await answerScreen(walker, draw);
  }
  throw new Error(`a dead end: not sent after ${patience} replies to what was on the screen`);
}

async function takeStep(walker: Walker, draw: Draw): Promise<void> {
  const { language } = walker;
  switch (
    draw.weighted([
      [14, 'answer'],
      [6, 'unclear'],
      [6, 'command'],
      [3, 'button'],
      [2, 'old card'],
      [1, 'opens'],
      [1, 'waits'],
      [1, 'lost'],
      [2, 'another language'],
    ] as const)
  ) {
    case 'answer':
      return answerScreen(walker, draw);
    case 'unclear': {
      const times = 1 + draw.nat(4);
      for (let time = 0; time < times; time += 1) await mumble(walker, draw);
      return;
    }
    case 'command':
      return sayCommand(walker, draw);
    case 'button': {
      const taps = walker.card?.taps ?? [];
      return taps.length === 0 ? answerScreen(walker, draw) : tapAny(walker, draw.one(taps), draw);
    }
    case 'old card': {
      const [card] = walker.older.slice(-1 - draw.nat(3));
      const answers = card?.taps.filter(({ data }) => 'answer' in data) ?? [];
      if (answers.length === 0) return;
      const tap = draw.one(answers);
      // help and the like leave the question open, further up
      const isOpen = walker.open !== undefined && tap.data['nonce'] === walker.open.nonce;
      return walker.tap(tap, isOpen ? meaningOf(walker, tap) : { kind: 'nothing' });
    }
    case 'opens':
      return walker.reopen();
    case 'waits': {
      const hours = draw.one([1, 30, 100, 168]);
      walker.chat.now = new Date(Date.parse(walker.chat.now) + hours * 3_600_000).toISOString();
      walker.log.push(`(${hours} hours later)`);
      return;
    }
    case 'lost':
      walker.loseNext(draw.nat(2));
      return answerScreen(walker, draw);
    case 'another language':
      await walker.type(spoken[language].commands.language, { kind: 'nothing' });
      return answerScreen(walker, draw);
  }
}

/** A sensible reply to what stands last on the screen, tapped or typed. */
async function answerScreen(walker: Walker, draw: Draw): Promise<void> {
  const { card, open, language } = walker;
  const words = spoken[language];
  // where nothing that was said last has a button, people write something
  if (!card || walker.last?.taps.length === 0)
    return walker.type(draw.one([words.hello, words.commands.resume]), { kind: 'nothing' });
  const has = (wanted: (data: Tappable['data']) => boolean) => card.taps.filter(({ data }) => wanted(data));
  if (open && !open.interrupted && has((data) => data['command'] === 'back').length > 0) {
    const { question } = open;
    if (draw.chance(0.4)) {
      const { text, answer } = typedAnswer(question, language, draw);
      return walker.type(text, answer ? walker.sure('typed', question.key, answer) : { kind: 'unclear' });
    }
    return tapAnswer(walker, draw);
  }
  const [send] = has((data) => data['command'] === 'send');
  if (send) {
    if (draw.chance(0.3)) return walker.type(words.comment, { kind: 'comment', comment: words.comment });
    const comment = draw.one(['', words.comment2]);
    return walker.tap(send, { kind: 'comment', comment }, { comment, talk: String(draw.chance(0.5)) });
  }
  const [goesOn] = has(
    ({ command, answer }) => command === 'resume' || answer === 'goOn' || answer === 'keep',
  );
  if (goesOn) return walker.tap(goesOn, { kind: 'nothing' });
  const agrees = has(({ answer }) => answer === 'yes');
  const choices = agrees.length > 0 ? agrees : has((data) => 'answer' in data);
  if (choices.length > 0) return walker.tap(draw.one(choices), { kind: 'nothing' });
  await walker.type(words.hello, { kind: 'nothing' });
}

function tapAnswer(walker: Walker, draw: Draw): Promise<void> {
  const { open, card } = walker;
  const { question } = open!;
  const submit = card!.taps.find(({ data }) => data['several'] === true);
  if (submit) {
    const codes = chooseSome(question, draw).map(({ code }) => code);
    const meaning = walker.sure('tapped', question.key, { kind: 'options', codes });
    return walker.tap(submit, meaning, { group0: codes.join(',') });
  }
  const answers = card!.taps.filter(({ data }) => 'answer' in data);
  const tap = draw.one(answers);
  return walker.tap(tap, meaningOf(walker, tap));
}

/** An answer button of the open question. */
function meaningOf(walker: Walker, { data }: Tappable): Meaning {
  const { key } = walker.open!.question;
  const value = data['answer'];
  return walker.sure(
    'tapped',
    key,
    typeof value === 'number' ? { kind: 'number', value } : { kind: 'option', code: String(value) },
  );
}

async function mumble(walker: Walker, draw: Draw): Promise<void> {
  const { open, card, language } = walker;
  if (card?.taps.some(({ data }) => data['command'] === 'send')) return answerScreen(walker, draw);
  const isRating = open?.question.type === 'integer';
  const { text } =
    isRating && draw.chance(0.8) ? unclearRating(language, draw) : unclearAnywhere(language, draw);
  await walker.type(text, { kind: 'unclear' });
}

/** In the words of any language. */
async function sayCommand(walker: Walker, draw: Draw): Promise<void> {
  const { open } = walker;
  const command = draw.one([...interruptions, 'resume', 'correct'] as const);
  const text = commandIn(command, draw);
  if (command === 'skip' && open)
    return walker.type(text, walker.sure('typed', open.question.key, { kind: 'skipped' }));
  await walker.type(text, { kind: 'nothing' });
}

/** Any button of the last card: an answer, a command, an entry of a menu. */
async function tapAny(walker: Walker, tap: Tappable, draw: Draw): Promise<void> {
  const { open } = walker;
  const { command, answer } = tap.data;
  if (command === 'send') return answerScreen(walker, draw);
  if ('change' in tap.data) return walker.tap(tap, { kind: 'nothing' }, { talk: 'false' });
  if (answer === 'clear' || answer === 'withdrawn') return walker.tap(tap, { kind: 'clears' });
  if (open && command === 'skip')
    return walker.tap(tap, walker.sure('tapped', open.question.key, { kind: 'skipped' }));
  if (open && (answer !== undefined || tap.data['several'] === true)) return tapAnswer(walker, draw);
  await walker.tap(tap, { kind: 'nothing' });
}
