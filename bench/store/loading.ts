/** Loads one clinic into one data folder, in a process of its own: `loading.ts FOLDER CHECK-INS HISTORY`. */
import { createAuditor } from '../../src/state/audit/auditor.ts';
import { readInstruments } from '../../src/state/read-instruments.ts';
import { readOrMakeKey } from '../../src/state/read-or-make-key.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { loadClinic } from './load-clinic.ts';
import { answerParent } from './part.ts';
import { planClinic } from './plan-clinic.ts';

const [directory = '', checkIns = '', history = ''] = process.argv.slice(2);
const instrument = (await readInstruments('instruments')).instruments.current('alliance-weekly');
if (!instrument) throw new Error('run this where the folder `instruments` is');
const store = await openSqliteStore({ directory });
const auditor = createAuditor(await readOrMakeKey(directory, 'audit'));
const clinic = planClinic({ checkIns: Number(checkIns), history: Number(history) });

/** Answers with the resident memory at the end, in bytes. */
answerParent(
  async (_request, tell) => {
    await loadClinic({ store, auditor, instrument }, clinic, {
      now: new Date().toISOString(),
      progress: tell,
    });
    return process.memoryUsage.rss();
  },
  () => store.close(),
);
