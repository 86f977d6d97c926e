import { connect } from 'node:net';
import { expect } from 'chai';
import { createLog } from '../../src/log.ts';
import { json, page, redirect } from '../../src/web/http/reply.ts';
import { createServer, type WebServer } from '../../src/web/server.ts';
import { rawRequest } from '../helpers/raw-request.ts';

const secret = 'I drank again';
const leaks = /node_modules|\.ts\b|\n +at |Error\b|stack|drank/;

describe('the HTTP server', () => {
  let server: WebServer;
  let origin: string;
  let port: number;
  let logged: string[];
  let ready: boolean;
  let bodies: unknown[];

  beforeEach(async () => {
    logged = [];
    bodies = [];
    ready = true;
    const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
    server = createServer({ log, ready: () => ready });
    server.routes.post('/things/:id', 'thing', async (request, body) => {
      bodies.push(body);
      return json(201, {
        id: request.params['id'],
        query: request.query.get('q'),
        language: request.language,
      });
    });
    server.routes.get('/page', 'page', async () => page(200, '<p>hello', { headers: { 'x-own': 'yes' } }));
    server.routes.form('/form', 'form', async (_request, form) => {
      bodies.push([...form]);
      return redirect('/page', { cookies: ['a=1; Path=/', 'b=2; Path=/'] });
    });
    server.routes.get('/broken', 'broken', async () => {
      throw Object.assign(new Error(secret), { statusCode: 418 });
    });
    server.routes.raw('/raw', 'raw', async (_request, response, body) => {
      if (body === 'nothing') return;
      response.status(500);
      response.send(secret);
    });
    ({ port } = await server.listen({ host: '127.0.0.1', port: 0 }));
    origin = `http://127.0.0.1:${port}`;
  });

  afterEach(async () => {
    const health = await fetch(`${origin}/healthz`).then((response) => response.json());
    expect(health).to.deep.equal({ status: 'ok' });
    await server.close();
    expect(logged.join('')).not.to.match(/drank|invite=/);
  });

  const post = (path: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    });

  const refused = async (response: Response, status: number, code: string) => {
    const text = await response.text();
    expect([response.status, JSON.parse(text).error.code]).to.deep.equal([status, code]);
    expect(text).not.to.match(leaks);
  };

  it('hands a JSON body, parameters, query and language to the route', async () => {
    const response = await post('/things/7?q=x', '{"a":[1]}', {
      'accept-language': 'nl, es-MX;q=0.8, en;q=0.5',
    });
    expect(response.status).to.equal(201);
    expect(await response.json()).to.deep.equal({ id: '7', query: 'x', language: 'es' });
    expect(bodies).to.deep.equal([{ a: [1] }]);
  });

  it('takes a POST without any body', async () => {
    const response = await fetch(`${origin}/things/7`, { method: 'POST' });
    expect([response.status, bodies]).to.deep.equal([201, [undefined]]);
  });

  it('puts the security headers on every answer', async () => {
    for (const path of ['/page', '/nowhere', '/broken', '/healthz']) {
      const { headers } = await fetch(`${origin}${path}`);
      expect(headers.get('x-content-type-options'), path).to.equal('nosniff');
      expect(headers.get('referrer-policy'), path).to.equal('no-referrer');
      expect(headers.get('content-security-policy'), path).to.contain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy'), path).to.equal('same-origin');
      expect(headers.get('cache-control'), path).to.equal('no-store');
      expect(headers.get('permissions-policy'), path).to.contain('camera=()');
      expect(headers.get('server'), path).to.equal(null);
    }
    expect((await fetch(`${origin}/page`)).headers.get('x-own')).to.equal('yes');
  });

  it('is ready when it is told so', async () => {
    expect((await fetch(`${origin}/readyz`)).status).to.equal(200);
    ready = false;
    expect((await fetch(`${origin}/readyz`)).status).to.equal(503);
  });

  it('logs the route by its name, never its URL', async () => {
    await post('/things/7?q=invite=ABC', '{}');
    await fetch(`${origin}/elsewhere?invite=ABC`);
    const routes = logged
      .map((line) => JSON.parse(line))
      .map(({ event, route, status }) => [event, route, status]);
    expect(routes).to.deep.equal([
      ['request', 'thing', 201],
      ['request', 'none', 404],
    ]);
  });

  describe('refuses', () => {
    it('what is not JSON', async () => refused(await post('/things/1', '{"a":'), 400, 'bad-request'));
    it('bytes that are no text', async () =>
      refused(await post('/things/1', Buffer.from([34, 0xff, 0xfe, 34])), 400, 'bad-request'));
    it('JSON of a thousand levels', async () =>
      refused(await post('/things/1', '['.repeat(100_000) + ']'.repeat(100_000)), 400, 'bad-request'));
    it('another content type', async () => {
      for (const type of [
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
      ]) {
        await refused(await post('/things/1', '{}', { 'content-type': type }), 415, 'unsupported-media-type');
      }
    });
    it('any content encoding, true or not', async () => {
      await refused(
        await post('/things/1', 'not gzip', { 'content-encoding': 'gzip' }),
        415,
        'unsupported-media-type',
      );
      await refused(
        await post('/form', 'a=1', { 'content-encoding': 'identity' }),
        415,
        'unsupported-media-type',
      );
    });
    it('more than 256 KB, announced or not', async () => {
      await refused(await post('/things/1', JSON.stringify('x'.repeat(300_000))), 413, 'too-large');
      const endless = new ReadableStream({
        pull: (controller) => controller.enqueue(new TextEncoder().encode(' '.repeat(65_536))),
      });
      await refused(await post('/things/1', endless), 413, 'too-large');
    });
    it('an unknown route, without repeating it', async () => {
      const response = await fetch(`${origin}/etc/${secret}`);
      await refused(response, 404, 'not-found');
      await refused(await fetch(`${origin}/page/../../../etc/passwd`), 404, 'not-found');
      await refused(await fetch(`${origin}/%2e%2e/%2e%2e/etc/passwd`), 404, 'not-found');
      await refused(await fetch(`${origin}/things/%E0%A4%A`), 404, 'not-found');
    });
    it('an unknown route, as a page for a browser in its language', async () => {
      const response = await fetch(`${origin}/nope`, {
        headers: { accept: 'text/html,*/*', 'accept-language': 'es' },
      });
      const text = await response.text();
      expect([response.status, response.headers.get('content-type')]).to.deep.equal([
        404,
        'text/html; charset=utf-8',
      ]);
      expect(text).to.contain('<html lang="es">').and.not.to.contain('nope');
    });
    it('another method', async () => {
      const response = await fetch(`${origin}/things/1`, { method: 'DELETE' });
      expect(response.headers.get('allow')).to.equal('POST');
      await refused(response, 405, 'method-not-allowed');
    });
    it('an oversize URL', async () => {
      await refused(await fetch(`${origin}/page?${'x'.repeat(5000)}`), 414, 'url-too-long');
      expect(
        await rawRequest(port, `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`),
      ).to.match(/^HTTP\/1.1 431 /);
    });
    it('a Host that is not ours', async () => {
      const asked = await rawRequest(port, 'GET /page HTTP/1.1\r\nHost: evil.example\r\n\r\n');
      expect(asked).to.match(/^HTTP\/1.1 421 /);
    });
    it('what no URL can be made of', async () => {
      for (const start of [
        'GET /page HTTP/1.1\r\nHost: [',
        'GET //:::: HTTP/1.1\r\nHost: a b',
        'OPTIONS * HTTP/1.1\r\nHost: ::',
      ]) {
        expect(await rawRequest(port, `${start}\r\n\r\n`), start).to.match(/^HTTP\/1.1 400 /);
      }
      expect(await rawRequest(port, '\x00\x01\x02 nonsense\r\n\r\n')).to.match(/^HTTP\/1.1 400 /);
    });
    it('an upgrade nobody wants', async () => {
      const junk =
        'GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n';
      expect(await rawRequest(port, junk)).to.match(/^HTTP\/1.1 200 /);
    });
    it('to show what broke', async () => {
      await refused(await fetch(`${origin}/broken`), 500, 'internal');
      await refused(await post('/raw', '"nothing"'), 500, 'internal');
      expect(await (await post('/raw', '{}')).text()).to.equal('{"error":{"code":"failed"}}');
      expect(logged.filter((line) => line.includes('request-failed'))).to.have.length(1);
    });
  });

  describe('a body', () => {
    it('has no half surrogates and no prototype in it', async () => {
      await post(
        '/things/1',
        '{"text":"a\\ud83dz\\ud83d\\ude00","__proto__":{"x":1},"\\u005f_proto__":{"y":1}}',
      );
      expect(JSON.stringify(bodies)).to.equal(JSON.stringify([{ text: 'a\ufffdz\u{1f600}' }]));
      expect(Object.keys(bodies[0] as object)).to.deep.equal(['text']);
    });
    it('that never ends leaves the server serving', async () => {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        'POST /things/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a"',
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.destroy();
      expect(bodies).to.deep.equal([]);
    });
  });

  describe('a form', () => {
    const send = (headers: Record<string, string>) =>
      post('/form', 'note=a+b&note=%C3%A9', {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      });

    it('from our own page arrives, and may set cookies', async () => {
      const ours: Record<string, string>[] = [
        { origin },
        { 'sec-fetch-site': 'same-origin', origin: 'null' },
      ];
      for (const headers of ours) {
        bodies = [];
        const response = await send(headers);
        expect([response.status, response.headers.get('location')]).to.deep.equal([303, '/page']);
        expect(response.headers.getSetCookie()).to.deep.equal(['a=1; Path=/', 'b=2; Path=/']);
        expect(bodies).to.deep.equal([
          [
            ['note', 'a b'],
            ['note', 'é'],
          ],
        ]);
      }
    });
    it('from another site does not', async () => {
      const theirs: Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin },
      ];
      for (const headers of theirs) {
        await refused(await send(headers), 403, 'forbidden');
      }
      expect(bodies).to.deep.equal([]);
    });
  });
});

