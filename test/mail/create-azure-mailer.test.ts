import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createLog } from '../../src/log.ts';
import { createAzureMailer } from '../../src/mail/create-azure-mailer.ts';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Against a stand-in for the service on this machine; the service itself was never asked. */
describe('a letter over Azure Communication Services, as its SDK sends it', () => {
  let service: Server;
  let endpoint: string;
  let asked: Request[];
  const logged: string[] = [];
  type Reply = { readonly status: number; readonly body?: unknown } | 'hang up' | 'nothing';
  let onSend: Reply;
  let onLook: Reply;
  beforeEach(async () => {
    asked = [];
    logged.length = 0;
    onSend = { status: 202, body: { id: 'operation', status: 'Running' } };
    onLook = { status: 200, body: { id: 'operation', status: 'Succeeded' } };
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        asked.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
        const reply = method === 'POST' ? onSend : onLook;
        if (reply === 'hang up') return void request.socket.destroy();
        if (reply === 'nothing') return;
        response.writeHead(reply.status, {
          'content-type': 'application/json',
          'operation-location': `${endpoint}/emails/operations/operation?api-version=2023-03-31`,
        });
        response.end(JSON.stringify(reply.body ?? {}));
      });
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    service.close();
    service.closeAllConnections();
  });

  const mail = {
    to: 'ana@example.org',
    subject: 'A subject',
    text: 'Words',
    html: '<p>Words</p>',
    messageId: 'one@example.net',
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
  const send = (more: Partial<typeof mail> = {}, withinMs = 3000) =>
    createAzureMailer({
      endpoint,
      credential: { key: Buffer.from('a key').toString('base64') },
      from: { address: 'us@example.net' },
      log: createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
      withinMs,
    }).send({ ...mail, ...more });

  it('is signed, says what the letter says, and asks for no tracking', async () => {
    expect(await send()).to.deep.equal({ kind: 'sent' });
    const [request] = asked;
    expect(request).to.include({ method: 'POST' });
    expect(request?.path).to.match(/^\/emails:send\?/);
    expect(request?.headers.authorization).to.match(/^HMAC-SHA256 /);
    expect(JSON.parse(request?.body ?? '')).to.deep.equal({
      senderAddress: 'us@example.net',
      content: { subject: 'A subject', plainText: 'Words', html: '<p>Words</p>' },
      recipients: { to: [{ address: 'ana@example.org' }] },
      headers: { 'Auto-Submitted': 'auto-generated' },
      userEngagementTrackingDisabled: true,
    });
  });

  it('is the same operation when it is sent again, so that the service takes it once', async () => {
    await send();
    await send();
    await send({ messageId: 'two@example.net' });
    const ids = asked.filter(({ method }) => method === 'POST').map(({ headers }) => headers['operation-id']);
    expect(ids[0]).to.equal(ids[1]).and.to.not.equal(ids[2]);
    expect(ids[0]).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  for (const [status, expected] of [
    [429, { kind: 'again', status: 429 }],
    [503, { kind: 'again', status: 503 }],
    [401, { kind: 'again', status: 401 }],
    [400, { kind: 'refused', why: 'message' }],
  ] as const)
    it(`that is answered with ${status} is ${expected.kind}, after one attempt`, async () => {
      onSend = { status, body: { error: { code: 'SomeCode', message: 'secret words' } } };
      expect(await send()).to.deep.equal(expected);
      expect(asked).to.have.length(1);
      expect(logged.join('')).to.not.match(/secret|ana@|Words/);
    });

  it('to an address that the service does not take is refused for that', async () => {
    onSend = { status: 400, body: { error: { code: 'InvalidRecipientAddress', message: '' } } };
    expect(await send()).to.deep.equal({ kind: 'refused', why: 'address' });
    onSend = { status: 202, body: { id: 'operation', status: 'Running' } };
    onLook = {
      status: 200,
      body: {
        id: 'operation',
        status: 'Failed',
        error: { code: 'EmailDroppedAllRecipientsSuppressed', message: 'secret words' },
      },
    };
    expect(await send()).to.deep.equal({ kind: 'refused', why: 'address' });
  });

  it('of which nobody says whether it was taken is unknown; one that was taken is sent', async () => {
    onSend = 'hang up';
    expect(await send()).to.deep.equal({ kind: 'unknown' });
    onSend = 'nothing';
    expect(await send({}, 300)).to.deep.equal({ kind: 'unknown' });
    onSend = { status: 202, body: { id: 'operation', status: 'Running' } };
    onLook = 'nothing';
    expect(await send({}, 300)).to.deep.equal({ kind: 'sent' });
  });

  it('to a service that is not there may be sent again', async () => {
    service.close();
    await once(service, 'close');
    expect(await send()).to.deep.equal({ kind: 'again', status: 0 });
  });
});
