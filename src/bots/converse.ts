import type { TurnContext } from 'botbuilder';
import { DialogSet, type DialogState, type DialogStateManagerConfiguration } from 'botbuilder-dialogs';
import { closeWeek } from '../alerts/close-week.ts';
import { answerFindings } from '../dialogs/answer-finding.ts';
import { answersQuestion } from '../dialogs/answers-question.ts';
import { asideIds, isAside, openAside } from '../dialogs/aside.ts';
import { asksForMail } from '../dialogs/asks-for-mail.ts';
import { CheckInDialog } from '../dialogs/check-in.ts';
import { bindConversation, say, textsFor, type Concern, type Conversation } from '../dialogs/conversation.ts';
import { takeInterruption } from '../dialogs/interruption.ts';
import { JoinDialog } from '../dialogs/join.ts';
import { LanguageDialog } from '../dialogs/language.ts';
import { MyDataDialog } from '../dialogs/my-data.ts';
import { readReply } from '../dialogs/read-reply.ts';
import { offersMail, ReminderMailDialog } from '../dialogs/reminder-mail.ts';
import { sayDevices } from '../dialogs/say-devices.ts';
import { sayLooked } from '../dialogs/say-looked.ts';
import { SettingsDialog } from '../dialogs/settings.ts';
import { StartOverDialog } from '../dialogs/start-over.ts';
import { staysWithDanger } from '../dialogs/stay-with-danger.ts';
import { keepLateSummary, summaryStep } from '../dialogs/summary.ts';
import { takesWords } from '../dialogs/takes-words.ts';
import { WithdrawnDialog } from '../dialogs/withdrawn.ts';
import type { Client } from '../domain/client.ts';
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
dialogs.add(new WithdrawnDialog(JoinDialog.id));
dialogs.add(new LanguageDialog());
dialogs.add(new SettingsDialog());
dialogs.add(new MyDataDialog());
dialogs.add(new StartOverDialog());

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
  const top = state.dialogStack.at(-1)?.id ?? CheckInDialog.id;
  const beside = top !== CheckInDialog.id && (!isAside(top) || conversation.incoming.kind === 'tapped');
  if (endWeek(conversation, { beside }))
    state.dialogStack = beside ? state.dialogStack.filter(({ id }) => id !== CheckInDialog.id) : [];
  const news = found && isKeptComment(conversation, found) ? undefined : found;
  if (!news && staysWithDanger(conversation)) return state;
  const askedBefore = conversation.asked;
  const before = conversation.client.checkIn;
  if (!news || answersToo(conversation)) await takeTurn(context, conversation);
  const concerns: Concern[] = [...(news ? [news] : []), ...conversation.disclosed];
  if (concerns.length > 0) {
    const said = conversation.outgoing.splice(0);
    answerFindings(conversation, concerns);
    conversation.outgoing.push(...said.filter(({ kind }) => kind === 'replace'));
    holdQuestion(conversation, askedBefore);
  } else sayLooked(conversation, { begun: !before && conversation.client.checkIn !== undefined });
  sayDevices(conversation);
  return state;
}

/**
 * Words that were found are still an answer when they came with a tap, as the comment, where words are asked for, or when
 * they answer the question for certain, as the words of an option do.
 */
function answersToo(conversation: Conversation): boolean {
  const { incoming, asked } = conversation;
  if (incoming.kind === 'tapped') return true;
  if (incoming.kind !== 'typed' || !asked) return false;
  if (asked.step === summaryStep || takesWords(conversation)) return true;
  return answersQuestion(conversation, incoming.text);
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

async function takeTurn(context: TurnContext, conversation: Conversation): Promise<void> {
  if (memory) context.turnState.set(memoryKey, memory);
  const dc = await dialogs.createContext(context);
  memory = dc.state.configuration;
  const { incoming } = conversation;
  const reply = readReply(conversation);
  const command = reply.kind === 'command' ? reply.command : undefined;
  if (command && (await takeInterruption(dc, conversation, command))) return;
  const before = conversation.client.status;
  const mail = before === 'joined' && dc.activeDialog?.id !== asideIds.mail && asksForMail(conversation);
  if (mail) await openAside(dc, asideIds.mail);
  else if (dc.activeDialog) await dc.continueDialog();
  else if (incoming.kind === 'tapped' && command !== 'resume' && conversation.outgoing.length === 0)
    say(conversation, textsFor(conversation)('chat.stale'));
  if (!dc.activeDialog) await dc.beginDialog(whatIsNext(conversation, before));
}

/** What stands open where nothing else does. Who has just joined is offered reminders first, where they are to be had. */
function whatIsNext(conversation: Conversation, before: Client['status']): string {
  switch (conversation.client.status) {
    case 'joined':
      return before !== 'joined' && offersMail(conversation) ? asideIds.mail : CheckInDialog.id;
    case 'withdrawn':
      return WithdrawnDialog.id;
    case 'invited':
    case 'stranger':
      return JoinDialog.id;
  }
}

/**
 * Ends the week that has passed, and says so to whoever answered a card of it.
 * @param beside what is meant is no part of the check-in, and stays open.
 */
function endWeek(conversation: Conversation, { beside }: { readonly beside: boolean }): boolean {
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
  conversation.forgetTranscript = true;
  if (beside) return true;
  if (asked && incoming.kind !== 'opened' && !(conversation.reminded && isButtonOfReminder(conversation))) {
    say(conversation, textsFor(conversation)(kept ? 'chat.weekEndedKept' : 'chat.weekEnded'));
  }
  conversation.asked = undefined;
  conversation.answered = undefined;
  return true;
}

/** It goes on, and is meant for no question. */
const isButtonOfReminder = ({ incoming }: Conversation): boolean =>
  incoming.kind === 'tapped' && incoming.data['nonce'] === undefined;

const isDialogState = (value: unknown): value is DialogState =>
  typeof value === 'object' && value !== null && 'dialogStack' in value && Array.isArray(value.dialogStack);
