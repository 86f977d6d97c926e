import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { reportToParent } from './report-to-parent.ts';

/** The product's own server as it runs, set up by the environment; only its signals are the benchmark's. */
const read = readConfig(process.env);
if (!read.ok) throw new Error(read.faults.join('; '));
const app = await createApp(read.config, 'empty');
reportToParent(Number(new URL(app.url).port), () => app.close());
