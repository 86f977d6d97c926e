import { run } from './store-command/run.ts';

/** The process of `npm run store`: arguments, environment, exit code. */
let over = '';
const clear = (): void => {
  if (over !== '') process.stdout.write(`\r${' '.repeat(over.length)}\r`);
  over = '';
};
process.exitCode = await run(process.argv.slice(2), process.env, {
  line(text) {
    clear();
    process.stdout.write(`${text}\n`);
  },
  fault(text) {
    clear();
    process.stderr.write(`${text}\n`);
  },
  ...(process.stdout.isTTY && {
    over(text: string) {
      process.stdout.write(`\r${text.padEnd(over.length)}`);
      over = text;
    },
  }),
});
