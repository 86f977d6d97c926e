import { expect } from 'chai';
import { readMailSettings } from '../src/read-mail-settings.ts';

const base = { MAIL_FROM: 'us@example.net', BASE_URL: 'https://chat.example.net' };
const faultsOf = (env: Record<string, string>): string[] => {
  const read = readMailSettings(env);
  return read.ok ? [] : read.faults.map((fault) => fault.split(':')[0] ?? '');
};
const serverOf = (env: Record<string, string>) => {
  const read = readMailSettings({ ...base, ...env });
  return read.ok ? read.mail?.server : read.faults;
};

describe('the mail server in the configuration', () => {
  it('is none where none is named', () => {
    expect(readMailSettings({ SMTP_URL: ' ', BASE_URL: 'https://x.example' })).to.deep.equal({ ok: true });
  });

  it('is spoken to over TLS from the first byte with smtps', () => {
    expect(serverOf({ SMTP_URL: 'smtps://a%40b:p%3Aw@mail.example.net' })).to.deep.equal({
      host: 'mail.example.net',
      port: 465,
      tls: 'implicit',
      login: { user: 'a@b', password: 'p:w' },
    });
  });

  it('must speak STARTTLS with smtp, but on this machine', () => {
    expect(serverOf({ SMTP_URL: 'smtp://mail.example.net:2587' })).to.deep.equal({
      host: 'mail.example.net',
      port: 2587,
      tls: 'starttls',
    });
    expect(serverOf({ SMTP_URL: 'smtp://127.0.0.1:1025' })).to.include({ port: 1025, tls: 'none' });
  });

  it('may be given in parts', () => {
    const parts = { SMTP_HOST: 'mail.example.net', SMTP_USER: 'u', SMTP_PASSWORD: 'p' };
    const login = { user: 'u', password: 'p' };
    expect(serverOf(parts)).to.deep.equal({ host: 'mail.example.net', port: 587, tls: 'starttls', login });
    expect(serverOf({ ...parts, SMTP_PORT: '465' })).to.include({ port: 465, tls: 'implicit' });
  });

  it('is written for in a name beside the address, or in the address alone', () => {
    const from = (text: string) => {
      const read = readMailSettings({ ...base, SMTP_URL: 'smtps://mail.example.net', MAIL_FROM: text });
      return read.ok && read.mail?.from;
    };
    expect(from('us@Example.NET')).to.deep.equal({ address: 'us@example.net' });
    expect(from('"Our house" <us@example.net>')).to.deep.equal({
      address: 'us@example.net',
      name: 'Our house',
    });
    expect(from('Our house us@example.net')).to.equal(false);
  });

  it('names each fault by its setting, without a value', () => {
    expect(faultsOf({ SMTP_URL: 'smtps://mail.example.net' })).to.have.members(['MAIL_FROM', 'BASE_URL']);
    expect(faultsOf({ MAIL_FROM: 'us@example.net' })).to.deep.equal(['MAIL_FROM']);
    expect(faultsOf({ ...base, SMTP_URL: 'https://mail.example.net' })).to.deep.equal(['SMTP_URL']);
    expect(faultsOf({ ...base, SMTP_URL: 'smtps://u@mail.example.net' })).to.deep.equal(['SMTP_URL']);
    expect(faultsOf({ ...base, SMTP_URL: 'smtps://a.example', SMTP_PORT: '25' })).to.deep.equal([
      'SMTP_PORT',
    ]);
    expect(faultsOf({ ...base, SMTP_HOST: 'a b', SMTP_PORT: '0', SMTP_USER: 'u' })).to.have.members([
      'SMTP_HOST',
      'SMTP_PORT',
      'SMTP_USER',
    ]);
    const read = readMailSettings({ SMTP_URL: 'smtp://secret:secret@', MAIL_FROM: 'secret' });
    expect(read.ok ? '' : read.faults.join()).not.to.contain('secret');
  });

  it('may be Azure Communication Services, with a key or as this machine', () => {
    const endpoint = { AZURE_EMAIL_ENDPOINT: 'https://clinic.communication.azure.com/' };
    const read = readMailSettings({ ...base, ...endpoint });
    expect(read.ok && read.mail?.azure).to.deep.equal({ endpoint: 'https://clinic.communication.azure.com' });
    const keyed = readMailSettings({ ...base, ...endpoint, AZURE_EMAIL_KEY: 'c2VjcmV0' });
    expect(keyed.ok && keyed.mail?.azure?.key).to.equal('c2VjcmV0');
  });

  it('is one of the two, over TLS, with a key that is one', () => {
    const endpoint = { ...base, AZURE_EMAIL_ENDPOINT: 'https://clinic.communication.azure.com' };
    expect(faultsOf({ ...endpoint, SMTP_URL: 'smtp://x.example' })).to.deep.equal(['SMTP_URL']);
    expect(faultsOf({ ...endpoint, AZURE_EMAIL_KEY: 'no key!' })).to.deep.equal(['AZURE_EMAIL_KEY']);
    expect(faultsOf({ ...base, AZURE_EMAIL_ENDPOINT: 'http://x.example' })).to.deep.equal([
      'AZURE_EMAIL_ENDPOINT',
    ]);
    expect(faultsOf({ AZURE_EMAIL_KEY: 'c2VjcmV0' })).to.deep.equal(['AZURE_EMAIL_KEY']);
    expect(faultsOf({ AZURE_EMAIL_ENDPOINT: 'https://x.example' })).to.deep.equal(['MAIL_FROM', 'BASE_URL']);
  });
});
