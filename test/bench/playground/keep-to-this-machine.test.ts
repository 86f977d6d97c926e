import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const guard = fileURLToPath(new URL('../../../bench/playground/keep-to-this-machine.ts', import.meta.url));

/** What a program says that was started behind the guard. */
async function run(program: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', guard, '-e', program]);
  return stdout.trim().split('\n');
}

describe('A program that is kept to this machine', () => {
  it('listens on loopback alone, whatever it asks for', async () => {
    const said = await run(`
      const { createServer } = require('node:http');
      for (const given of [[0], [0, '0.0.0.0'], [{ port: 0 }], [{ port: 0, host: '::' }], []]) {
        const server = createServer();
        server.listen(...given, () => { console.log(server.address().address); server.close(); });
      }`);
    expect(said).to.deep.equal(Array(5).fill('127.0.0.1'));
  });

  it('reaches this machine and no other, by address or by name', async () => {
    const said = await run(`
      const { request } = require('node:http');
      const { connect } = require('node:tls');
      const server = require('node:http').createServer((_, response) => response.end()).listen(0, () => {
        const { port } = server.address();
        const refused = (error) => console.log(error.message);
        request({ port, host: 'localhost' }, () => { console.log('reached'); server.close(); }).end();
        request('http://192.0.2.1/').on('error', refused).end();
        request('http://elsewhere.example/').on('error', refused).end();
        connect(443, '192.0.2.1').on('error', refused);
      });`);
    const refusals = said.filter((line) => line === 'nothing beyond this machine is reached from here');
    expect(refusals).to.have.length(3);
    expect(said).to.have.length(4).and.include('reached');
  });
});
