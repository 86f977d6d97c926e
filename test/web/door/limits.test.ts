import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { createMessageLimits } from '../../../src/web/door/create-message-limits.ts';
import { createRateLimit } from '../../../src/web/door/create-rate-limit.ts';
import { noteRefusals } from '../../../src/web/door/note-refusals.ts';
import { openChat } from '../../helpers/chat.ts';
import { openDoor, tenantId, teamsMessage, type OpenDoor } from './open-door.ts';

describe('a rate limit', () => {
  it('lets a burst through, then so many a second, and says how long to wait', () => {
    let now = 0;
    const limit = createRateLimit({ burst: 3, perSecond: 2, clock: () => now });
    expect([1, 2, 3, 4].map(() => limit.take('a'))).to.deep.equal([0, 0, 0, 500]);
    expect(limit.take('b')).to.equal(0);
    now = 250;
    expect(limit.take('a')).to.equal(250);
    now = 500;
    expect([limit.take('a'), limit.take('a')]).to.deep.equal([0, 500]);
    now = 1_000_000;
    expect([1, 2, 3, 4].map(() => limit.take('a'))).to.deep.equal([0, 0, 0, 500]);
  });

  it('knows a bounded number of senders, those heard of last', () => {
    const limit = createRateLimit({ burst: 1, perSecond: 1, most: 2, clock: () => 0 });
    for (const sender of ['a', 'b', 'a', 'c']) limit.take(sender);
    expect(limit.take('a')).to.equal(1000);
    expect(limit.take('b')).to.equal(0);
  });

  it('gives nobody more when the clock is set back', () => {
    let now = 10_000;
    const limit = createRateLimit({ burst: 1, perSecond: 1, clock: () => now });
    limit.take('a');
    now = 0;
    expect(limit.take('a')).to.equal(1000);
  });
});

describe('what refusals leave in the log', () => {
  it('is a line at once, and one a minute with their number', () => {
    let now = 0;
    const lines: unknown[] = [];
    const log = { warn: (...line: unknown[]) => void lines.push(line) };
    const note = noteRefusals({ log, clock: () => now });
    for (let n = 0; n < 100; n += 1) note('token');
    note('tenant');
    now = 60_000;
    note('token');
    expect(lines).to.deep.equal([
      ['message-refused', { code: 'token', count: 1 }],
      ['message-refused', { code: 'tenant', count: 1 }],
      ['message-refused', { code: 'token', count: 100 }],
    ]);
  });
});

