import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { makeForgeries, type Forgeries } from './forge.ts';
import { openDoor, teamsMessage, type OpenDoor } from './open-door.ts';

const times = 25;

describe('the door refuses', () => {
  let open: OpenDoor;
  let forgeries: Forgeries;
  let lure: Server;
  let lured = 0;
  const called = new Set<string>();
  const note = (message: unknown) => called.add(originOf(message));
  const channels = ['undici:request:create', 'http.client.request.start'];

  before(async () => {
    open = await openDoor();
    lure = createServer((_request, response) => {
      lured += 1;
      response.end('{"keys":[]}');
    });
    await new Promise<void>((resolve) => lure.listen(0, '127.0.0.1', resolve));
    const address = lure.address();
    forgeries = await makeForgeries(open, `http://127.0.0.1:${typeof address === 'object' && address?.port}`);
    for (const channel of channels) subscribe(channel, note);
  });
  after(async () => {
    for (const channel of channels) unsubscribe(channel, note);
    lure.close();
    await open.close();
  });

  const refuses = (kind: 'unsigned' | 'misdirected', status: number) => async () => {
    for (const [name, forge] of Object.entries(forgeries[kind]))
      for (let n = 0; n < times; n += 1) {
        const { authorization, activity = teamsMessage() } = await forge(n);
        const response = await open.post(activity, authorization);
        expect(response.status, `${name}, number ${n}`).to.equal(status);
        const answer = (await response.json()) as { error: object };
        expect(Object.keys(answer.error), name).to.deep.equal(['code']);
      }
  };

  it(`what nobody vouches for, in each of its kinds ${times} times`, refuses('unsigned', 401)).timeout(
    120_000,
  );
  it(
    `what is genuine and not for this bot, in each of its kinds ${times} times`,
    refuses('misdirected', 403),
  ).timeout(120_000);

  it('so much of it that there are forty kinds and more', () => {
    const { unsigned, misdirected } = forgeries;
    expect(Object.keys({ ...unsigned, ...misdirected })).to.have.length.above(40);
  });

  it('all of it before the bot, with requests to the authority and to nobody else', async () => {
    expect(open.received).to.have.length(0);
    expect(lured).to.equal(0);
    const own = new URL((await open.post(teamsMessage())).url).origin;
    expect([...called].toSorted()).to.deep.equal(
      [own, new URL(open.authority.openIdMetadataUrl).origin].toSorted(),
    );
  });

  it('none of what is genuine in between', async () => {
    const response = await open.post(teamsMessage(), `Bearer ${await open.token()}`);
    expect(response.status).to.equal(200);
    expect(open.received).to.have.length(1);
  });

  it('with a few lines in the log, and nothing of the tokens in them', () => {
    const lines = open.logged.filter((line) => line.includes('message-refused'));
    expect(lines).to.have.length.within(5, 40);
    expect(open.logged.join('')).not.to.match(/eyJ|trafficmanager|evil\.example/);
  });
});

function originOf(message: unknown): string {
  const { request } = message as { request: { origin?: string; protocol?: string; host?: string } };
  return request.origin ?? `${request.protocol}//${request.host}`;
}
