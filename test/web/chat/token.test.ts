import { expect } from 'chai';
import { openLine, type Line } from '../../helpers/line.ts';

interface Answer {
  token: string;
  conversationId: string;
  userId: string;
  domain: string;
  error: { code: string };
}

const attempt = 'a-secret-of-this-page-1234';

describe('POST /api/webchat/token', () => {
  let line: Line;
  beforeEach(async () => {
    line = await openLine();
  });
  afterEach(() => line.close());

  const ask = async (body?: unknown, given: { cookie?: string; headers?: Record<string, string> } = {}) => {
    const response = await fetch(`${line.origin}/api/webchat/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(given.cookie && { cookie: given.cookie }),
        ...given.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie()[0];
    const answered = (await response.json()) as Answer;
    return { status: response.status, body: answered, set, cookie: set?.split(';')[0] };
  };
  const code = async (answer: ReturnType<typeof ask>) => {
    const { status, body, set } = await answer;
    expect(set).to.equal(undefined);
    return [status, body.error.code];
  };

  it('opens the chat for an invite, once', async () => {
    const invite = await line.invite();
    const { status, body, set } = await ask({ invite });
    expect(status).to.equal(200);
    expect(Object.keys(body)).to.deep.equal(['token', 'conversationId', 'userId', 'domain', 'expires_in']);
    expect(body).to.include({ conversationId: 'client-1', domain: `${line.origin}/v3/directline` });
    expect(body.userId).to.match(/^dl_[\w-]{20,}$/);
    expect(set).to.match(/^chat=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    expect(await code(ask({ invite }))).to.deep.equal([403, 'invite-used']);

    const posted = await fetch(`${body.domain}/conversations/client-1/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' },
      body: '{"type":"message","text":"x","from":{"id":"dl_other"}}',
    });
    expect(posted.status).to.equal(200);
    expect(line.bot.received[0]!.from.id).to.equal(body.userId);
  });

  it('takes a code as people write it', async () => {
    const invite = await line.invite();
    const written = `${invite.slice(0, 5)}-${invite.slice(5)}`.toLowerCase();
    expect((await ask({ invite: ` ${written} ` })).status).to.equal(200);
  });

  it('says why an invite does not open it', async () => {
    expect(await code(ask())).to.deep.equal([401, 'no-session']);
    expect(await code(ask({}))).to.deep.equal([401, 'no-session']);
    expect(await code(ask({}, { cookie: 'chat=junk' }))).to.deep.equal([401, 'no-session']);
    for (const invite of ['NOSUCHCODE', '../../etc', '💥', ' ']) {
      expect(await code(ask({ invite }))).to.deep.equal([404, 'invite-unknown']);
    }
    for (const body of [
      { invite: '' },
      { invite: 5 },
      [],
      'x',
      { invite: 'x'.repeat(200) },
      { attempt: 'short' },
    ]) {
      expect(await code(ask(body))).to.deep.equal([400, 'bad-request']);
    }
    const invite = await line.invite();
    line.ahead = 4 * 86_400_000;
    expect(await code(ask({ invite }))).to.deep.equal([410, 'invite-expired']);
  });

  it('lets a device back in by its cookie, with its invite or without, and renews the cookie', async () => {
    const invite = await line.invite();
    const first = await ask({ invite });
    line.ahead = 5 * 86_400_000;
    for (const body of [undefined, {}, { invite }, { invite: await line.invite() }]) {
      const again = await ask(body, { cookie: first.cookie! });
      expect(again.status).to.equal(200);
      expect(again.body).to.include({ userId: first.body.userId, conversationId: 'client-1' });
      expect(again.cookie).to.equal(first.cookie);
    }
  });

  it('forgets a device that was away for half a year', async () => {
    const { cookie } = await ask({ invite: await line.invite() });
    line.ahead = 170 * 86_400_000;
    expect((await ask({}, { cookie: cookie! })).status).to.equal(200);
    line.ahead = 340 * 86_400_000;
    expect((await ask({}, { cookie: cookie! })).status).to.equal(200);
    line.ahead = 540 * 86_400_000;
    expect(await code(ask({}, { cookie: cookie! }))).to.deep.equal([401, 'no-session']);
  });

  it('makes a new user of a device that comes with an invite for somebody else', async () => {
    const first = await ask({ invite: await line.invite('client-1') });
    const second = await ask({ invite: await line.invite('client-2') }, { cookie: first.cookie! });
    expect(second.body.conversationId).to.equal('client-2');
    expect(second.body.userId).not.to.equal(first.body.userId);
    expect(second.cookie).not.to.equal(first.cookie);
    expect((await ask({}, { cookie: second.cookie! })).body.conversationId).to.equal('client-2');
  });

  it('opens no chat of this device for a used invite of somebody else', async () => {
    const first = await ask({ invite: await line.invite('client-1') });
    const invite = await line.invite('client-2');
    await ask({ invite });
    expect(await code(ask({ invite }, { cookie: first.cookie! }))).to.deep.equal([403, 'invite-used']);
  });

  it('opens nothing when the record is gone', async () => {
    const { cookie } = await ask({ invite: await line.invite() });
    const stored = (await line.store.clients.get('client-1', 'client-1'))!;
    await line.store.clients.remove('client-1', 'client-1', stored.etag);
    expect(await code(ask({}, { cookie: cookie! }))).to.deep.equal([410, 'conversation-ended']);
  });

  it('gives a page that lost the first answer the same again', async () => {
    const invite = await line.invite();
    const lost = await ask({ invite, attempt });
    const again = await ask({ invite, attempt });
    expect(again.body.userId).to.equal(lost.body.userId);
    expect(await code(ask({ invite, attempt: attempt.replace('1', '2') }))).to.deep.equal([
      403,
      'invite-used',
    ]);
    const other = await ask({ invite: await line.invite('client-2'), attempt });
    expect(other.body.conversationId).to.equal('client-2');
  });

  it('leaves an invite alone that another site sends', async () => {
    const invite = await line.invite();
    const theirs: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of theirs) {
      expect(await code(ask({ invite }, { headers }))).to.deep.equal([403, 'other-site']);
    }
    expect((await ask({ invite })).status).to.equal(200);
  });

  it('lets the cookie stand for a token at Direct Line, but not for another site', async () => {
    const { cookie, body } = await ask({ invite: await line.invite() });
    const generate = (headers: Record<string, string>) =>
      fetch(`${line.origin}/v3/directline/tokens/generate`, { method: 'POST', headers });
    const made = (await (await generate({ cookie: cookie! })).json()) as Answer;
    expect(made.conversationId).to.equal('client-1');
    const claims = JSON.parse(atob(made.token.split('.')[1]!));
    expect(claims.user).to.equal(body.userId);
    expect((await generate({ cookie: cookie!, 'sec-fetch-site': 'cross-site' })).status).to.equal(401);
  });
});

describe('POST /api/webchat/token under a public URL', () => {
  it('binds the cookie to https and names the public address', async () => {
    const line = await openLine({ baseUrl: 'https://chat.example.org' });
    const response = await fetch(`${line.origin}/api/webchat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://chat.example.org' },
      body: JSON.stringify({ invite: await line.invite() }),
    });
    expect(((await response.json()) as Answer).domain).to.equal('https://chat.example.org/v3/directline');
    expect(response.headers.getSetCookie()[0]).to.match(/^__Host-chat=.*; Path=\/; .*Secure$/);
    await line.close();
  });
});
