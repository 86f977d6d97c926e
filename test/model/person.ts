import { createTexts } from '../../src/i18n/index.ts';
import type { Tappable } from '../helpers/chat.ts';
import { optionsOf, readVersion, type Asked } from './read-version.ts';
import type { ModelCommand } from './scenario.ts';
import type { ModelCheckIn } from './state.ts';
import type { Heard } from './take.ts';
import { unclear, wordsFor } from './understand.ts';
import { versionNamed } from './versions.ts';

/** A card with a nonce, and what it asks: the client's way to answer. */
export interface Card {
  readonly nonce: string;
  readonly step: string;
  readonly asked?: Asked;
  readonly taps: readonly Tappable[];
}

const texts = createTexts();
const therapist = 'Dr Example';

/** What a card asks, by its words alone; `undefined` when this check-in's version has no such question. */
export function stepOf(
  words: string,
  checkIn: ModelCheckIn | undefined,
  language: 'en' | 'es',
): Pick<Card, 'step' | 'asked'> | undefined {
  const t = texts(language);
  const summaries = [t('chat.summary.text', { therapist }), t('chat.summary.kept', { therapist })];
  if (summaries.includes(words)) return { step: 'summary' };
  const [done = ''] = t('chat.done', { therapist, when: '\n' }).split('\n');
  if (words.startsWith(done)) return { step: 'done' };
  const asked = checkIn && everyQuestion(checkIn).find((one) => one.words[language] === words);
  return asked && { step: asked.key, asked };
}

/** Those with conditions too. */
function everyQuestion({ version, subjects }: ModelCheckIn): readonly Asked[] {
  const homework = subjects.homework.map(
    ({ id }) => [`homework-status/${id}`, { kind: 'option', code: 'partly' }] as const,
  );
  return readVersion(versionNamed(version), Object.fromEntries(homework), subjects);
}

const spoken = {
  en: {
    back: 'back',
    skip: 'skip',
    stop: 'Stop!',
    help: 'help',
    correct: 'change',
    resume: 'continue',
    send: 'send',
    helplines: 'helplines',
  },
  es: {
    back: 'atrás',
    skip: 'saltar',
    stop: 'parar',
    help: 'ayuda',
    correct: 'corregir',
    resume: 'seguir',
    send: 'enviar',
    helplines: 'teléfonos de ayuda',
  },
} as const satisfies Record<'en' | 'es', Record<ModelCommand, string>>;

/** What is sent, and what it means. */
export interface Message {
  readonly heard: Heard;
  readonly content: { readonly text: string } | { readonly value: Record<string, unknown> };
}

export const typed = (text: string): Message => ({ heard: { kind: 'typed', text }, content: { text } });
export const tapped = (data: Record<string, unknown>): Message => ({
  heard: { kind: 'tapped', data },
  content: { value: data },
});
export const said = (command: ModelCommand, tongue: 'en' | 'es'): Message => ({
  heard: { kind: 'command', command },
  content: { text: spoken[tongue][command] },
});
export const mumbled = (pick: number): Message => typed(unclear[pick % unclear.length]!);

/** A sensible reply to the card that stands last on the client's screen. */
export function reply(
  card: Card | undefined,
  language: 'en' | 'es',
  { by, pick }: { by: 'tap' | 'type'; pick: number },
): Message {
  if (!card) return typed('hello');
  const commandTap = (command: string) => card.taps.find(({ data }) => data['command'] === command)?.data;
  if (card.step === 'summary') {
    const changes = card.taps.filter(({ data }) => 'change' in data);
    if (by === 'type') return typed(`a comment, ${pick}`);
    const fields = { comment: pick % 3 === 0 ? '' : `on the card, ${pick}`, talk: String(pick % 2 === 0) };
    const change = pick % 5 < 3 ? changes[pick % changes.length] : undefined;
    return tapped({ ...(change?.data ?? commandTap('send')), ...fields });
  }
  if (!card.asked) return by === 'type' ? typed('thank you') : tapped(commandTap('correct') ?? {});
  const { item } = card.asked;
  const answers = card.taps.filter(({ data }) => 'answer' in data);
  const submit = card.taps.find(({ data }) => data['several'] === true);
  if (by === 'tap' && answers.length > 0) return tapped(answers[pick % answers.length]!.data);
  if (by === 'tap' && submit) {
    const codes = optionsOf(item, language).map(({ code }) => code);
    const some = codes.filter((_, at) => ((pick >> at) & 1) === 1);
    return tapped({ ...submit.data, group0: (some.length > 0 ? some : codes).join(',') });
  }
  return typed(wordsFor(item, language, pick));
}
