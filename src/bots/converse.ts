import type { TurnContext } from 'botbuilder';
import { DialogSet, DialogTurnStatus, type DialogState } from 'botbuilder-dialogs';
import { rollOver } from '../domain/check-in-life.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import { step } from '../alerts/step.ts';
import { answerFinding } from '../dialogs/answer-finding.ts';
import { CheckInDialog } from '../dialogs/check-in.ts';
import { bindConversation, type Conversation } from '../dialogs/conversation.ts';
import { JoinDialog } from '../dialogs/join.ts';
import { summaryStep } from '../dialogs/summary.ts';
import type { Finding } from '../safety/finding.ts';

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

/**
 * Lets the right dialog take what came in: the week is rolled over first, words that the safety screen found
 * are answered before anything else, then joining or the check-in goes on where it stands.
 * @param stack the dialog stack as it was stored
 * @returns the dialog stack to store
 */
export async function converse(
  context: TurnContext,
  conversation: Conversation,
  { stack, finding, words }: { stack: unknown; finding: Finding | undefined; words: string },
): Promise<unknown> {
  const state: DialogState = isDialogState(stack) ? structuredClone(stack) : { dialogStack: [] };
  context.turnState.set(stateKey, state);
  bindConversation(context, conversation);
  if (closeWeek(conversation)) state.dialogStack = [];
  if (finding) {
    answerFinding(conversation, finding, words);
    if (!holdsAnAnswer(conversation)) return state;
  }
  const dc = await dialogs.createContext(context);
  if (conversation.client.status !== 'joined') {
    const result = dc.activeDialog ? await dc.continueDialog() : await dc.beginDialog(JoinDialog.id);
    if (hasJoined(conversation) && result.status !== DialogTurnStatus.waiting)
      await dc.beginDialog(CheckInDialog.id);
    return state;
  }
  if (dc.activeDialog) await dc.continueDialog();
  else await dc.beginDialog(CheckInDialog.id);
  return state;
}

/** Words that were found are still an answer when they came with a tap, or as the comment. */
const holdsAnAnswer = ({ incoming, asked }: Conversation): boolean =>
  incoming.kind === 'tapped' || asked?.step === summaryStep;

const hasJoined = (conversation: Conversation): boolean => conversation.client.status === 'joined';

/** Ends the week that has passed: what was answered is scored and looked at as it stands. */
function closeWeek(conversation: Conversation): boolean {
  const { client, closed } = rollOver(conversation.client, conversation.now);
  if (closed.length === 0) return false;
  conversation.client = client;
  for (const checkIn of closed) {
    conversation.changedCheckIns.add(checkIn.id);
    const instrument = conversation.instrumentAt(checkIn.instrument.id, checkIn.instrument.version);
    if (checkIn.status !== 'missed' || !instrument) continue;
    const gathered = gatherEvidence(
      conversation.client,
      'alliance',
      step(checkIn, instrument.scoring, conversation.now),
      conversation.now,
    );
    conversation.client = gathered.client;
    if (gathered.alert) conversation.changedAlerts.add(gathered.alert.id);
  }
  conversation.asked = undefined;
  conversation.answered = undefined;
  conversation.forgetTranscript = true;
  return true;
}

const isDialogState = (value: unknown): value is DialogState =>
  typeof value === 'object' && value !== null && 'dialogStack' in value && Array.isArray(value.dialogStack);
