import { createDoor } from '../src/web/door/create-door.ts';
import { genuineClaims, makeKey, openTokenAuthority, signToken } from '../test/helpers/token-authority.ts';

/**
 * 100,000 junk tokens of every shape at a locked door: none is let in, the authority is asked a handful of times, and
 * the memory in use after the last ones is what it was after the first ones. Prints what it measured; the exit code is
 * 1 when one of the three does not hold.
 *
 *     npm run bench:door -- [number]
 */
const total = Number(process.argv[2] ?? 100_000);
const rounds = 10;
const appId = '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70';
const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const activity = { channelId: 'msteams', serviceUrl, conversation: { tenantId } };

const key = await makeKey('first', ['msteams']);
const forger = await makeKey('forger', ['msteams']);
const authority = await openTokenAuthority(key);
const door = createDoor({
  appId,
  tenants: [tenantId],
  channels: ['msteams'],
  serviceUrlHosts: ['smba.trafficmanager.net'],
  openIdMetadataUrl: authority.openIdMetadataUrl,
});
const claims = () => genuineClaims({ appId, serviceUrl, now: Date.now() });
const [head = '', body = '', signature = ''] = (await signToken(key, claims())).split('.');
const forged = (await signToken({ ...forger, kid: 'first' }, claims())).split('.').at(-1) ?? '';
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const named = (n: number) => encode({ alg: 'RS256', kid: `key-${n}-${'k'.repeat(n % 180)}` });

/** Each is another one for every `n`. */
const junk: readonly ((n: number) => string)[] = [
  (n) => `${head}.${encode({ ...claims(), n })}.${signature}`,
  (n) => `${head}.${encode({ ...claims(), n })}.${forged}`,
  (n) => `${head}.${body}.${signature.slice(0, -2 - (n % 300))}`,
  (n) => `${named(n)}.${encode({ ...claims(), n })}.${forged}`,
  (n) => `${encode({ alg: 'none', n })}.${body}.AA`,
  (n) => `${encode({ alg: 'HS256', kid: 'first', n })}.${body}.${signature}`,
  (n) => `${n}.${'x'.repeat(n % 7000)}.y`,
  (n) => 'z'.repeat(n % 20_000),
];

const memory = (): number => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1024);
};

let letIn = 0;
const heap: number[] = [];
const begun = performance.now();
for (let round = 0; round < rounds; round += 1) {
  for (let n = round * (total / rounds); n < (round + 1) * (total / rounds); n += 1) {
    const checked = await door.check(`Bearer ${junk[n % junk.length]?.(n) ?? ''}`, activity);
    if (checked.ok) letIn += 1;
  }
  heap.push(memory());
}
const seconds = (performance.now() - begun) / 1000;
const genuine = await door.check(`Bearer ${await signToken(key, claims())}`, activity);
await authority.close();

const grownKb = (heap.at(-1) ?? 0) - (heap[1] ?? 0);
const measured = {
  total,
  letIn,
  genuine: genuine.ok,
  asked: authority.asked(),
  perSecond: Math.round(total / seconds),
  heapKb: heap,
  grownKb,
};
process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
const flat = globalThis.gc === undefined || grownKb < 1024;
process.exitCode =
  letIn === 0 && genuine.ok && flat && authority.asked() <= 2 + 2 * Math.ceil(seconds / 60) ? 0 : 1;
