import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { readConfig } from '../src/config.ts';
import { helplineCountries } from '../src/safety/helpline-table.ts';

const faultsOf = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.faults.map((fault) => fault.split(':')[0] ?? '');
};

const other = '11111111-2222-4333-8444-555555555555';
const credentials = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70',
  MicrosoftAppTenantId: '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f',
  MicrosoftAppPassword: 'secret',
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
      COSMOS_ENDPOINT: 'http://secret.example',
      COSMOS_KEY: 'secret key',
      COSMOS_DATABASE: 'secret/name',
      AUDIT_KEY: Buffer.from('secret').toString('base64'),
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

  const production = {
    ...credentials,
    NODE_ENV: 'production',
    COUNTRIES: 'FR',
    LANGUAGES: 'fr=Dr Example',
    BASE_URL: 'https://check-in.example',
    OIDC_ISSUER: 'https://login.example/',
    OIDC_CLIENT_ID: 'workspace',
    OIDC_THERAPISTS: 'Therapist',
  };

  it('starts in production with all that it needs, and not without any of it', () => {
    expect(faultsOf(production)).to.deep.equal([]);
    expect(faultsOf({ NODE_ENV: 'production' })).to.have.members([
      'MicrosoftAppId',
      'COUNTRIES',
      'LANGUAGES',
      'OIDC_ISSUER',
      'BASE_URL',
    ]);
    for (const name of ['COUNTRIES', 'LANGUAGES', 'BASE_URL', 'OIDC_CLIENT_ID', 'OIDC_THERAPISTS'] as const)
      expect(faultsOf({ ...production, [name]: '' }), name).to.include(name);
    expect(faultsOf({ ...production, BASE_URL: 'http://localhost:3978' })).to.deep.equal(['BASE_URL']);
  });

  describe('of the bot', () => {
    const botOf = (env: Record<string, string>) => {
      const read = readConfig(env);
      return read.ok && read.config.bot;
    };

    it('is none without credentials', () => {
      expect(botOf({ CHANNELS: 'webchat' })).to.equal(undefined);
    });

    it('takes Teams and its own directory where nothing else is said', () => {
      expect(botOf(credentials)).to.deep.equal({
        credentials: {
          kind: 'secret',
          appId: credentials.MicrosoftAppId,
          tenantId: credentials.MicrosoftAppTenantId,
          secret: 'secret',
        },
        channels: ['msteams'],
        tenants: [credentials.MicrosoftAppTenantId],
      });
      expect(botOf({ ...credentials, CHANNELS: 'msteams, WebChat', TENANTS: other })).to.deep.include({
        channels: ['msteams', 'webchat'],
        tenants: [other],
      });
    });

    it('has its faults named beside all others', () => {
      expect(
        faultsOf({ ...credentials, MicrosoftAppId: 'x', CHANNELS: 'emulator,x', TENANTS: 'x', PORT: 'x' }),
      ).to.have.members(['MicrosoftAppId', 'CHANNELS', 'TENANTS', 'PORT']);
    });

    it('may be reached from elsewhere, since its door is locked', () => {
      expect(faultsOf({ ...credentials, HOST: '0.0.0.0' })).to.deep.equal([]);
    });
  });

  it('offers the countries that the clinic names, in its order, and all with helplines otherwise', () => {
    const countriesOf = (env: Record<string, string>) => {
      const read = readConfig(env);
      return read.ok && read.config.countries;
    };
    expect(countriesOf({ COUNTRIES: ' pt, FR,PT' })).to.deep.equal(['PT', 'FR']);
    expect(countriesOf({})).to.deep.equal(helplineCountries);
    for (const COUNTRIES of ['ZZ', 'FR,', 'FR;PT', 'other', 'toString'])
      expect(faultsOf({ COUNTRIES })).to.deep.equal(['COUNTRIES']);
  });

  for (const host of ['0.0.0.0', '::', '192.168.1.4', 'clinic.example']) {
    it(`does not listen on ${host} without credentials`, () => {
      expect(faultsOf({ HOST: host })).to.deep.equal(['HOST']);
    });
  }

  describe('of the store', () => {
    const auditKey = Buffer.alloc(32, 7).toString('base64');
    const storeOf = (env: Record<string, string>) => {
      const read = readConfig(env);
      return read.ok ? read.config.store : read.faults;
    };

    it('is the data folder unless there is an address of Cosmos DB', () => {
      expect(storeOf({ DATA_DIR: '/d', AUDIT_KEY: auditKey })).to.deep.equal({
        kind: 'sqlite',
        directory: '/d',
      });
      expect(
        storeOf({ COSMOS_ENDPOINT: 'https://name.documents.azure.com:443/', AUDIT_KEY: auditKey }),
      ).to.deep.equal({
        kind: 'cosmos',
        endpoint: 'https://name.documents.azure.com',
        database: 'alliance-checkin',
      });
      expect(
        storeOf({
          COSMOS_ENDPOINT: 'http://127.0.0.1:8081',
          COSMOS_KEY: 'a2V5',
          COSMOS_DATABASE: 'other',
          AUDIT_KEY: auditKey,
        }),
      ).to.deep.equal({
        kind: 'cosmos',
        endpoint: 'http://127.0.0.1:8081',
        database: 'other',
        key: 'a2V5',
      });
    });

    for (const endpoint of [
      'name.documents.azure.com',
      'http://name.documents.azure.com',
      'ftp://127.0.0.1',
      'https://user:password@name.documents.azure.com',
      'https://name.documents.azure.com/path',
      'https://name.documents.azure.com/?key=1',
    ]) {
      it(`is not at ${endpoint}`, () => {
        expect(faultsOf({ COSMOS_ENDPOINT: endpoint, AUDIT_KEY: auditKey })).to.deep.equal([
          'COSMOS_ENDPOINT',
        ]);
      });
    }

    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      it(`may be an emulator at http://${host}`, () => {
        expect(storeOf({ COSMOS_ENDPOINT: `http://${host}:1`, AUDIT_KEY: auditKey })).to.include({
          endpoint: `http://${host}:1`,
        });
      });
    }

    it('in Cosmos DB needs the key of the audit trail, which its instances share', () => {
      expect(faultsOf({ COSMOS_ENDPOINT: 'https://a.example' })).to.deep.equal(['AUDIT_KEY']);
    });

    it('is never a file because the address was forgotten', () => {
      expect(faultsOf({ COSMOS_KEY: 'a2V5' })).to.deep.equal(['COSMOS_ENDPOINT']);
    });

    it('takes 32 bytes or more for that key', () => {
      const keyOf = (length: number) => ({ AUDIT_KEY: Buffer.alloc(length, 7).toString('base64') });
      expect(faultsOf(keyOf(31))).to.deep.equal(['AUDIT_KEY']);
      expect(faultsOf({ AUDIT_KEY: '-'.repeat(64) })).to.deep.equal(['AUDIT_KEY']);
      const read = readConfig(keyOf(33));
      expect(read.ok && read.config.auditKey).to.deep.equal(new Uint8Array(33).fill(7));
    });
  });
});
