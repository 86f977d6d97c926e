import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { expect } from 'chai';
import { exportJWK, generateKeyPair } from 'jose';
import { fetchSigningKeys } from '../../../src/web/door/fetch-signing-keys.ts';
import { issuer } from '../../../src/web/door/issuer.ts';
import { makeKey, openTokenAuthority, type TokenAuthority } from '../../helpers/token-authority.ts';

describe('the published keys', () => {
  let authority: TokenAuthority;
  let other: Server | undefined;
  beforeEach(async () => {
    authority = await openTokenAuthority();
  });
  afterEach(async () => {
    other?.close();
    other?.closeAllConnections();
    other = undefined;
    await authority.close();
  });
  const names = async () => (await fetchSigningKeys(authority.openIdMetadataUrl)).map(({ kid }) => kid);
  const fails = async (url: string, options = {}) => {
    const outcome = await fetchSigningKeys(url, options).then(
      () => 'read',
      () => 'failed',
    );
    expect(outcome).to.equal('failed');
  };
  const serve = async (listener: RequestListener): Promise<string> => {
    other = createServer(listener);
    await new Promise<void>((resolve) => other?.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  };

  it('are those of RSA for signatures; what else is published is passed over', async () => {
    const good = await makeKey('good', ['msteams']);
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const elliptic = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
    const { jwk } = good;
    authority.publish(
      { jwk: { ...weak, kid: 'weak' } },
      { jwk: { ...elliptic, kid: 'elliptic' } },
      { jwk: { ...jwk, kid: 'for encryption', use: 'enc' } },
      { jwk: { ...jwk, kid: 'for RS512', alg: 'RS512' } },
      { jwk: { ...jwk, kid: '' } },
      { jwk: { ...jwk, kid: 'odd', n: '!' } },
      { jwk: { kty: 'oct', kid: 'shared', k: 'AAAA' } },
      good,
    );
    expect(await names()).to.deep.equal(['good']);
  });

  it('that endorse no channel sign for none', async () => {
    authority.publish(await makeKey('bare'));
    const [key] = await fetchSigningKeys(authority.openIdMetadataUrl);
    expect(key?.endorsements).to.deep.equal(new Set());
  });

  it('are at most a hundred', async () => {
    const { jwk } = await makeKey('one');
    authority.publish(...Array.from({ length: 101 }, (_, n) => ({ jwk: { ...jwk, kid: `${n}` } })));
    await fails(authority.openIdMetadataUrl);
  });

  it('are not waited for without end', async () => {
    authority.misbehave({ hang: true });
    await fails(authority.openIdMetadataUrl, { patienceMs: 20 });
  });

  it('are not looked for where the authority sends one on to', async () => {
    const good = await makeKey('good');
    let followed = 0;
    const origin = await serve((request, response) => {
      if (request.url === '/openid') response.writeHead(302, { location: '/elsewhere' });
      else followed += 1;
      response.end(
        JSON.stringify(
          request.url === '/keys' ? { keys: [good.jwk] } : { issuer, jwks_uri: `${origin}/keys` },
        ),
      );
    });
    await fails(`${origin}/openid`);
    expect(followed).to.equal(0);
  });
});
