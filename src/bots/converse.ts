import type { TurnContext } from 'botbuilder';
import {
  DialogSet,
  DialogTurnStatus,
  type DialogState,
  type DialogStateManagerConfiguration,
} from 'botbuilder-dialogs';
import { closeWeek } from '../alerts/close-week.ts';
import { answerFindings } from '../dialogs/answer-finding.ts';
import { asksForMail } from '../dialogs/asks-for-mail.ts';
import { commonCommand } from '../dialogs/common-command.ts';
import { CheckInDialog } from '../dialogs/check-in.ts';
import { bindConversation, say, textsFor, type Concern, type Conversation } from '../dialogs/conversation.ts';
import { takesWords } from '../dialogs/takes-words.ts';
import { JoinDialog } from '../dialogs/join.ts';
import { readReply } from '../dialogs/read-reply.ts';
import { isReminderCommand, takeReminderCommand } from '../dialogs/reminder-wishes.ts';
import { offersMail, ReminderMailDialog } from '../dialogs/reminder-mail.ts';
import { sayLooked } from '../dialogs/say-looked.ts';
import { staysWithDanger } from '../dialogs/stay-with-danger.ts';
import { keepLateSummary, summaryStep } from '../dialogs/summary.ts';
import type { Command } from '../domain/lexicon.ts';
import type { Asked } from '../state/client-document.ts';
import type { Found } from './safety-net.ts';

const stateKey = Symbol('dialog state');

/** The dialog stack is part of the client's document; the framework reads it through the turn, and never saves it. */
const dialogs = new DialogSet({
  get: (context: TurnContext) => Promise.resolve(context.turnState.get<DialogState>(stateKey)),
  set: (context: TurnContext, state: DialogState) => {
    context.turnState.set(stateKey, state);
    return Promise.resolve();
  },
  delete: () => Promise.resolve(),
});
dialogs.add(new JoinDialog());
dialogs.add(new CheckInDialog());
dialogs.add(new ReminderMailDialog());

/** The framework's paths into its memory, which no dialog of ours uses: made once, not for every turn. */
const memoryKey = 'DialogStateManagerConfiguration';
let memory: DialogStateManagerConfiguration | undefined;

/**
 * Lets the right dialog take what came in: the week is rolled over first, words that the safety screen found
 * are answered before anything else, then joining or the check-in goes on where it stands.
 * @param stack the dialog stack as it was stored
 * @returns the dialog stack to store
 */
export async function converse(
  context: TurnContext,
  conversation: Conversation,
  { stack, found }: { stack: unknown; found: Found | undefined },
): Promise<unknown> {
  // its own copy, since the framework changes it; JSON as in the store, and a tenth of a structured clone's time
  const state: DialogState = isDialogState(stack) ? JSON.parse(JSON.stringify(stack)) : { dialogStack: [] };
  context.turnState.set(stateKey, state);
  bindConversation(context, conversation);
  if (endWeek(conversation)) state.dialogStack = [];
  const news = found && isKeptComment(conversation, found) ? undefined : found;
  const inDanger = conversation.danger !== undefined;
  if (!news && staysWithDanger(conversation)) return state;
  const askedBefore = conversation.asked;
  const before = conversation.client.checkIn;
  if (!news || answersToo(conversation)) await takeTurn(context, conversation, inDanger);
  const concerns: Concern[] = [...(news ? [news] : []), ...conversation.disclosed];
  if (concerns.length > 0) {
    const said = conversation.outgoing.splice(0);
    answerFindings(conversation, concerns);
    conversation.outgoing.push(...said.filter(({ kind }) => kind === 'replace'));
    holdQuestion(conversation, askedBefore);
  } else sayLooked(conversation, { begun: !before && conversation.client.checkIn !== undefined });
  return state;
}

/** Words that were found are still an answer when they came with a tap, as the comment, or where words are asked for. */
function answersToo({ incoming, asked, client, instrumentAt }: Conversation): boolean {
  if (incoming.kind === 'tapped') return true;
  if (incoming.kind !== 'typed' || !asked) return false;
  return asked.step === summaryStep || takesWords({ asked, client, instrumentAt });
}

