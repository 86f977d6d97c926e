import { ActivityHandler, ConversationState, MemoryStorage, type TurnContext } from 'botbuilder';
import {
  ChoicePrompt,
  DialogSet,
  DialogTurnStatus,
  NumberPrompt,
  WaterfallDialog,
  type DialogState,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { Asking } from '../turns/usual-week.ts';
import { serveStockBot } from './serve-stock-bot.ts';

/**
 * Reference (b): as many questions as the check-in, asked the framework's way: one waterfall, its stock
 * prompts, the conversation's state saved at the end of every turn, in memory. The questions, their scales and
 * their options are the check-in's own, handed in by the benchmark.
 */
const asked = JSON.parse(process.env['BENCH_QUESTIONS'] ?? '[]') as Asking[];

class WaterfallBot extends ActivityHandler {
  constructor(state: ConversationState) {
    super();
    const dialogs = new DialogSet(state.createProperty<DialogState>('dialogs'));
    dialogs.add(
      new NumberPrompt('number', async ({ recognized: { succeeded, value }, options }) => {
        const { min, max } = options.validations as { min: number; max: number };
        return succeeded && value !== undefined && value >= min && value <= max;
      }),
    );
    dialogs.add(new ChoicePrompt('choice'));
    dialogs.add(new WaterfallDialog('check-in', [...asked.map(ask), askToSend, thank]));
    this.onMessage(async (context, next) => {
      const dc = await dialogs.createContext(context);
      const { status } = await dc.continueDialog();
      if (status === DialogTurnStatus.empty) await dc.beginDialog('check-in');
      await next();
    });
    this.#state = state;
  }

  readonly #state: ConversationState;

  override async run(context: TurnContext): Promise<void> {
    await super.run(context);
    await this.#state.saveChanges(context);
  }
}

interface Kept {
  answers: unknown[];
}

const ask = (question: Asking, index: number) => async (step: WaterfallStepContext) => {
  if (index > 0) keep(step);
  return question.kind === 'number'
    ? step.prompt('number', { prompt: question.text, retryPrompt: question.text, validations: question })
    : step.prompt('choice', {
        prompt: question.text,
        retryPrompt: question.text,
        choices: [...question.options],
      });
};

const askToSend = async (step: WaterfallStepContext) => {
  keep(step);
  const { answers } = step.values as Kept;
  return step.prompt('choice', { prompt: `Your answers: ${answers.join(', ')}`, choices: ['send'] });
};

const thank = async (step: WaterfallStepContext) => {
  await step.context.sendActivity('Thank you.');
  return step.endDialog(step.values);
};

const keep = (step: WaterfallStepContext): void => {
  const values = step.values as Kept;
  values.answers = [...(values.answers ?? []), step.result?.value ?? step.result];
};

serveStockBot(new WaterfallBot(new ConversationState(new MemoryStorage())));
