import { expect } from 'chai';
import { WebSocket } from 'ws';
import { issueToken } from '../../../src/web/direct-line/token.ts';
import { openLine, type Line } from '../../helpers/line.ts';
import { rawRequest } from '../../helpers/raw-request.ts';

interface Group {
  activities: { id: string; text: string; from: { id: string }; timestamp?: string }[];
  watermark: string;
}

describe('Direct Line', () => {
  let line: Line;
  let sockets: WebSocket[];

  beforeEach(async () => {
    line = await openLine();
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.terminate();
    expect((await fetch(`${line.origin}/healthz`)).status).to.equal(200);
    await line.close();
  });

  const ask = async (
    method: string,
    path: string,
    given: { token?: string; body?: unknown; headers?: object } = {},
  ) => {
    const response = await fetch(`${line.origin}/v3/directline${path}`, {
      method,
      headers: {
        ...(given.token && { authorization: `Bearer ${given.token}` }),
        ...(given.body !== undefined && { 'content-type': 'application/json' }),
        ...given.headers,
      },
      ...(given.body !== undefined && {
        body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
      }),
    });
    const text = await response.text();
    expect(text).not.to.match(/node_modules|\n +at |\.ts\b/);
    return { status: response.status, body: JSON.parse(text) };
  };
  const post = async (body: unknown, token?: string) =>
    ask('POST', '/conversations/client-1/activities', { token: token ?? (await line.token()), body });

  /** Frames as they come; `next` waits for one with activities. */
  const stream = async (url: string) => {
    const socket = new WebSocket(url);
    sockets.push(socket);
    const groups: Group[] = [];
    let wake = () => {};
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      if (text === '') return;
      const group: Group = JSON.parse(text);
      if (group.activities.length > 0) groups.push(group);
      wake();
    });
    const next = async (): Promise<Group> => {
      while (groups.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return groups.shift()!;
    };
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    const failed = new Promise<string>((resolve) => socket.on('error', (error) => resolve(error.message)));
    return { socket, next, closed, failed };
  };

  describe('turns away', () => {
    it('a request without a token', async () => {
      for (const [method, path] of [
        ['POST', '/conversations'],
        ['GET', '/conversations/client-1'],
        ['GET', '/conversations/client-1/activities'],
        ['POST', '/conversations/client-1/activities'],
        ['POST', '/tokens/refresh'],
        ['POST', '/tokens/generate'],
      ] as const) {
        expect((await ask(method, path)).status, path).to.equal(401);
        expect((await ask(method, path, { token: 'junk' })).status, path).to.equal(403);
      }
    });

    it('the token of another conversation', async () => {
      const token = await line.token('dl_two', 'client-2');
      for (const [method, path] of [
        ['GET', '/conversations/client-1'],
        ['GET', '/conversations/client-1/activities'],
        ['POST', '/conversations/client-1/activities'],
      ] as const) {
        const body = method === 'POST' ? { type: 'message', text: 'x' } : undefined;
        expect((await ask(method, path, { token, body })).status, path).to.equal(403);
      }
      expect(line.bot.received).to.deep.equal([]);
    });

    it('an expired token, by the name the public service gives it', async () => {
      const token = await line.token();
      line.ahead = 13 * 60 * 60 * 1000;
      expect(await ask('GET', '/conversations/client-1', { token })).to.deep.equal({
        status: 403,
        body: { error: { code: 'TokenExpired', message: 'Token has expired' } },
      });
    });

    it('a token that was signed by somebody else, by no one, or for another use', async () => {
      const holder = line.holder();
      const now = Date.now();
      const { token: foreign } = await issueToken(
        new TextEncoder().encode('another secret that is long enough!!'),
        {
          holder,
          use: 'directline',
          now,
        },
      );
      const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: 'x', client: 'client-1' }))}.`;
      const { streamUrl } = (await ask('POST', '/conversations', { token: await line.token() })).body;
      const streaming = new URL(streamUrl).searchParams.get('t')!;
      for (const token of [foreign, unsigned.replaceAll('=', ''), streaming]) {
        expect((await ask('GET', '/conversations/client-1', { token })).status).to.equal(403);
      }
    });

    it('a conversation that is not there any more', async () => {
      const token = await line.token('dl_three', 'client-3');
      expect((await ask('GET', '/conversations/client-3', { token })).status).to.equal(404);
      expect((await ask('GET', '/conversations/client-3/activities', { token })).status).to.equal(404);
    });

    it('what is no activity, by field', async () => {
      const bad = async (body: unknown) => {
        const answer = await post(body);
        return [answer.status, answer.body.error.message];
      };
      expect(await bad({})).to.deep.equal([400, 'Not understood: type']);
      expect(await bad({ type: 5 })).to.deep.equal([400, 'Not understood: type']);
      expect(await bad({ type: 'conversationUpdate' })).to.deep.equal([400, 'Not understood: type']);
      expect(await bad({ type: 'message', text: 5 })).to.deep.equal([400, 'Not understood: text']);
      expect(await bad({ type: 'message', value: 'x' })).to.deep.equal([400, 'Not understood: value']);
      expect(await bad([])).to.deep.equal([400, 'Not understood: body']);
      expect(await bad('null')).to.deep.equal([400, 'Not understood: body']);
      expect((await post('{')).status).to.equal(400);
      expect(line.bot.received.filter(({ name }) => name !== 'refused')).to.deep.equal([]);
    });

    it('what is too long to keep, by field', async () => {
      const refused = async (field: string, body: unknown) =>
        expect(await post(body)).to.deep.equal({
          status: 400,
          body: { error: { code: 'BadArgument', message: `Not understood: ${field}` } },
        });
      const displayText = 'x'.repeat(5001);
      await refused('channelData', {
        type: 'message',
        text: 'x',
        channelData: { messageBack: { displayText } },
      });
      const id = 'x'.repeat(101);
      await refused('channelData', { type: 'message', text: 'x', channelData: { clientActivityID: id } });
      await refused('value', { type: 'message', value: { comment: 'x'.repeat(20_000) } });
      await refused('value', { type: 'message', value: { list: Array.from({ length: 10_001 }, () => 1) } });
      await refused('value', { type: 'event', name: 'x', value: 'x'.repeat(20_000) });
      expect(line.bot.received.filter(({ name }) => name !== 'refused')).to.deep.equal([]);
    });

    it('no words unread: what is refused, cut off or too large goes past the safety screen', async () => {
      const words = 'I want to\ndie “now”';
      await post({ type: 'message', value: { comment: 'x'.repeat(20_000), more: [words] } });
      await post(`{"type":"message","text":${JSON.stringify(words)},`);
      const large = await post({ type: 'message', text: `${words}${' and so on'.repeat(300_000)}` });
      expect(large.status).to.equal(413);
      const read = line.bot.received.map(({ name, text }) => [name, text?.includes('I want to die “now”')]);
      expect(read).to.deep.equal([
        ['refused', true],
        ['refused', true],
        ['refused', true],
      ]);
    });

    it('a WebSocket without the right token, and junk in its place', async () => {
      const { streamUrl } = (await ask('POST', '/conversations', { token: await line.token() })).body;
      const url = new URL(streamUrl);
      const foreign = new URL(streamUrl.replace('client-1', 'client-2'));
      const other = new URL(streamUrl);
      other.searchParams.set('t', await line.token());
      url.searchParams.delete('t');
      for (const wrong of [url, foreign, other]) {
        expect(await (await stream(wrong.href)).failed).to.contain('403');
      }
      line.ahead = 10 * 60 * 1000;
      expect(await (await stream(streamUrl)).failed).to.contain('403');
      line.ahead = 0;
      const path = `${new URL(streamUrl).pathname}${new URL(streamUrl).search}`;
      const junk = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`;
      expect(await rawRequest(line.port, junk)).to.match(/^HTTP\/1.1 400 /);
      expect(await rawRequest(line.port, junk.replace(/conversations\/[^?]*/, 'elsewhere'))).to.match(
        /^HTTP\/1.1 404 /,
      );
    });

    it('a frame that no client sends', async () => {
      const { streamUrl } = (await ask('POST', '/conversations', { token: await line.token() })).body;
      const { socket, next, closed } = await stream(streamUrl);
      await next();
      socket.send('');
      socket.send('x'.repeat(5000));
      expect(await closed).to.equal(1009);
    });
  });

  describe('hands the bot', () => {
    it('5,000 characters as they are', async () => {
      const text = 'a\u0000é\u{1f600}<b>\n'.repeat(625);
      expect((await post({ type: 'message', text })).status).to.equal(200);
      expect(line.bot.received.at(-1)!.text).to.equal(text);
      const { body } = await ask('GET', '/conversations/client-1/activities', { token: await line.token() });
      expect(body.activities[0].text).to.equal(text);
    });

    it('half surrogates as signs that can be stored', async () => {
      await post('{"type":"message","text":"a\\ud83d b","value":{"x":"\\udc00"}}');
      const { text, value } = line.bot.received.at(-1)!;
      expect([text, value]).to.deep.equal(['a\ufffd b', { x: '\ufffd' }]);
    });

    it('an attachment by its type and name alone', async () => {
      await post({
        type: 'message',
        attachments: [
          { contentType: 'image/png', name: 'me.png', contentUrl: 'https://example.org/x', content: {} },
        ],
      });
      const { text, attachments } = line.bot.received.at(-1)!;
      expect([text, attachments]).to.deep.equal(['', [{ contentType: 'image/png', name: 'me.png' }]]);
    });

    it('a tap, and nothing a client has no business to set', async () => {
      await post({
        type: 'message',
        value: { nonce: 'n', rating: 7 },
        channelData: { clientActivityID: 'c1', postBack: true, transcript: { sequence: 1 }, tenant: 'x' },
        serviceUrl: 'https://evil.example',
        conversation: { id: 'client-2' },
        id: 'mine',
        recipient: { id: 'x' },
      });
      const activity = line.bot.received.at(-1)!;
      expect(activity.value).to.deep.equal({ nonce: 'n', rating: 7 });
      expect(activity.channelData).to.deep.equal({ clientActivityID: 'c1', postBack: true });
      expect(activity.serviceUrl).to.equal('urn:alliance:directline');
      expect(activity.conversation.id).to.equal('client-1');
      expect(activity.id).not.to.equal('mine');
    });

    it('a form with a comment of any length that somebody may type, with its lines and signs', async () => {
      for (const comment of ['"\n'.repeat(2500), '\u0001'.repeat(5000), 'é\u{1f600}\\\t'.repeat(3900)]) {
        const value = { nonce: 'n', comment };
        expect((await post({ type: 'message', value })).status).to.equal(200);
        expect(line.bot.received.at(-1)!.value).to.deep.equal(value);
      }
    });

    it('of a tap that shows words, those words alone', async () => {
      await post({
        type: 'message',
        text: 'x',
        channelData: { messageBack: { displayText: 'y'.repeat(5000), more: 'z' }, more: 'z' },
      });
      const { channelData } = line.bot.received.at(-1)!;
      expect(channelData).to.deep.equal({ messageBack: { displayText: 'y'.repeat(5000) } });
    });

    it('no typing', async () => {
      expect((await post({ type: 'typing' })).status).to.equal(200);
      expect(line.bot.received).to.deep.equal([]);
    });
  });

  it('tells a message that was not taken by its status', async () => {
    expect((await post({ type: 'message', text: 'fail' })).status).to.equal(502);
  });

  it('opens the chat even when the greeting fails', async () => {
    line.bot.receive = () => Promise.reject(new Error('secret'));
    const started = await ask('POST', '/conversations', { token: await line.token() });
    expect(started.status).to.equal(201);
  });

  it('starts a conversation as the public service does', async () => {
    const { status, body } = await ask('POST', '/conversations', {
      token: await line.token(),
      body: { locale: 'es', user: { id: 'dl_other' } },
    });
    expect(status).to.equal(201);
    expect(Object.keys(body)).to.deep.equal(['conversationId', 'token', 'expires_in', 'streamUrl']);
    expect(body.streamUrl).to.match(
      /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/client-1\/stream\?/,
    );
    const [start] = line.bot.received;
    expect(start).to.include({ type: 'event', name: 'start', locale: 'es' });
    expect(start!.from.id).to.equal('dl_one');
    await ask('POST', '/conversations', { token: body.token });
    expect(line.bot.received[1]!.id).not.to.equal(start!.id);
  });

  it('gives a new token for an old one', async () => {
    const token = await line.token();
    line.ahead = 11 * 60 * 60 * 1000;
    for (const path of ['/tokens/refresh', '/tokens/generate']) {
      const renewed = await ask('POST', path, { token, body: { user: { id: 'dl_other' } } });
      expect(renewed.status).to.equal(200);
      line.ahead = 20 * 60 * 60 * 1000;
      await post({ type: 'message', text: 'x' }, renewed.body.token);
      expect(line.bot.received.at(-1)!.from.id).to.equal('dl_one');
      line.ahead = 11 * 60 * 60 * 1000;
    }
  });

  it('renews a token for 30 days after its first and no longer, whichever way', async function () {
    this.timeout(10_000);
    const hour = 60 * 60 * 1000;
    for (const [method, path] of [
      ['POST', '/tokens/refresh'],
      ['POST', '/tokens/generate'],
      ['POST', '/conversations'],
      ['GET', '/conversations/client-1'],
    ] as const) {
      line.ahead = 0;
      let token = await line.token();
      for (let hours = 10; hours < 30 * 24; hours += 10) {
        line.ahead = hours * hour;
        const { status, body } = await ask(method, path, { token });
        expect(status, `${path} after ${hours} hours`).to.be.within(200, 201);
        expect(body.expires_in).to.be.within(1, 12 * 60 * 60);
        ({ token } = body);
      }
      line.ahead = 30 * 24 * hour + 1000;
      const refused = {
        status: 403,
        body: { error: { code: 'TokenExpired', message: 'Token has expired' } },
      };
      expect(await ask(method, path, { token }), path).to.deep.equal(refused);
    }
  });

  it('says what is not saved to whoever reads now, after everything else, and does not keep it', async () => {
    const token = await line.token();
    const { streamUrl } = (await ask('POST', '/conversations', { token })).body;
    const { next } = await stream(streamUrl);
    const hello = await next();
    await post({ type: 'message', text: 'away' });
    const passing = await next();
    expect(passing.activities[0]!.text).to.equal('not saved');
    expect(passing.activities[0]).not.to.have.property('timestamp');
    expect(passing.watermark).to.equal(hello.watermark);
    const { body } = await ask('GET', '/conversations/client-1/activities', { token });
    expect(body.activities).to.have.length(1);
  });

  it('keeps talking while the store is away, and shows the rest when it is back', async function () {
    this.timeout(10_000);
    const { streamUrl } = (await ask('POST', '/conversations', { token: await line.token() })).body;
    const get = line.store.clients.get.bind(line.store.clients);
    let failing = true;
    line.store.clients.get = (...given) => (failing ? Promise.reject(new Error('away')) : get(...given));
    const { next, socket } = await stream(streamUrl);
    await new Promise((resolve) => socket.on('open', resolve));
    const said = next();
    await line.directLine.connector.conversations.sendToConversation('client-1', {
      type: 'message',
      text: 'helplines',
    });
    expect((await said).activities[0]!.text).to.equal('helplines');
    failing = false;
    expect((await next()).activities[0]!.text).to.equal('hello');
  });

  it('shows what it was not told of when it is told of what came after', async () => {
    const { streamUrl } = (await ask('POST', '/conversations', { token: await line.token() })).body;
    const { next } = await stream(streamUrl);
    await next();
    const stored = (await line.store.clients.get('client-1', 'client-1'))!;
    const entry = (sequence: number) =>
      ({
        sequence,
        revision: sequence,
        from: 'bot',
        activity: { type: 'message', text: `number ${sequence}` },
      }) as const;
    const entries = [...stored.document.transcript.entries, entry(2), entry(3)];
    await line.store.clients.put(
      'client-1',
      { ...stored.document, transcript: { last: 3, entries } },
      stored.etag,
    );
    await line.directLine.connector.conversations.sendToConversation('client-1', {
      ...entry(3).activity,
      channelData: { transcript: { sequence: 3, revision: 3 } },
    });
    expect((await next()).activities.map(({ text }) => text)).to.deep.equal(['number 2', 'number 3']);
  });

  it('shows everything to a watermark from another life of the data', async () => {
    const token = await line.token();
    await post({ type: 'message', text: 'one' });
    const { body } = await ask('GET', '/conversations/client-1/activities?watermark=900', { token });
    expect(body.activities).to.have.length(2);
    const { streamUrl } = (await ask('GET', '/conversations/client-1?watermark=900', { token })).body;
    const { next } = await stream(streamUrl);
    expect((await next()).activities).to.have.length(2);
    await post({ type: 'message', text: 'two' });
    expect((await next()).activities[0]!.text).to.equal('two');
    expect(line.bot.seen()).to.be.below(900);
  });

  it('closes the device of one user that has been open longest when there are too many', async () => {
    const token = await line.token();
    const first = await stream((await ask('POST', '/conversations', { token })).body.streamUrl);
    await first.next();
    for (let at = 0; at < 8; at += 1) {
      const { next } = await stream((await ask('GET', '/conversations/client-1', { token })).body.streamUrl);
      await next();
    }
    expect(await first.closed).to.equal(1008);
  });

  it('sends every device away when it closes', async () => {
    const { next, closed } = await stream(
      (await ask('POST', '/conversations', { token: await line.token() })).body.streamUrl,
    );
    await next();
    await line.restart();
    expect(await closed).to.equal(1001);
  });
});
