import { expect } from 'chai';
import type { ServerResponse } from 'node:http';
import { createLog } from '../../../src/log.ts';
import { createAzureDirectLine } from '../../../src/web/direct-line/create-azure-direct-line.ts';
import { goodAnswer, openAzureStandIn, respond, type AzureStandIn } from '../../helpers/azure-stand-in.ts';

const secret = 'the-secret-of-the-channel';
const given = { userId: 'dl_somebody', trustedOrigin: 'https://check-in.example.org' };

describe('Azure Direct Line, a local server standing in for it', () => {
  let azure: AzureStandIn;
  let logged: string;
  beforeEach(async () => {
    azure = await openAzureStandIn();
    logged = '';
  });
  afterEach(async () => {
    await azure.close();
    expect(logged).not.to.include(secret);
    expect(logged).not.to.include(given.userId);
  });

  const ask = (patienceMs?: number) => {
    const log = createLog({ level: 'debug', destination: { write: (line) => void (logged += line) } });
    const options = { secret, origin: azure.origin, log, ...(patienceMs !== undefined && { patienceMs }) };
    return createAzureDirectLine(options).issueToken(given);
  };

  it('is asked for a token of one user, for the pages of one origin, with the secret in a header', async () => {
    const { token, conversationId } = goodAnswer;
    expect(await ask()).to.deep.equal({ ok: true, token, conversationId, expiresIn: 1800 });
    expect(azure.asked).to.deep.equal([
      {
        method: 'POST',
        url: '/v3/directline/tokens/generate',
        authorization: `Bearer ${secret}`,
        body: { user: { id: 'dl_somebody' }, trustedOrigins: ['https://check-in.example.org'] },
      },
    ]);
    expect(logged).to.equal('');
  });

  for (const status of [401, 403])
    it(`refuses a secret with ${status}, which the log says as an error`, async () => {
      azure.answer = (response) => respond(response, status);
      expect(await ask()).to.deep.equal({ ok: false, reason: 'refused' });
      expect(JSON.parse(logged)).to.include({ event: 'azure-direct-line-refused', status, level: 50 });
    });

  for (const status of [400, 404, 429, 500, 503])
    it(`gives no token with ${status}`, async () => {
      azure.answer = (response) => respond(response, status);
      expect(await ask()).to.deep.equal({ ok: false, reason: 'unavailable' });
      expect(JSON.parse(logged)).to.include({ event: 'azure-direct-line-unavailable', status });
    });

  const answers: Record<string, (response: ServerResponse) => unknown> = {
    'no JSON': (response) => response.end('<p>'),
    'no token': (response) => response.end(JSON.stringify({ ...goodAnswer, token: '' })),
    'no conversation': (response) => response.end(JSON.stringify({ ...goodAnswer, conversationId: 1 })),
    'no end of the token': (response) => response.end(JSON.stringify({ ...goodAnswer, expires_in: null })),
    'the secret itself': (response) => response.end(JSON.stringify({ ...goodAnswer, token: `x${secret}` })),
    'a flood': (response) => response.end(JSON.stringify({ ...goodAnswer, more: 'x'.repeat(70_000) })),
    'half of what it announced': (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{', () => response.destroy());
    },
  };
  for (const [name, answer] of Object.entries(answers))
    it(`gives no token by answering ${name}`, async () => {
      azure.answer = (response) => void answer(response);
      expect(await ask()).to.deep.equal({ ok: false, reason: 'unavailable' });
    });

  it('does not get the secret carried to another address', async () => {
    const other = await openAzureStandIn();
    azure.answer = (response) => respond(response, 307, { headers: { location: `${other.origin}/` } });
    expect(await ask()).to.deep.equal({ ok: false, reason: 'unavailable' });
    expect(other.asked).to.deep.equal([]);
    await other.close();
  });

  it('is waited for no longer than was said', async () => {
    azure.answer = () => undefined;
    expect(await ask(50)).to.deep.equal({ ok: false, reason: 'unavailable' });
  });

  it('is no more to be had when nobody listens', async () => {
    await azure.close();
    expect(await ask()).to.deep.equal({ ok: false, reason: 'unavailable' });
  });
});
