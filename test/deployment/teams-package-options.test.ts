import { expect } from 'chai';
import { readOptions } from '../../src/teams-package/read-options.ts';

const appId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const faultsOf = (...args: string[]): readonly string[] => {
  const read = readOptions(args);
  return read.kind === 'not-understood' ? read.faults : [];
};

describe('The options of npm run teams:package', () => {
  it('need the app id and the host alone', () => {
    const read = readOptions(['--app-id', appId.toUpperCase(), '--host', 'Check-In.Example.org']);
    expect(read).to.deep.include({ kind: 'package' });
    expect(read.kind === 'package' && read.options).to.include({
      appId,
      host: 'check-in.example.org',
      out: 'teams-app.zip',
      version: '1.0.0',
      privacy: 'https://check-in.example.org/',
    });
  });

  it('say which links nobody gave', () => {
    const read = readOptions([
      '--app-id',
      appId,
      '--host',
      'a.example',
      '--terms',
      'https://clinic.example/terms',
    ]);
    expect(read.kind === 'package' && read.options.missingLinks).to.deep.equal(['website', 'privacy']);
  });

  it('are explained without options', () => {
    expect(readOptions([])).to.deep.equal({ kind: 'help' });
    expect(readOptions(['--help'])).to.deep.equal({ kind: 'help' });
  });

  it('name every fault', () => {
    expect(faultsOf('--version', '1').map((fault) => fault.split(':')[0])).to.deep.equal([
      '--app-id',
      '--host',
      '--version',
    ]);
    expect(faultsOf('--nothing')).to.have.length(1);
  });

  for (const host of [
    'localhost',
    '10.0.0.1',
    'https://a.example',
    'a.example:443',
    'a.example/chat',
    '*.example.org',
    'a..example',
    'a-.example',
    '{{appId}}.example',
    `${'a'.repeat(64)}.example`,
    '',
  ])
    it(`refuse ${host === '' ? 'an empty host' : `the host ${host}`}`, () => {
      const faults = faultsOf('--app-id', appId, '--host', host);
      expect(faults.map((fault) => fault.split(':')[0])).to.include('--host');
    });

  for (const given of ['not-an-id', '00000000-0000-0000-0000-000000000000', `${appId}x`, ''])
    it(`refuse ${given === '' ? 'an empty app id' : `the app id ${given}`}, without repeating it`, () => {
      const faults = faultsOf('--app-id', given, '--host', 'a.example');
      expect(faults).to.have.length(1);
      if (given !== '') expect(faults[0]).not.to.include(given);
    });

  it('refuse links that are not https, a long name and a version below 1.0.0', () => {
    const given = {
      privacy: 'http://a.example',
      terms: 'a.example',
      developer: 'x'.repeat(33),
      version: '0.9.0',
    };
    for (const [name, value] of Object.entries(given))
      expect(faultsOf('--app-id', appId, '--host', 'a.example', `--${name}`, value), name).to.have.length(1);
  });
});
