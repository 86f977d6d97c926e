import { expect } from 'chai';
import { readConfig } from '../src/config.ts';

const settings = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70',
  MicrosoftAppTenantId: '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f',
  MicrosoftAppPassword: 'another-one',
  CHANNELS: 'msteams, DirectLine',
  BASE_URL: 'https://check-in.example.org',
  DIRECT_LINE_SECRET: 'a-secret.of-the-channel',
};
const read = (env: Record<string, string>) => {
  const result = readConfig(env);
  return result.ok ? result.config.azureDirectLine : result.faults.map((fault) => fault.split(':')[0]);
};

describe('The settings of Azure Direct Line', () => {
  it('are none by default', () => {
    expect(read({})).to.equal(undefined);
    expect(read({ ...settings, DIRECT_LINE_SECRET: ' ' })).to.equal(undefined);
  });

  it('need a secret, and name a region', () => {
    const secret = settings.DIRECT_LINE_SECRET;
    expect(read(settings)).to.deep.equal({ secret, origin: 'https://directline.botframework.com' });
    const origin = 'https://europe.directline.botframework.com';
    expect(read({ ...settings, DIRECT_LINE_ENDPOINT: `${origin}/` })).to.deep.equal({ secret, origin });
  });

  it('send the secret to Azure alone', () => {
    for (const endpoint of [
      'http://directline.botframework.com',
      'https://directline.botframework.com.example',
      'https://a.example/directline.botframework.com',
      'https://user@directline.botframework.com',
      'https://directline.botframework.com:444',
      'https://x.y.directline.botframework.com',
    ])
      expect(read({ ...settings, DIRECT_LINE_ENDPOINT: endpoint }), endpoint).to.deep.equal([
        'DIRECT_LINE_ENDPOINT',
      ]);
  });

  it('are of no use without the rest', () => {
    expect(read({ ...settings, BASE_URL: '' })).to.deep.equal(['BASE_URL']);
    expect(read({ ...settings, CHANNELS: 'msteams' })).to.deep.equal(['CHANNELS']);
    expect(read({ ...settings, CHANNELS: '' })).to.deep.equal(['CHANNELS']);
    expect(read({ DIRECT_LINE_SECRET: settings.DIRECT_LINE_SECRET })).to.deep.equal([
      'MicrosoftAppId',
      'BASE_URL',
    ]);
    expect(read({ ...settings, DIRECT_LINE_SECRET: '', DIRECT_LINE_ENDPOINT: 'x' })).to.deep.equal([
      'DIRECT_LINE_SECRET',
    ]);
  });

  it('have their faults named without the value', () => {
    for (const secret of [
      'short',
      'with a blank in the middle',
      'ünd-nothing-beyond-ascii',
      'line\r\nbreak-line-break',
    ]) {
      const result = readConfig({ ...settings, DIRECT_LINE_SECRET: secret });
      expect(result.ok).to.equal(false);
      if (result.ok) continue;
      expect(result.faults).to.have.length(1);
      expect(result.faults[0]).to.match(/^DIRECT_LINE_SECRET: /);
      expect(result.faults[0]).not.to.include(secret);
    }
  });
});
