import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { readBotCredentials } from '../src/read-bot-credentials.ts';

const appId = '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70';
const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
const thumbprint = 'A1'.repeat(20);
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const single = { MicrosoftAppType: 'SingleTenant', MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId };
const withSecret = { ...single, MicrosoftAppPassword: 'secret' };
const withCertificate = {
  ...single,
  CertificateThumbprint: thumbprint,
  CertificatePrivateKey: String(privateKey),
};
const identity = { ...single, MicrosoftAppType: 'UserAssignedMSI' };

describe('the credentials of the bot', () => {
  it('are none when none is given', () => {
    expect(readBotCredentials({ MicrosoftAppId: '', MicrosoftAppPassword: ' ' })).to.deep.equal({ ok: true });
  });

  for (const [what, env, credentials] of [
    ['a secret', withSecret, { kind: 'secret', secret: 'secret' }],
    [
      'a certificate',
      withCertificate,
      { kind: 'certificate', thumbprint, privateKey: String(privateKey).trim() },
    ],
    [
      'a certificate on one line',
      { ...withCertificate, CertificatePrivateKey: String(privateKey).trim().replaceAll('\n', '\\n') },
      { kind: 'certificate', thumbprint, privateKey: String(privateKey).trim() },
    ],
    ['a managed identity', identity, { kind: 'identity' }],
    ['a type in other letters', { ...identity, MicrosoftAppType: 'userassignedmsi' }, { kind: 'identity' }],
    [
      'ids in capitals',
      { ...withSecret, MicrosoftAppId: appId.toUpperCase() },
      { kind: 'secret', secret: 'secret' },
    ],
  ] as const)
    it(`may be ${what}`, () => {
      expect(readBotCredentials(env)).to.deep.equal({
        ok: true,
        credentials: { appId, tenantId, ...credentials },
      });
    });

  for (const [what, env, names] of [
    ['an id alone', { MicrosoftAppId: appId }, ['MicrosoftAppTenantId', 'MicrosoftAppType']],
    [
      'a secret alone',
      { MicrosoftAppPassword: 'x' },
      ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType'],
    ],
    ['no proof', single, ['MicrosoftAppPassword']],
    ['an id that is none', { ...withSecret, MicrosoftAppId: 'private-name' }, ['MicrosoftAppId']],
    [
      'a directory by its name',
      { ...withSecret, MicrosoftAppTenantId: 'x.onmicrosoft.com' },
      ['MicrosoftAppTenantId'],
    ],
    ['a multi-tenant bot', { ...withSecret, MicrosoftAppType: 'MultiTenant' }, ['MicrosoftAppType']],
    ['an unknown type', { ...withSecret, MicrosoftAppType: 'private-name' }, ['MicrosoftAppType']],
    [
      'a secret beside a certificate',
      { ...withCertificate, MicrosoftAppPassword: 'x' },
      ['MicrosoftAppPassword'],
    ],
    [
      'a thumbprint without its key',
      { ...single, CertificateThumbprint: thumbprint },
      ['CertificatePrivateKey'],
    ],
    [
      'a key without its thumbprint',
      { ...withCertificate, CertificateThumbprint: '' },
      ['CertificateThumbprint'],
    ],
    [
      'a key that is none',
      { ...withCertificate, CertificatePrivateKey: 'private-name' },
      ['CertificatePrivateKey'],
    ],
    ['an identity with a secret', { ...identity, MicrosoftAppPassword: 'x' }, ['MicrosoftAppPassword']],
    [
      'an identity with a certificate',
      { ...identity, CertificateThumbprint: 'x' },
      ['CertificateThumbprint'],
    ],
  ] as const)
    it(`may not be ${what}: it says so by the setting's name, without its value`, () => {
      const read = readBotCredentials(env);
      const faults = read.ok ? [] : read.faults;
      expect(faults.map((fault) => fault.split(':')[0])).to.have.members([...names]);
      expect(faults.join('\n')).not.to.match(/private-name|onmicrosoft/);
    });
});