/** The summary's card sends its comment with every tap: what was answered when it was written is no news. */
function isKeptComment({ incoming, client }: Conversation, { evidence }: Found): boolean {
  const comment = incoming.kind === 'tapped' ? incoming.data['comment'] : undefined;
  return (
    typeof comment === 'string' &&
    comment.trim() === client.checkIn?.comment &&
    evidence.words.trim() === comment.trim()
  );
}

/** What is asked next is asked when the client wants to go on, not in the same breath. */
function holdQuestion(conversation: Conversation, before: Asked | undefined): void {
  if (conversation.asked?.sequence !== 0) return;
  const isAnswered = before !== undefined && conversation.answered?.nonce === before.nonce;
  conversation.asked = before && !isAnswered ? { ...before, interrupted: true } : undefined;
}

async function takeTurn(context: TurnContext, conversation: Conversation, inDanger: boolean): Promise<void> {
  if (memory) context.turnState.set(memoryKey, memory);
  const dc = await dialogs.createContext(context);
  memory = dc.state.configuration;
  const { incoming } = conversation;
  const reply = readReply(conversation);
  const command = reply.kind === 'command' ? reply.command : undefined;
  if (command && isSaidToReminder(conversation, command)) {
    if (command === 'stop') return takeReminderCommand(conversation, 'reminders');
    if (!dc.activeDialog && commonCommand(conversation, command)) return;
  }
  // the buttons under a reply to danger need no dialog under way
  if (command && !dc.activeDialog && inDanger && commonCommand(conversation, command)) return;
  if (!dc.activeDialog && incoming.kind === 'tapped' && command !== 'resume' && !asksForMail(conversation)) {
    if (conversation.outgoing.length === 0) say(conversation, textsFor(conversation)('chat.stale'));
  }
  if (conversation.client.status !== 'joined') {
    const result = dc.activeDialog ? await dc.continueDialog() : await dc.beginDialog(JoinDialog.id);
    if (hasJoined(conversation) && result.status !== DialogTurnStatus.waiting)
      await dc.beginDialog(offersMail(conversation) ? ReminderMailDialog.id : CheckInDialog.id);
    return;
  }
  if (dc.activeDialog?.id !== ReminderMailDialog.id && asksForMail(conversation)) {
    await dc.cancelAllDialogs();
    await dc.beginDialog(ReminderMailDialog.id);
  } else if (dc.activeDialog) await dc.continueDialog();
  if (!dc.activeDialog) await dc.beginDialog(CheckInDialog.id);
}

/** Beside what is a wish about reminders anywhere: "stop", said to a reminder, does not mean the check-in. */
const isSaidToReminder = ({ reminded, client }: Conversation, command: Command): boolean =>
  client.status === 'joined' && (reminded || isReminderCommand(command));

const hasJoined = (conversation: Conversation): boolean => conversation.client.status === 'joined';

/** Ends the week that has passed, and says so to whoever answered a card of it. */
function endWeek(conversation: Conversation): boolean {
  const { incoming, asked, now } = conversation;
  const kept =
    conversation.client.checkIn &&
    conversation.client.checkIn.endsAt <= now &&
    !asksForMail(conversation) &&
    keepLateSummary(conversation);
  const { client, closed } = closeWeek(conversation.client, conversation);
  if (closed.length === 0) return false;
  conversation.client = client;
  conversation.closed.push(...closed);
  if (asked && incoming.kind !== 'opened' && !(conversation.reminded && isButtonOfReminder(conversation))) {
    say(conversation, textsFor(conversation)(kept ? 'chat.weekEndedKept' : 'chat.weekEnded'));
  }
  conversation.asked = undefined;
  conversation.answered = undefined;
  conversation.forgetTranscript = true;
  return true;
}

/** It goes on, and is meant for no question. */
const isButtonOfReminder = ({ incoming }: Conversation): boolean =>
  incoming.kind === 'tapped' && incoming.data['nonce'] === undefined;

const isDialogState = (value: unknown): value is DialogState =>
  typeof value === 'object' && value !== null && 'dialogStack' in value && Array.isArray(value.dialogStack);
