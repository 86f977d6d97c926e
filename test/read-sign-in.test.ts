import { expect } from 'chai';
import { readSignIn } from '../src/read-sign-in.ts';

const given = {
  BASE_URL: 'https://check-in.example',
  OIDC_ISSUER: 'https://login.example/tenant/v2.0',
  OIDC_CLIENT_ID: 'workspace',
  OIDC_THERAPISTS: 'Therapist',
};

describe('the settings of the sign-in', () => {
  const faultsOf = (more: Record<string, string>): readonly string[] => {
    const read = readSignIn({ ...given, ...more });
    return read.ok ? [] : read.faults;
  };
  const named = (more: Record<string, string>) => faultsOf(more).map((fault) => fault.split(':')[0]);

  it('are none where none is given', () => {
    expect(readSignIn({ BASE_URL: 'http://clinic.example', OIDC_ISSUER: ' ' })).to.deep.equal({ ok: true });
  });

  it('ask for the roles claim and the scopes that every provider has, unless others are named', () => {
    expect(readSignIn(given)).to.deep.equal({
      ok: true,
      signIn: {
        issuer: 'https://login.example/tenant/v2.0',
        clientId: 'workspace',
        scope: 'openid profile',
        roleClaim: 'roles',
        roleValues: { therapist: ['Therapist'], supervisor: [], operator: [] },
      },
    });
    const read = readSignIn({
      ...given,
      OIDC_CLIENT_SECRET: 'a secret',
      OIDC_SCOPE: 'openid groups',
      OIDC_ROLE_CLAIM: 'groups',
      OIDC_THERAPISTS: 'a, b',
      OIDC_SUPERVISORS: 'b',
      OIDC_OPERATORS: 'c',
      OIDC_FIRST_THERAPIST: 'somebody',
    });
    expect(read.ok && read.signIn).to.deep.include({
      clientSecret: 'a secret',
      scope: 'openid groups',
      roleClaim: 'groups',
      roleValues: { therapist: ['a', 'b'], supervisor: ['b'], operator: ['c'] },
      firstTherapist: 'somebody',
    });
  });

  it('need each other, each told by its name', () => {
    expect(named({ OIDC_ISSUER: '' })).to.deep.equal(['OIDC_ISSUER']);
    expect(named({ OIDC_CLIENT_ID: '', OIDC_THERAPISTS: '', BASE_URL: '' })).to.have.members([
      'OIDC_CLIENT_ID',
      'OIDC_THERAPISTS',
      'BASE_URL',
    ]);
  });

  for (const issuer of [
    'login.example',
    'http://login.example',
    'ftp://login.example',
    'https://somebody:secret@login.example',
    'https://login.example/?tenant=x',
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
  ]) {
    it(`take no provider at ${issuer}`, () => {
      expect(named({ OIDC_ISSUER: issuer })).to.deep.equal(['OIDC_ISSUER']);
    });
  }

  it('take http on this machine only, there and on the way back', () => {
    expect(
      faultsOf({ OIDC_ISSUER: 'http://127.0.0.1:9000', BASE_URL: 'http://localhost:3978' }),
    ).to.deep.equal([]);
    expect(named({ BASE_URL: 'http://check-in.example' })).to.deep.equal(['BASE_URL']);
  });

  it('take scopes with openid among them, and lists without a gap', () => {
    expect(named({ OIDC_SCOPE: 'profile', OIDC_THERAPISTS: 'a,,b' })).to.have.members([
      'OIDC_SCOPE',
      'OIDC_THERAPISTS',
    ]);
  });

  it('are never repeated in what is wrong with them', () => {
    const faults = faultsOf({
      OIDC_ISSUER: 'http://secret.example',
      OIDC_SCOPE: 'secret',
      OIDC_THERAPISTS: 'secret,,',
      BASE_URL: 'http://secret.example',
    });
    expect(faults).to.have.length(4);
    expect(faults.join()).to.not.include('secret');
  });
});
