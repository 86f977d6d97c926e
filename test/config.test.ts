import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { readConfig } from '../src/config.ts';

const faultsOf = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.faults.map((fault) => fault.split(':')[0] ?? '');
};

describe('the configuration', () => {
  it('has a default for everything, the same as .env.example says', async () => {
    const example = Object.fromEntries(
      (await readFile('.env.example', 'utf8'))
        .split('\n')
        .filter((line) => /^[A-Za-z_]+=/.test(line))
        .map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
    );
    const [bare, written] = [readConfig({}), readConfig(example)];
    expect(bare.ok).to.equal(true);
    expect(written).to.deep.equal(bare);
  });

  it('names every fault at once, and no value', () => {
    const read = readConfig({
      PORT: 'secret-99999',
      BASE_URL: 'ftp://secret',
      CLINIC_TIME_ZONE: 'Secret/Nowhere',
      INVITE_DAYS: '0',
    });
    const text = read.ok ? '' : read.faults.join('\n');
    expect(
      faultsOf({ PORT: '99999', BASE_URL: 'ftp://x', CLINIC_TIME_ZONE: 'X/Y', INVITE_DAYS: '0' }),
    ).to.have.members(['PORT', 'BASE_URL', 'CLINIC_TIME_ZONE', 'INVITE_DAYS']);
    expect(text).not.to.match(/secret/i);
  });

  it('takes an empty setting as not given', () => {
    expect(readConfig({ PORT: '', BASE_URL: ' ' })).to.deep.equal(readConfig({}));
  });

  it('does not start in production, with or without credentials', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).to.include.members([
      'MicrosoftAppId',
      'MicrosoftAppType',
      'MicrosoftAppTenantId',
    ]);
    expect(
      faultsOf({
        NODE_ENV: 'production',
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppId: 'a',
        MicrosoftAppPassword: 'b',
        MicrosoftAppTenantId: 'c',
      }),
    ).to.deep.equal(['NODE_ENV']);
  });

  for (const host of ['0.0.0.0', '::', '192.168.1.4', 'clinic.example']) {
    it(`does not listen on ${host} without credentials`, () => {
      expect(faultsOf({ HOST: host })).to.deep.equal(['HOST']);
    });
  }
});
