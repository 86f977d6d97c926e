import { writeFile } from 'node:fs/promises';
import { buildPackage } from './teams-package/build-package.ts';
import { readOptions, usage } from './teams-package/read-options.ts';

/** The process of `npm run teams:package`. Exit code 0: the package is there; 1: it is not; 2: not understood. */
const result = (text: string): void => void process.stdout.write(`${text}\n`);
const note = (text: string): void => void process.stderr.write(`${text}\n`);

process.exitCode = await run().catch((error: unknown) => {
  note(`There is no package: ${error instanceof Error ? error.message : 'for a reason that is not known'}`);
  return 1;
});

async function run(): Promise<0 | 2> {
  const read = readOptions(process.argv.slice(2));
  switch (read.kind) {
    case 'help':
      result(usage);
      return 0;
    case 'not-understood':
      for (const fault of read.faults) note(fault);
      return 2;
    case 'package': {
      const { out, missingLinks, host } = read.options;
      await writeFile(out, await buildPackage(read.options));
      result(`${out} is ready to upload to Teams, for ${host}.`);
      if (missingLinks.length > 0)
        note(
          `These links lead to the host itself; give the clinic's own: ${missingLinks.map((name) => `--${name}`).join(', ')}`,
        );
      return 0;
    }
  }
}
