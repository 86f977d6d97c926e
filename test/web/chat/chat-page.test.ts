import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openLine, type Line } from '../../helpers/line.ts';

describe('GET /chat', () => {
  let line: Line;
  before(async () => {
    line = await openLine();
  });
  after(() => line.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${line.origin}${path}`, { headers });
  const assets = async () => {
    const html = await (await get('/chat')).text();
    return [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!);
  };

  it('says its first words without a script, in the language of the browser, and nothing of what it is for', async () => {
    for (const [language, words] of [
      [
        'es-MX,es;q=0.9',
        '<html lang="es" dir="ltr"',
        'Un momento…',
        '<title>Mensajes</title>',
        'necesita JavaScript',
      ],
      ['nl', '<html lang="en" dir="ltr"', 'One moment…', '<title>Messages</title>', 'needs JavaScript'],
    ].map(([first, ...rest]) => [first!, rest] as const)) {
      const response = await get('/chat', { 'accept-language': language });
      const html = (await response.text()).replaceAll(/\s+/g, ' ');
      for (const word of words) expect(html).to.contain(word);
      expect(html.match(/<title>.*<\/title>/)![0]).not.to.match(/therap|terap|alliance|check-in/i);
      expect(response.headers.get('vary')).to.equal('accept-language');
    }
  });

  it('allows no script, style or address of others, with a nonce that is never the same', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await get('/chat');
        const policy = response.headers.get('content-security-policy')!;
        const nonce = /style-src 'nonce-([^']+)'/.exec(policy)![1]!;
        expect(policy.replace(nonce, 'X')).to.equal(
          "default-src 'none'; script-src 'self'; style-src 'nonce-X' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        );
        expect(await response.text()).to.contain(`nonce="${nonce}"`);
        expect(response.headers.get('cache-control')).to.equal('no-store');
        expect(response.headers.get('referrer-policy')).to.equal('no-referrer');
        return nonce;
      }),
    );
    expect(nonces[0]).not.to.equal(nonces[1]);
  });

  it('does not repeat an invite', async () => {
    expect(await (await get('/chat?invite=ABCDE23456"><script>')).text()).not.to.contain('ABCDE23456');
  });

  it('loads what may be kept for good, compressed', async () => {
    const paths = await assets();
    expect(paths.map((path) => path.split('/').at(-1))).to.have.members([
      'chat.css',
      'webchat.js',
      'chat.js',
    ]);
    for (const path of paths) {
      expect(path).to.match(/^\/chat\/assets\/[0-9a-f]{16}\//);
      const plain = await get(path, { 'accept-encoding': 'identity' });
      const body = Buffer.from(await plain.arrayBuffer());
      expect(plain.headers.get('content-type')).to.match(/^text\/(css|javascript); charset=utf-8$/);
      expect(plain.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
      expect(plain.headers.get('vary')).to.equal('accept-encoding');
      expect(plain.headers.get('content-encoding')).to.equal(null);
      const encodings = new Map<string, Buffer>();
      while (!encodings.has('br')) {
        const raw = await rawBody(line.port, path, encodings.has('gzip') ? 'gzip, br' : 'gzip');
        encodings.set(raw.encoding, raw.body);
      }
      expect(gunzipSync(encodings.get('gzip')!).equals(body)).to.equal(true);
      expect(brotliDecompressSync(encodings.get('br')!).equals(body)).to.equal(true);
      if (path.endsWith('webchat.js')) expect(encodings.get('br')!.length).to.be.below(body.length / 5);
    }
  });

  it('loads nothing else from there', async () => {
    const [path] = await assets();
    const base = path!.slice(0, path!.lastIndexOf('/'));
    for (const name of ['nope.js', '..%2fregister-chat.ts', '%2e%2e', 'constructor']) {
      expect((await get(`${base}/${name}`)).status, name).to.equal(404);
    }
  });

  it('leads out to a page that says nothing', async () => {
    const response = await get('/leave');
    const html = await response.text();
    expect(response.status).to.equal(200);
    expect(html).not.to.match(/therap|alliance|check-in|messages|chat/i);
    expect(html).not.to.match(/<script|<link rel="stylesheet/);
  });
});

function rawBody(port: number, path: string, accept: string) {
  return new Promise<{ encoding: string; body: Buffer }>((resolve, reject) => {
    request({ port, path, host: '127.0.0.1', headers: { 'accept-encoding': accept } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ encoding: response.headers['content-encoding'] ?? '', body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
