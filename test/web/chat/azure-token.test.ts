import { expect } from 'chai';
import { createLog } from '../../../src/log.ts';
import { createAzureDirectLine } from '../../../src/web/direct-line/create-azure-direct-line.ts';
import { goodAnswer, openAzureStandIn, respond, type AzureStandIn } from '../../helpers/azure-stand-in.ts';
import { openLine, type Line } from '../../helpers/line.ts';

const secret = 'the-secret-of-the-channel';

describe('The web chat over Azure Direct Line, a local server standing in for it', () => {
  let azure: AzureStandIn;
  let line: Line;
  beforeEach(async () => {
    azure = await openAzureStandIn();
    const log = createLog({ level: 'silent' });
    line = await openLine({ azure: createAzureDirectLine({ secret, origin: azure.origin, log }) });
  });
  afterEach(async () => {
    await line.close();
    await azure.close();
  });

  const ask = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${line.origin}/api/webchat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    expect(text + JSON.stringify([...response.headers])).not.to.include(secret);
    const answered = JSON.parse(text) as Record<string, unknown>;
    return {
      status: response.status,
      body: answered,
      cookie: response.headers.getSetCookie()[0]?.split(';')[0],
    };
  };

  it('opens for an invite with a token of Azure, which speaks for that user from our page alone', async () => {
    const { status, body } = await ask({ invite: await line.invite() });
    expect(status).to.equal(200);
    expect(body).to.include({ ...goodAnswer, domain: `${azure.origin}/v3/directline` });
    expect(body['userId']).to.match(/^dl_[\w-]{20,}$/);
    expect(azure.asked.map((asked) => asked.body)).to.deep.equal([
      { user: { id: body['userId'] }, trustedOrigins: [line.origin] },
    ]);
  });

  it('knows the same user again by the cookie', async () => {
    const first = await ask({ invite: await line.invite() });
    const again = await ask({}, { cookie: first.cookie! });
    expect(again.status).to.equal(200);
    expect(again.body['userId']).to.equal(first.body['userId']);
    expect(azure.asked).to.have.length(2);
    expect(azure.asked[1]!.body).to.deep.equal(azure.asked[0]!.body);
  });

  it('asks nothing of Azure for whoever is not let in', async () => {
    const invite = await line.invite();
    await ask({ invite });
    expect((await ask({ invite })).status).to.equal(403);
    expect((await ask({})).status).to.equal(401);
    expect((await ask({ invite: 'NOSUCHCODE' })).status).to.equal(404);
    expect((await ask({ invite: await line.invite() }, { 'sec-fetch-site': 'cross-site' })).status).to.equal(
      403,
    );
    expect(azure.asked).to.have.length(1);
  });

  it('says that it is not to be had while Azure is not, and the used invite is not lost by it', async () => {
    const { answer } = azure;
    azure.answer = (response) => respond(response, 500);
    const failed = await ask({ invite: await line.invite() });
    expect(failed).to.deep.include({ status: 503, body: { error: { code: 'chat-unavailable' } } });
    azure.answer = answer;
    const again = await ask({}, { cookie: failed.cookie! });
    expect(again.status).to.equal(200);
    expect(azure.asked[1]!.body).to.deep.equal(azure.asked[0]!.body);
  });

  it('lets the page reach Azure, and nothing else beside ourselves', async () => {
    const { headers } = await fetch(`${line.origin}/chat`);
    const connect = /connect-src ([^;]*)/.exec(headers.get('content-security-policy')!)?.[1];
    expect(connect).to.equal(`'self' ${azure.origin} ${azure.origin.replace('http:', 'ws:')}`);
  });
});
