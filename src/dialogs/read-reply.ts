import { z } from 'zod';
import { commands, type Command } from '../domain/lexicon.ts';
import type { Input } from '../domain/parsed.ts';
import type { Conversation } from './conversation.ts';
import { readCommand } from './read-command.ts';

/** What a card may send. Anything else that comes as a tap is treated as an unknown card. */
const tap = z.looseObject({
  nonce: z.string().max(64).optional(),
  command: z.enum(commands).optional(),
  change: z.string().max(300).optional(),
  page: z.int().min(0).max(1000).optional(),
  answer: z.union([z.string().max(300), z.number(), z.boolean()]).optional(),
  several: z.boolean().optional(),
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
      const { nonce, command, change, page, answer, several } = parsed.data;
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
      if (answer === undefined && several !== true) return { kind: 'stale' };
      return { kind: 'input', input: { kind: 'tapped', value: tapValue(parsed.data) } };
    }
  }
}

const fieldsOf = ({ comment, talk }: z.infer<typeof tap>): SummaryFields => ({
  ...(comment !== undefined && { comment }),
  ...(talk !== undefined && { talk: String(talk) === 'true' }),
});

/** The value of a tap: the button's, or the boxes that were ticked (one comma list for each group of them). */
function tapValue(data: z.infer<typeof tap>): unknown {
  if (data.several !== true) return data.answer ?? data.command;
  return Object.entries(data)
    .filter(([name]) => name.startsWith('group'))
    .flatMap(([, ticked]) => (typeof ticked === 'string' && ticked !== '' ? ticked.split(',') : []));
}

const sameTap = (before: unknown, now: unknown): boolean => JSON.stringify(before) === JSON.stringify(now);
