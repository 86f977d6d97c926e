import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ActivityHandler,
  type Request,
  type Response,
} from 'botbuilder';
import restify from 'restify';
import { reportToParent } from './report-to-parent.ts';

/**
 * The server around a bot as the framework's documentation builds one: restify with its body parser, a
 * CloudAdapter without credentials, one route. Nothing is switched off and nothing is added.
 */
export function serveStockBot(bot: ActivityHandler): void {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.onTurnError = async (context, error) => {
    console.error(error);
    await context.sendActivity('The bot met an error.');
  };
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request: Request, response: Response) => {
    await adapter.process(request, response, (context) => bot.run(context));
  });
  server.listen(0, '127.0.0.1', () => {
    reportToParent(server.address().port, () => server.close());
  });
}
