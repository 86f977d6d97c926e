/**
 * Loaded into the Playground before its own code: whatever it does, it listens on loopback alone, speaks to nobody
 * beyond this machine, and ends when the process that started it is gone.
 */
import { Server, Socket } from 'node:net';

const thisMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

// oxlint-disable-next-line typescript/unbound-method -- is called on its own server
const { listen } = Server.prototype;
Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
  const [first] = given;
  const options = isObject(first) ? first : { port: typeof first === 'function' ? 0 : Number(first ?? 0) };
  const callback = given.find((one) => typeof one === 'function');
  return Reflect.apply(listen, this, [{ ...options, host: '127.0.0.1' }, callback]);
};

// oxlint-disable-next-line typescript/unbound-method -- is called on its own socket
const { connect } = Socket.prototype;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
  const host = hostIn(given);
  if (host === undefined || thisMachine.test(host)) return Reflect.apply(connect, this, given);
  process.nextTick(() => this.destroy(new Error('nothing beyond this machine is reached from here')));
  return this;
};

/** Where a connection leads; nothing: to this machine. Node itself hands its arguments on as one list. */
function hostIn(given: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const host = isObject(first) ? first['host'] : second;
  return typeof host === 'string' ? host : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

process.on('disconnect', () => process.exit(0));