describe('closing the HTTP server', () => {
  it('waits for a request under way and cuts idle connections', async () => {
    const server = createServer({ log: createLog({ level: 'silent' }), ready: () => true });
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      server.routes.get('/slow', 'slow', async () => {
        resolve();
        await new Promise<void>((done) => (finish = done));
        return json(200, 'done');
      });
    });
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
    const idle = connect(port, '127.0.0.1');
    const slow = fetch(`http://127.0.0.1:${port}/slow`);
    await begun;
    const closed = server.close();
    finish();
    const response = await slow;
    expect(await response.json()).to.equal('done');
    await closed;
    idle.destroy();
    let refusedNow = false;
    await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => (refusedNow = true));
    expect(refusedNow).to.equal(true);
  });

  it('cuts what does not end in time', async () => {
    const server = createServer({ log: createLog({ level: 'silent' }), ready: () => true });
    const begun = new Promise<void>((resolve) => {
      server.routes.get('/never', 'never', () => {
        resolve();
        return new Promise(() => {});
      });
    });
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
    const never = fetch(`http://127.0.0.1:${port}/never`).catch(() => 'cut');
    await begun;
    await server.close({ graceMs: 100 });
    expect(await never).to.equal('cut');
  });
});

describe('a server with a public URL', () => {
  it('serves it and this machine, and nothing else but health', async () => {
    const server = createServer({
      log: createLog({ level: 'silent' }),
      ready: () => true,
      baseUrl: 'https://chat.example.org',
    });
    server.routes.get('/origin', 'origin', async (request) => json(200, request.origin));
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
    const ask = async (path: string, host: string) => {
      const text = await rawRequest(
        port,
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
      return [Number(text.split(' ')[1]), text.split('\r\n\r\n')[1]];
    };
    expect(await ask('/origin', 'chat.example.org')).to.deep.equal([200, '"https://chat.example.org"']);
    expect(await ask('/origin', 'localhost:1')).to.deep.equal([200, '"https://chat.example.org"']);
    expect((await ask('/origin', '10.0.0.4'))[0]).to.equal(421);
    expect((await ask('/healthz', '10.0.0.4'))[0]).to.equal(200);
    await server.close();
  });
});
