import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { screenedLanguages } from './safety/load-lists.ts';
import { screen } from './safety/screen.ts';

/** Lets clinicians try the safety screen: a line in, `tier<TAB>category<TAB>line` out. */
const usage = `npm run --silent screen -- --lang ${screenedLanguages.join('|')}

Reads lines from standard input and prints for each: tier, category, and the line, parted by tabs.
The lists of all languages are compared, whichever is named, as they are in the chat.`;

process.exitCode = await run();

async function run(): Promise<0 | 2> {
  const language = readLanguage();
  if (language === 'help') {
    console.log(usage);
    return 0;
  }
  if (language === undefined) {
    console.error(usage);
    return 2;
  }
  let out: string[] = [];
  const write = async (): Promise<void> => {
    const text = out.join('');
    out = [];
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const found = screen(line);
    out.push(`${found?.tier ?? 'none'}\t${found?.category ?? '-'}\t${line}\n`);
    if (out.length >= 500 || process.stdin.isTTY) await write();
  }
  await write();
  return 0;
}

function readLanguage(): string | undefined {
  try {
    const { values } = parseArgs({
      options: { lang: { type: 'string', default: 'en' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return 'help';
    return screenedLanguages.find((each) => each.toLowerCase() === values.lang.toLowerCase());
  } catch {
    return undefined;
  }
}
