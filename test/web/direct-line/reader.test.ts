import { EventEmitter } from 'node:events';
import { mock } from 'node:test';
import { expect } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { Reader, type ReaderSocket } from '../../../src/web/direct-line/reader.ts';

/** A device that notes what it gets and answers pings only when it is told to: a real one always does. */
class Device extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly got: string[] = [];
  send(frame: string): void {
    this.got.push(frame);
  }
  ping(data: string): void {
    this.got.push(`ping ${data}`);
  }
  close(code: number): void {
    this.got.push(`close ${code}`);
  }
  terminate(): void {
    this.got.push('terminate');
    this.readyState = 3;
    this.emit('close');
  }
}

describe('a device on a WebSocket', () => {
  let device: Device;
  let reached: number[];
  let closed: number;
  let reader: Reader;

  beforeEach(async () => {
    mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
    device = new Device();
    reached = [];
    closed = 0;
    reader = new Reader(device as unknown as ReaderSocket, {
      userId: 'dl_one',
      client: clientId('client-1'),
      watermark: 0,
      read: () => Promise.resolve({ last: 3, entries: [] }),
      reached: (position) => void reached.push(position),
      closed: () => (closed += 1),
    });
    reader.start();
    await new Promise((resolve) => setImmediate(resolve));
    device.got.length = 0;
  });
  afterEach(() => mock.timers.reset());

  it('hears something every 15 seconds, and is let go when it no longer answers', () => {
    mock.timers.tick(15_000);
    expect(device.got.splice(0)).to.deep.equal(['', 'ping 3']);
    device.emit('pong', Buffer.from('3'));
    mock.timers.tick(15_000);
    expect(device.got.splice(0)).to.deep.equal(['', 'ping 3']);
    mock.timers.tick(15_000);
    expect(device.got).to.deep.equal(['terminate']);
    expect(closed).to.equal(1);
    mock.timers.tick(60_000);
    expect(device.got).to.deep.equal(['terminate']);
  });

  it('has seen what its pongs say, and nothing that was not sent', () => {
    reached.length = 0;
    device.emit('pong', Buffer.from('2'));
    device.emit('pong', Buffer.from('900'));
    device.emit('pong', Buffer.from('junk'));
    expect(reached).to.deep.equal([2, 3]);
  });

  it('that does not say goodbye is cut off a second later', () => {
    reader.end(1001);
    expect(device.got).to.deep.equal(['close 1001']);
    mock.timers.tick(1000);
    expect(device.got).to.deep.equal(['close 1001', 'terminate']);
  });

  it('that does not take what it is sent is let go', () => {
    device.bufferedAmount = 5 * 1024 * 1024;
    reader.show({ type: 'message' });
    expect(device.got.at(-1)).to.equal('terminate');
  });
});
