import { expect } from 'chai';
import { ownOrigin } from '../../../src/web/http/own-origin.ts';
import { preferredLanguage } from '../../../src/web/http/preferred-language.ts';
import { readCookies } from '../../../src/web/http/read-cookies.ts';

describe('what a browser says of itself', () => {
  it('is answered in the language it wants most, of those we speak', () => {
    for (const [header, language] of [
      [undefined, 'en'],
      ['', 'en'],
      ['*', 'en'],
      ['es', 'es'],
      ['ES-mx', 'es'],
      ['de-DE, es;q=0.4', 'de'],
      ['nl-NL, es;q=0.4', 'es'],
      ['pt-PT', 'pt-BR'],
      ['zh-CN,en;q=0.8', 'zh-Hans'],
      ['en;q=0.3, es;q=0.9', 'es'],
      ['es;q=0', 'en'],
      ['es;q=junk, en;q=0.9', 'es'],
      [`${'x,'.repeat(5000)}es`, 'en'],
      ['constructor, __proto__', 'en'],
    ] as const) {
      expect(preferredLanguage(header), String(header).slice(0, 40)).to.equal(language);
    }
  });

  it('brings its cookies by name, the first of each', () => {
    const cookies = readCookies('chat=a=b; other=1;chat=c; =x; lone; __proto__=y');
    expect([...cookies]).to.deep.equal([
      ['chat', 'a=b'],
      ['other', '1'],
      ['__proto__', 'y'],
    ]);
    expect([...readCookies(undefined)]).to.deep.equal([]);
  });

  it('names us by a host that is ours, or not at all', () => {
    for (const [host, baseUrl, origin] of [
      ['localhost:3978', undefined, 'http://localhost:3978'],
      ['[::1]:1', undefined, 'http://[::1]:1'],
      ['LOCALHOST', undefined, 'http://localhost'],
      ['localhost.evil.example', undefined, undefined],
      ['127.0.0.1:80@evil.example', undefined, undefined],
      [undefined, undefined, undefined],
      ['chat.example.org', 'https://chat.example.org', 'https://chat.example.org'],
      ['localhost:1', 'https://chat.example.org', 'https://chat.example.org'],
      ['evil.example', 'https://chat.example.org', undefined],
    ] as const) {
      expect(ownOrigin(host, baseUrl), `${host} ${baseUrl}`).to.equal(origin);
    }
  });
});