describe('behind the door', () => {
  let open: OpenDoor;
  afterEach(() => open.close());
  const few = { burst: 2, perSecond: 1 };
  const many = { burst: 1000, perSecond: 1 };
  const post = async (more: object = {}) =>
    open.post({ ...teamsMessage(), ...more }, `Bearer ${await open.token()}`);
  const from = (n: number) => ({ from: { id: `29:${n}`, aadObjectId: `person-${n}` } });

  it('one person who writes too fast is answered 429, and others are heard', async () => {
    const rates = { user: few, tenant: many, address: many };
    open = await openDoor({ limits: createMessageLimits({ rates, clock: () => 0 }) });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await post(from(1))).status);
    const response = await post(from(1));
    expect(statuses).to.deep.equal([200, 200, 429]);
    expect([response.status, response.headers.get('retry-after')]).to.deep.equal([429, '1']);
    expect(await response.json()).to.deep.equal({ error: { code: 'too-many' } });
    expect((await post(from(2))).status).to.equal(200);
  });

  for (const kind of ['tenant', 'address'] as const)
    it(`all of one ${kind} together have a limit too`, async () => {
      const rates = { user: many, tenant: many, address: many, [kind]: few };
      open = await openDoor({ limits: createMessageLimits({ rates, clock: () => 0 }) });
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await post(from(n))).status);
      expect(statuses).to.deep.equal([200, 200, 429, 429]);
    });

  it('the safety screen reads what comes too fast, and the bot takes it for nothing else', async () => {
    open = await openDoor({ limits: { take: () => 700 } });
    expect((await post({ text: 'words', membersAdded: [{ id: 'me' }] })).status).to.equal(429);
    expect(
      (await post({ type: 'invoke', name: 'x', text: undefined, value: { note: 'more' } })).status,
    ).to.equal(429);
    expect((await post({ type: 'conversationUpdate', text: undefined })).status).to.equal(429);
    expect(open.received.map(({ name, text, membersAdded }) => [name, text, membersAdded])).to.deep.equal([
      ['refused', 'words', []],
      ['refused', undefined, []],
    ]);
  });

  it('words of danger that come too fast are answered and raise an alert, once', async () => {
    const chat = await openChat();
    try {
      open = await openDoor({
        limits: { take: () => 700 },
        async receive(activity) {
          // the same words, on a channel that answers on this machine
          const { type, id, name, text } = activity;
          await chat.send({ type, text, ...(id && { id }), ...(name && { name }) });
          return undefined;
        },
      });
      for (let n = 0; n < 2; n += 1) expect((await post({ text: 'I want to die' })).status).to.equal(429);
      expect((await post({ text: 'hello' })).status).to.equal(429);
      const { alerts } = (await chat.document()).client;
      expect(alerts.flatMap(({ evidence }) => evidence)).to.have.length(1);
      expect(chat.said[0]?.text).to.contain('116 123');
      expect(chat.said.filter(({ text }) => !text.includes('116 123'))).to.deep.equal([]);
    } finally {
      await chat.close();
    }
  });

  it('what strangers send counts for nobody', async () => {
    const rates = { user: few, tenant: few, address: few };
    open = await openDoor({ limits: createMessageLimits({ rates, clock: () => 0 }) });
    for (let n = 0; n < 20; n += 1)
      expect((await open.post(teamsMessage(), 'Bearer a.b.c')).status).to.equal(401);
    expect((await post()).status).to.equal(200);
  });

  it('a message that takes too long is answered all the same', async () => {
    open = await openDoor({ answerMs: 1, receive: () => new Promise(() => undefined) });
    const response = await post();
    expect(response.status).to.equal(503);
    expect(open.logged.join('')).to.include('message-answered-late');
  });

  it('a bot that fails says nothing of why', async () => {
    open = await openDoor({ receive: () => Promise.reject(new Error('I drank again')) });
    const response = await post();
    expect(response.status).to.equal(500);
    expect((await response.text()) + open.logged.join('')).not.to.include('drank');
  });

  it('what never comes to its end is answered 408 and reaches nobody', async () => {
    open = await openDoor({ bodyMs: 20 });
    const socket = connect(open.port, '127.0.0.1');
    const head = ['POST /api/messages HTTP/1.1', 'host: localhost', 'content-type: application/json'];
    socket.write([...head, 'content-length: 100', '', '{"type": '].join('\r\n'));
    const [answered] = await once(socket, 'data');
    expect(String(answered)).to.match(/^HTTP\/1\.1 408 /u);
    socket.destroy();
    expect(open.received).to.have.length(0);
  });

  it('an activity of the wrong form is answered 400 with the names of its fields', async () => {
    open = await openDoor();
    for (const [more, fields] of [
      [{ type: 5 }, ['type']],
      [{ from: undefined, conversation: { id: 7 } }, ['conversation.id', 'from']],
      [{ from: { id: 'a', aadObjectId: ['b'] } }, ['from.aadObjectId']],
      [{ conversation: { id: 'c', tenantId, isGroup: 'no' } }, ['conversation.isGroup']],
    ] as const) {
      const response = await post(more);
      expect(response.status).to.equal(400);
      expect(await response.json()).to.deep.equal({ error: { code: 'bad-activity', fields } });
    }
    expect(open.received).to.have.length(0);
  });

  it('what is odd with the rest is left out, and the words get through', async () => {
    open = await openDoor();
    expect((await post({ locale: 5, attachments: 'none', membersAdded: {} })).status).to.equal(200);
    expect(open.received[0]).to.include({ text: 'hello' });
    expect(open.received[0]?.locale).to.equal(undefined);
  });
});
