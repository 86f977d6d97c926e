import { z } from 'zod';
import { commands, type Command } from '../domain/typed/lexicon.ts';
import type { Input } from '../domain/typed/parsed.ts';
import type { Conversation } from './conversation.ts';
import { readCommand } from './read-command.ts';

/**
 * What a card may send. Anything else that comes as a tap is treated as an unknown card. Keys of questions and options are
 * as long as a questionnaire makes them.
 */
const tap = z.looseObject({
  nonce: z.string().max(64).optional(),
  command: z.enum(commands).optional(),
  change: z.string().optional(),
  page: z.int().min(0).max(1000).optional(),
  answer: z.union([z.string(), z.number(), z.boolean()]).optional(),
  several: z.boolean().optional(),
  /** The fields of a form, by the ids of `question-fields.ts`; a channel leaves out what is empty, or sends `''`. */
  filled: z.boolean().optional(),
  unit: z.string().optional(),
  date: z.string().max(100).optional(),
  time: z.string().max(100).optional(),
  other: z.string().optional(),
  /** Own words that a button offers, where the question takes an option or these. */
  own: z.string().optional(),
  comment: z.string().optional(),
  talk: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
});

/** What stands in the summary card's fields; absent where the channel sent none. */
export interface SummaryFields {
  readonly comment?: string;
  readonly talk?: boolean;
}

/** What the client's message means for the question that is open. */
export type Reply =
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'command'; readonly command: Command }
  /** The summary's card: what stands in its fields comes with every tap on it. */
  | { readonly kind: 'change'; readonly key: string; readonly fields: SummaryFields }
  | { readonly kind: 'page'; readonly page: number; readonly fields: SummaryFields }
  | { readonly kind: 'send'; readonly fields: SummaryFields }
  | { readonly kind: 'opened' }
  /** The same tap again: nothing to do, nothing to say. */
  | { readonly kind: 'double' }
  /** A card from before, or one that was altered. */
  | { readonly kind: 'stale' }
  /** Typed before the question can have been read. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'unsupported' };

/** Commands that change no answer and so work from any card, however old. */
const always: ReadonlySet<Command> = new Set([
  'help',
  'stop',
  'resume',
  'language',
  'helplines',
  'reminders',
  'remindersOn',
  'remindersOff',
  'pause1',
  'pause2',
  'pause4',
  'startOver',
  'settings',
  'day',
  'myData',
  'takeData',
  'withdraw',
  'erase',
  'device',
]);
export const changesNothing = (command: Command): boolean => always.has(command);

/** What is said to that of which nothing can be taken. */
export const unreadText = ({ incoming }: Conversation) =>
  incoming.kind === 'aside' ? 'chat.edited' : 'chat.unsupported';

export function readReply(conversation: Conversation): Reply {
  const { incoming, asked, answered, sawLastQuestion } = conversation;
  switch (incoming.kind) {
    case 'opened':
    case 'unsupported':
      return { kind: incoming.kind };
    case 'aside':
      return { kind: 'unsupported' };
    case 'typed': {
      const command = readCommand(conversation, incoming.text);
      if (command && always.has(command)) return { kind: 'command', command };
      if (asked && (!sawLastQuestion || asked.interrupted)) return { kind: 'unseen' };
      if (command) return { kind: 'command', command };
      return { kind: 'input', input: { kind: 'typed', text: incoming.text } };
    }
    case 'tapped': {
      const parsed = tap.safeParse(incoming.data);
      if (!parsed.success) return { kind: 'stale' };
      const { nonce, command, change, page, answer, several, filled, own } = parsed.data;
      if (command && always.has(command)) return { kind: 'command', command };
      if (nonce === undefined || nonce !== asked?.nonce) {
        const again =
          nonce !== undefined && nonce === answered?.nonce && sameTap(answered.value, tapValue(parsed.data));
        return { kind: again ? 'double' : 'stale' };
      }
      const fields = fieldsOf(parsed.data);
      if (command === 'send') return { kind: 'send', fields };
      if (command) return { kind: 'command', command };
      if (change !== undefined) return { kind: 'change', key: change, fields };
      if (page !== undefined) return { kind: 'page', page, fields };
      if (answer === undefined && own === undefined && several !== true && filled !== true)
        return { kind: 'stale' };
      return { kind: 'input', input: { kind: 'tapped', value: tapValue(parsed.data) } };
    }
  }
}

const fieldsOf = ({ comment, talk }: z.infer<typeof tap>): SummaryFields => ({
  ...(comment !== undefined && { comment }),
  ...(talk !== undefined && { talk: String(talk) === 'true' }),
});

/**
 * The value of a tap, as `Input` says: the button's; the boxes that were ticked (one comma list for each group of them),
 * with what stood in the field beside them; or what stood in the fields, `''` where nothing did.
 */
function tapValue(data: z.infer<typeof tap>): unknown {
  const { several, filled, other, own } = data;
  if (several === true) return other === undefined ? ticked(data) : { codes: ticked(data), own: other };
  if (filled === true) return written(data);
  return own === undefined ? (data.answer ?? data.command) : { own };
}

const ticked = (data: z.infer<typeof tap>): readonly string[] =>
  Object.entries(data)
    .filter(([name]) => name.startsWith('group'))
    .flatMap(([, codes]) => (typeof codes === 'string' && codes !== '' ? codes.split(',') : []));

/** `70.5 kg`, `2026-04-03 19:30`, an option's code. A unit alone, which may stand there from the beginning, is nothing. */
function written({ answer = '', unit = '', date = '', time = '' }: z.infer<typeof tap>): string {
  if (date !== '' || time !== '') return `${date} ${time}`.trim();
  return answer === '' ? '' : `${answer} ${unit}`.trim();
}

const sameTap = (before: unknown, now: unknown): boolean => JSON.stringify(before) === JSON.stringify(now);
