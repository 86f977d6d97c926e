import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { createLive } from '../../../src/web/direct-line/live.ts';
import type { ReaderSocket } from '../../../src/web/direct-line/reader.ts';

/** A device on a slow line: its own close comes only when it is told to. */
class SlowDevice extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly codes: number[] = [];
  send(frame: string): void {
    this.sent.push(frame);
  }
  ping(): void {}
  close(code: number): void {
    this.codes.push(code);
    this.readyState = 2;
  }
  terminate(): void {
    this.readyState = 3;
    this.emit('close');
  }
}

describe('who is reading a conversation', () => {
  const client = clientId('client-1');
  let devices: SlowDevice[];
  let live: ReturnType<typeof createLive>;
  const attach = (userId: string) => {
    const device = new SlowDevice();
    devices.push(device);
    live.attach(device as unknown as ReaderSocket, { userId, client, watermark: 0 });
    return device;
  };

  beforeEach(() => {
    devices = [];
    live = createLive(() => Promise.resolve({ last: 0, entries: [] }));
  });
  afterEach(() => {
    for (const device of devices) device.terminate();
  });

  it('are the 8 latest of one user, also when many come before one has closed', () => {
    const other = attach('dl_two');
    const burst = Array.from({ length: 300 }, () => attach('dl_one'));
    const ended = burst.slice(0, -8).filter(({ codes }) => codes.join() === '1008');
    expect(ended).to.have.length(292);
    expect([...burst.slice(-8), other].flatMap(({ codes }) => codes)).to.deep.equal([]);
  });

  it('are still told of what is said when the ones before them have closed', () => {
    const burst = Array.from({ length: 9 }, () => attach('dl_one'));
    burst[0]!.terminate();
    live.say(client, { type: 'typing' });
    expect(burst.map(({ sent }) => sent.length)).to.deep.equal([0, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
});
