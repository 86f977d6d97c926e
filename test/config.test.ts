import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { readConfig } from '../src/config.ts';
import { helplineCountries } from '../src/safety/helpline-table.ts';

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

  it('does not start in production, with or without credentials', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).to.include.members([
      'MicrosoftAppId',
      'MicrosoftAppType',
      'MicrosoftAppTenantId',
      'COUNTRIES',
    ]);
    expect(
      faultsOf({
        NODE_ENV: 'production',
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppId: 'a',
        MicrosoftAppPassword: 'b',
        MicrosoftAppTenantId: 'c',
        COUNTRIES: 'FR',
      }),
    ).to.deep.equal(['NODE_ENV']);
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
