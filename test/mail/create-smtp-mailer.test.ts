import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { createLog } from '../../src/log.ts';
import { createSmtpMailer, type SmtpServer } from '../../src/mail/create-smtp-mailer.ts';
import type { Mail } from '../../src/mail/mailer.ts';
import { localhostCertificate } from '../helpers/localhost-certificate.ts';
import { openMailbox, type Mailbox } from '../helpers/mailbox.ts';

const mail: Mail = {
  to: 'someone@example.org',
  subject: 'Für dich · تذكير',
  text: 'Ein Gruß.\nhttps://example.org/a',
  html: '<p>Ein Gruß.</p>',
  messageId: 'week-1@example.net',
  headers: { 'List-Unsubscribe': '<https://example.org/stop>', 'Auto-Submitted': 'auto-generated' },
};

describe('a letter handed to a mail server', () => {
  let box: Mailbox | undefined;
  let raw: Server | undefined;
  const sockets = new Set<Socket>();
  let lines: string[];
  beforeEach(() => {
    lines = [];
  });
  afterEach(async () => {
    await box?.close();
    box = undefined;
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => (raw ? raw.close(() => resolve()) : resolve()));
    raw = undefined;
  });

  const log = createLog({ level: 'debug', destination: { write: (line: string) => lines.push(line) } });
  const mailerTo = (server: Partial<SmtpServer> & { port: number }, more: { withinMs?: number } = {}) =>
    createSmtpMailer({
      server: { host: '127.0.0.1', tls: 'none', ...server },
      from: { address: 'clinic@example.net', name: 'A name' },
      log,
      now: () => Date.UTC(2026, 10, 23, 18),
      authority: localhostCertificate.cert,
      ...more,
    });

  it('arrives as it was written, with its own headers and date', async () => {
    box = await openMailbox();
    expect(await mailerTo(box).send(mail)).to.deep.equal({ kind: 'sent' });
    const [letter] = box.caught;
    expect(letter).to.deep.include({
      to: ['someone@example.org'],
      from: 'clinic@example.net',
      text: mail.text,
      html: mail.html,
    });
    expect(Object.fromEntries(letter!.headers)).to.include({
      'message-id': '<week-1@example.net>',
      'list-unsubscribe': '<https://example.org/stop>',
      'auto-submitted': 'auto-generated',
      from: 'A name <clinic@example.net>',
      date: 'Mon, 23 Nov 2026 18:00:00 +0000',
    });
  });

  it('goes over TLS from the first byte, with a name and password', async () => {
    const seen: string[] = [];
    box = await openMailbox({
      secure: true,
      onAuth: ({ username, password }, { secure }, callback) => {
        seen.push(`${username} ${password} ${secure}`);
        callback(null, { user: 'u' });
      },
    });
    const login = { user: 'u', password: 'p' };
    expect(await mailerTo({ ...box, tls: 'implicit', login }).send(mail)).to.deep.equal({ kind: 'sent' });
    expect(seen).to.deep.equal(['u p true']);
  });

  it('goes over STARTTLS where that is asked for', async () => {
    const secure: boolean[] = [];
    box = await openMailbox({
      onMailFrom: (_, session, callback) => {
        secure.push(session.secure);
        callback();
      },
    });
    expect(await mailerTo({ ...box, tls: 'starttls' }).send(mail)).to.deep.equal({ kind: 'sent' });
    expect(secure).to.deep.equal([true]);
  });

  it('does not go in the clear to a server without STARTTLS', async () => {
    box = await openMailbox({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const result = await mailerTo({ ...box, tls: 'starttls' }).send(mail);
    expect(result.kind).to.equal('again');
    expect(box.caught).to.deep.equal([]);
  });

  it('does not go to a server whose certificate nobody vouches for', async () => {
    box = await openMailbox();
    const mailer = createSmtpMailer({
      server: { host: '127.0.0.1', port: box.port, tls: 'starttls' },
      from: { address: 'clinic@example.net' },
      log,
      now: Date.now,
    });
    expect((await mailer.send(mail)).kind).to.equal('again');
    expect(box.caught).to.deep.equal([]);
  });

  const refusing =
    (status: number, text: string) => (_: unknown, __: unknown, callback: (e: Error) => void) =>
      callback(Object.assign(new Error(text), { responseCode: status }));
  for (const [what, options, expected] of [
    [
      'a mailbox that is not there',
      { onRcptTo: refusing(550, '5.1.1 no such user') },
      { kind: 'refused', why: 'address' },
    ],
    [
      'a mailbox whose owner lets nobody in',
      { onRcptTo: refusing(550, '5.7.1 not you') },
      { kind: 'refused', why: 'message' },
    ],
    ['a mailbox that is full', { onRcptTo: refusing(452, '4.2.2 full') }, { kind: 'again', status: 452 }],
    [
      'a server that does not want us as sender',
      { onMailFrom: refusing(553, 'no') },
      { kind: 'refused', why: 'message' },
    ],
    ['a server that is busy', { onMailFrom: refusing(451, 'later') }, { kind: 'again', status: 451 }],
    [
      'a server that is closing',
      {
        onConnect: (_: unknown, callback: (e: Error) => void) =>
          callback(Object.assign(new Error('bye'), { responseCode: 421 })),
      },
      { kind: 'again', status: 421 },
    ],
  ] as const) {
    it(`is told from ${what}`, async () => {
      box = await openMailbox(options);
      expect(await mailerTo(box).send(mail)).to.deep.equal(expected);
    });
  }

  it('is tried again where our password is not taken: that is ours to mend', async () => {
    box = await openMailbox({
      secure: true,
      onAuth: (_, __, callback) => callback(new Error('no')),
    });
    const login = { user: 'u', password: 'wrong' };
    expect(await mailerTo({ ...box, tls: 'implicit', login }).send(mail)).to.deep.equal({
      kind: 'again',
      status: 535,
    });
  });

  it('was not taken where the server says so after it has come', async () => {
    box = await openMailbox({
      onData: (stream, _, callback) =>
        void stream
          .resume()
          .on('end', () => callback(Object.assign(new Error('spam'), { responseCode: 554 }))),
    });
    expect(await mailerTo(box).send(mail)).to.deep.equal({ kind: 'refused', why: 'message' });
  });

  it('may be tried again where nobody listens', async () => {
    box = await openMailbox();
    const { port } = box;
    await box.close();
    box = undefined;
    expect(await mailerTo({ port }).send(mail)).to.deep.equal({ kind: 'again', status: 0 });
  });

  /** Says one line for each that it is told, and then no more. */
  async function listenUntil(last: string): Promise<number> {
    raw = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      if (last !== 'greeting') socket.write('220 hello\r\n');
      let inData = false;
      socket.on('data', (chunk) => {
        for (const line of String(chunk).split('\r\n').filter(Boolean)) {
          if (inData) continue;
          const verb = line.slice(0, 4).toUpperCase();
          if (verb === last) return;
          if (verb === 'DATA') inData = true;
          socket.write(inData ? '354 go on\r\n' : '250 fine\r\n');
        }
      });
    });
    await new Promise<void>((resolve) => raw?.listen(0, '127.0.0.1', resolve));
    return (raw.address() as AddressInfo).port;
  }

  for (const stage of ['greeting', 'EHLO', 'RCPT', 'DATA'])
    it(`may be tried again where the server falls silent at ${stage}`, async () => {
      const port = await listenUntil(stage);
      expect(await mailerTo({ port }, { withinMs: 150 }).send(mail)).to.deep.equal({
        kind: 'again',
        status: 0,
      });
    });

  it('may have arrived where the server falls silent after it', async () => {
    const port = await listenUntil('nothing');
    expect(await mailerTo({ port }, { withinMs: 150 }).send(mail)).to.deep.equal({ kind: 'unknown' });
  });

  it('goes out beside four others at most', async () => {
    let [open, most] = [0, 0];
    box = await openMailbox({
      onConnect: (_, callback) => {
        open += 1;
        most = Math.max(most, open);
        callback();
      },
      onClose: () => void (open -= 1),
    });
    const mailer = mailerTo(box);
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, at) => mailer.send({ ...mail, to: `s${at}@example.org` })),
    );
    expect(sent.every(({ kind }) => kind === 'sent')).to.equal(true);
    expect(new Set(box.caught.map(({ to }) => to[0])).size).to.equal(12);
    expect(most).to.be.within(2, 6);
  });

  it('leaves no address, subject or word of it in the log', async () => {
    box = await openMailbox({ onRcptTo: refusing(550, '5.1.1 someone@example.org is not here') });
    await mailerTo(box).send(mail);
    expect(lines).to.have.length(1);
    expect(lines.join())
      .to.contain('mail-refused')
      .and.not.match(/example|someone|Gru|dich/);
  });
});
