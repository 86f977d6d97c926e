import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppCredentials, PasswordServiceClientCredentialFactory } from 'botframework-connector';
import { assert } from 'chai';
import { ChannelAdapter } from '../../src/bots/adapter.ts';
import { sendToPlace } from '../../src/bots/send-to-place.ts';
import type { ConversationPlace } from '../../src/state/conversation-place.ts';

interface Taken {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

describe('a message to somebody who has not just written', () => {
  let service: Server;
  let place: ConversationPlace;
  let taken: Taken[];
  let answer: { status: number; headers?: Record<string, string> } | 'hang up';

  beforeEach(async () => {
    taken = [];
    answer = { status: 201 };
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        taken.push({ path: `${request.method} ${request.url}`, body });
        if (answer === 'hang up') return void request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        response.end('{"id":"1"}');
      });
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    const { port } = service.address() as AddressInfo;
    place = {
      channel: 'msteams',
      serviceUrl: `http://127.0.0.1:${port}/teams/`,
      conversation: 'a:1/2',
      tenant: 'tenant',
      user: '29:user',
      bot: '28:bot',
      at: '2026-11-23T18:00:00.000Z',
    };
  });
  afterEach(() => {
    service.close();
    service.closeAllConnections();
  });

  const adapter = new ChannelAdapter({ connectors: {} });
  const send = (to: ConversationPlace = place) =>
    sendToPlace({ adapter, appId: '' }, to, { type: 'message', text: 'Hello' });

  it('goes to the conversation, from the bot to the person, as no reply to anything', async () => {
    assert.deepInclude(await send(), { kind: 'sent' });
    const [one] = taken;
    assert.equal(one?.path, 'POST /teams/v3/conversations/a%3A1%2F2/activities');
    assert.deepInclude(one?.body, { type: 'message', text: 'Hello' });
    assert.deepInclude(one?.body['recipient'], { id: '29:user' });
    assert.deepInclude(one?.body['from'], { id: '28:bot' });
    assert.notProperty(one?.body, 'replyToId');
  });

  for (const status of [412, 429, 502, 504])
    it(`is attempted once; ${status} says that it may be tried again`, async () => {
      answer = { status };
      assert.deepEqual(await send(), { kind: 'again', status });
      assert.equal(taken.length, 1);
    });

  it('hands on when it may be tried again, however long that is', async () => {
    answer = { status: 429, headers: { 'retry-after': '20' } };
    assert.deepEqual(await send(), { kind: 'again', status: 429, afterMs: 20_000 });
  });

  for (const status of [403, 404])
    it(`is over for good when the answer is ${status}`, async () => {
      answer = { status };
      assert.deepEqual(await send(), { kind: 'gone' });
    });

  it('may have arrived when there is no answer, or one that does not say', async () => {
    answer = 'hang up';
    assert.deepEqual(await send(), { kind: 'unknown' });
    answer = { status: 500 };
    assert.deepEqual(await send(), { kind: 'unknown' });
    assert.equal(taken.length, 2);
  });

  it('goes over a connection of its own, which nobody can have closed meanwhile', async () => {
    let connections = 0;
    service.on('connection', () => (connections += 1));
    await send();
    await send();
    assert.equal(connections, 2);
  });

  it('has not arrived when nobody could be connected to', async () => {
    service.close();
    await once(service, 'close');
    assert.deepEqual(await send(), { kind: 'again', status: 0 });
  });

  it('has not arrived when there was no token to show', async () => {
    class Unsigned extends AppCredentials {
      protected override refreshToken(): never {
        throw new Error('no token');
      }
    }
    class Factory extends PasswordServiceClientCredentialFactory {
      override createCredentials() {
        return Promise.resolve(new Unsigned('app'));
      }
    }
    const unsigned = new ChannelAdapter({
      appId: 'app',
      credentials: new Factory('app', 'secret', 'tenant'),
      connectors: {},
    });
    const result = await sendToPlace({ adapter: unsigned, appId: 'app' }, place, { type: 'message' });
    assert.deepEqual(result, { kind: 'again', status: 0 });
    assert.equal(taken.length, 0);
  });

  it('is not attempted where the channel has said that nothing can be delivered', async () => {
    assert.deepEqual(await send({ ...place, goneAt: place.at }), { kind: 'gone' });
    assert.equal(taken.length, 0);
  });
});
