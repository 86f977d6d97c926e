import { readFileSync, writeFileSync } from 'node:fs';
import { typedAnswersPage } from './typed-answers/typed-answers-page.ts';

const file = new URL('../docs/typed-answers.md', import.meta.url);
const page = typedAnswersPage();

if (process.argv.includes('--write')) {
  writeFileSync(file, page);
} else {
  process.stdout.write(page);
  if (readFileSync(file, 'utf8') !== page) {
    process.stderr.write('docs/typed-answers.md is stale: run this again with --write.\n');
    process.exitCode = 1;
  }
}
