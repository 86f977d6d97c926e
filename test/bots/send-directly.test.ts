import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity, TurnContext } from 'botbuilder';
import { AppCredentials, ConnectorClient } from 'botframework-connector';
import { expect } from 'chai';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ChannelAdapter } from '../../src/bots/adapter.ts';
import { ConnectorError } from '../../src/bots/connector-error.ts';
import { sendDirectly } from '../../src/bots/send-directly.ts';

interface Taken {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

describe('a reply over a connector channel', () => {
  let service: Server;
  let serviceUrl: string;
  let taken: Taken[];
  /** What the service answers next, before it answers 200. */
  let answers: { status: number; headers?: Record<string, string> }[];

  beforeEach(async () => {
    taken = [];
    answers = [];
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        taken.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
        const { status, headers } = answers.shift() ?? { status: 200 };
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(`{"id":"sent-${taken.length}"}`);
      });
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;
  });
  afterEach(() => {
    service.close();
    service.closeAllConnections();
  });

  const turn = async (reply: (context: TurnContext) => Promise<unknown>): Promise<void> => {
    const adapter = new ChannelAdapter({ connectors: {} });
    const activity: Partial<Activity> = {
      type: 'message',
      id: 'question/1',
      channelId: 'test',
      serviceUrl,
      from: { id: 'user', name: '' },
      recipient: { id: 'bot', name: '' },
      conversation: { id: 'a:b/c d', isGroup: false, conversationType: 'personal', name: '' },
      text: 'hello',
    };
    await adapter.receive(activity as Activity, async (context) => void (await reply(context)));
  };
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => expect.fail('it should have failed'),
      (error: unknown) => error,
    );

  it('goes where it belongs, whole, and comes back with its id', async () => {
    const card = {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard' },
    };
    await turn(async (context) => {
      const sent = await context.sendActivity({ type: 'message', text: 'Ünïcode', attachments: [card] });
      expect(sent?.id).to.equal('sent-1');
      await context.updateActivity({ type: 'message', id: 'sent-1', text: 'changed' });
    });
    expect(taken.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      'POST /v3/conversations/a%3Ab%2Fc%20d/activities/question%2F1',
      'PUT /v3/conversations/a%3Ab%2Fc%20d/activities/sent-1',
    ]);
    expect(taken[0]?.body).to.include({ type: 'message', text: 'Ünïcode', replyToId: 'question/1' });
    expect(taken[0]?.body['attachments']).to.deep.equal([card]);
    expect(taken[0]?.body['recipient']).to.include({ id: 'user' });
    expect(taken[0]?.headers.authorization).to.equal(undefined);
  });

  it('is tried again while the service is passing ill', async () => {
    answers = [
      { status: 503, headers: { 'retry-after': '0' } },
      { status: 429, headers: { 'retry-after': '0' } },
    ];
    await turn((context) => context.sendActivity('hello'));
    expect(taken).to.have.length(3);
  });

  it('is given up after four tries', async () => {
    answers = Array.from({ length: 9 }, () => ({ status: 502, headers: { 'retry-after': '0' } }));
    const error = await failure(turn((context) => context.sendActivity('secret words')));
    expect(error)
      .to.be.instanceOf(ConnectorError)
      .and.include({ code: 'CONNECTOR_REFUSED', statusCode: 502 });
    expect(taken).to.have.length(4);
    expect(String(error)).not.to.contain('secret');
  });

  it('is not tried again when it is refused for good', async () => {
    answers = [{ status: 403 }];
    const error = await failure(turn((context) => context.sendActivity('hello')));
    expect(error).to.be.instanceOf(ConnectorError).and.include({ statusCode: 403 });
    expect(taken).to.have.length(1);
  });

  it('fails when nobody listens', async () => {
    service.close();
    const error = await failure(turn((context) => context.sendActivity('hello')));
    expect(error).to.be.instanceOf(ConnectorError).and.include({ code: 'CONNECTOR_UNREACHABLE' });
  });

  it('bears the token of the credentials', async () => {
    class Known extends AppCredentials {
      protected override refreshToken() {
        return Promise.resolve({
          accessToken: 'a-token',
          expiresOn: new Date(Date.now() + 3_600_000),
        } as never);
      }
    }
    const agents = { http: new HttpAgent(), https: new HttpsAgent() };
    const client = new ConnectorClient(new Known('app-id'), { baseUri: serviceUrl });
    await sendDirectly(client, { serviceUrl, agents }).conversations.sendToConversation('c', {
      type: 'message',
      text: 'hello',
    });
    expect(taken[0]?.headers.authorization).to.equal('Bearer a-token');
    expect(taken[0]?.path).to.equal('/v3/conversations/c/activities');
  });
});
