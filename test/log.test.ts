import { expect } from 'chai';
import { createLog, type LogFields } from '../src/log.ts';

function record() {
  const lines: string[] = [];
  return {
    lines,
    log: createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } }),
  };
}

class Unlucky extends Error {
  code = 'SQLITE_BUSY';
}

describe('log', () => {
  it('writes the event and the named fields', () => {
    const { lines, log } = record();
    log.info('request', { route: 'chat-page', method: 'GET', status: 200, ms: 1.234 });
    const { time, ...line } = JSON.parse(lines[0]!);
    expect(line).to.deep.equal({
      level: 30,
      event: 'request',
      route: 'chat-page',
      method: 'GET',
      status: 200,
      ms: 1.2,
    });
    expect(time).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('names an error by class and code down to its cause', () => {
    const { lines, log } = record();
    log.error('turn-failed', { error: new TypeError('secret', { cause: new Unlucky('secret') }) });
    expect(JSON.parse(lines[0]!).error).to.equal('TypeError < Unlucky SQLITE_BUSY');
  });

  it('lets nothing through that a client may have written', () => {
    const { lines, log } = record();
    const secret = 'I drank again';
    const error = Object.assign(new Error(secret), {
      code: secret,
      name: secret,
      text: secret,
      stack: secret,
    });
    error.cause = { message: secret };
    const hostile = {
      route: `/chat?invite=${secret}`,
      method: secret,
      status: secret,
      ms: secret,
      code: secret,
      count: { toJSON: () => secret },
      error,
      text: secret,
      body: { text: secret },
      url: `/chat?x=${secret}`,
      client: secret,
      toJSON: () => ({ secret }),
    } as unknown as LogFields;
    log.error(secret, hostile);
    log.warn('odd', { error: secret });
    expect(lines.join('')).not.to.contain('drank');
    expect(lines.map((line) => JSON.parse(line).event)).to.deep.equal(['unnamed', 'odd']);
  });
});
