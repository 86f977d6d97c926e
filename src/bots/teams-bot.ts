import { TeamsActivityHandler, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import { isRemoval } from './note-gone.ts';
import { executedData } from './read-activity.ts';
import { showInTeams } from './show-in-teams.ts';
import type { Turn } from './turn.ts';

export interface TeamsBotParts {
  readonly turn: Turn;
  /** The app was taken out of a chat. */
  readonly removed: (activity: Activity) => Promise<void>;
}

/**
 * Where activities of channels come in. All of them go to the turn, which reads what they are, since the safety screen
 * looks at the words of every kind; nothing is decided here but in which form a channel is answered. The framework's
 * own dispatch by kind is not used: it takes fields for granted that a channel may leave out.
 */
export class TeamsBot extends TeamsActivityHandler {
  readonly #turn: Turn;
  readonly #removed: TeamsBotParts['removed'];

  constructor({ turn, removed }: TeamsBotParts) {
    super();
    this.#turn = turn;
    this.#removed = removed;
  }

  protected override async onTurnActivity(context: TurnContext): Promise<void> {
    const { activity } = context;
    showInTeams(context);
    // answered by what `onInvokeActivity` returns
    if (activity.type === 'invoke') return super.onTurnActivity(context);
    await this.#turn(context);
    if (isRemoval(activity)) await this.#removed(activity);
  }

  /** What is said to a tap comes in messages of its own; the answer says that it was taken, and nothing of how. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    await this.#turn(context);
    return executedData(context.activity) ? taken : notTaken;
  }
}

const taken: InvokeResponse = {
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' },
};
const notTaken: InvokeResponse = { status: 404, body: { error: { code: 'not-taken' } } };
