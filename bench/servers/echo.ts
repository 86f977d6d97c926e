import { ActivityHandler, MessageFactory } from 'botbuilder';
import { serveStockBot } from './serve-stock-bot.ts';

/** Reference (a): says back what was said. No state, no dialog: what the framework itself costs. */
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(MessageFactory.text(`You said: ${context.activity.text}`));
      await next();
    });
  }
}

serveStockBot(new EchoBot());
