import { expect } from 'chai';
import { fillManifest } from '../../src/teams-package/fill-manifest.ts';
import { readOptions } from '../../src/teams-package/read-options.ts';

describe('Filling in the manifest', () => {
  const read = readOptions([
    '--app-id',
    '1b671a64-40d5-491e-99b0-da01ff1f3341',
    '--host',
    'a.example',
    '--developer',
    'A "clinic" {{host}} $&',
  ]);
  if (read.kind !== 'package') throw new Error('the options are right');
  const { options } = read;

  it('puts a text in as it is, whatever is in it', () => {
    const filled = fillManifest('{"by": "{{developer}}", "at": ["x {{host}} {{host}}"], "n": 1}', options);
    expect(JSON.parse(filled)).to.deep.equal({
      by: 'A "clinic" {{host}} $&',
      at: ['x a.example a.example'],
      n: 1,
    });
  });

  it('does not make a manifest with something missing in it', () => {
    expect(() => fillManifest('{"id": "{{appID}}"}', options)).to.throw('{{appID}}');
  });
});
