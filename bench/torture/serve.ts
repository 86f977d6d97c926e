/**
 * The product's own server, which ends itself with SIGKILL when its turns pass a point for the n-th time:
 * `node bench/torture/serve.ts POINT N`. Set up by the environment, as the product is.
 */
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';

const [point, passage] = process.argv.slice(2);
let left = Number(passage);
const read = readConfig(process.env);
if (!read.ok) throw new Error(read.faults.join('; '));
const app = await createApp(read.config, 'empty', {
  at(reached) {
    if (reached !== point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
