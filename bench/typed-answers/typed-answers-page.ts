import { languages } from '../../src/i18n/index.ts';
import { readInput, typedInputs } from '../../test/helpers/typed-inputs.ts';

/** `docs/typed-answers.md`: for each language what people type and what becomes of it, as the parsers read it now. */
export function typedAnswersPage(): string {
  return `${intro}\n${languages.map(sectionFor).join('\n')}`;
}

const intro = `# What typed answers become

Made by \`npm run --silent typed-answers -- --write\` from \`test/conversation/inputs\`; a test fails when it is not what the
parsers say. An input that is not understood for certain is asked again, and nothing is stored
([decision 4](decisions/0004-nothing-is-guessed.md)): the reason stands behind “again”.

Questions: \`rating\` is a scale from 0 to 10, \`yes-no\` takes a yes or a no, \`status\` and \`barriers\` are the homework
questions of the built-in questionnaire (one of several, any of several), \`number\` goes to 500 with one digit after the point,
\`weight\` is in kg or lb. Today is Monday 23 November 2026, in Berlin.
`;

function sectionFor(language: string): string {
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
  const rows = typedInputs(language).map((input) => {
    const read = readInput(language, input);
    const becomes = read.startsWith('?') ? `again: ${read.slice(1)}` : read;
    return `| ${input.question} | ${cell(JSON.stringify(input.typed).slice(1, -1))} | ${cell(becomes)} |`;
  });
  return `## ${name}: ${rows.length} inputs\n\n| question | typed | becomes |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** Shown as it is, spaces too. */
const cell = (text: string): string => {
  const safe = text.replaceAll('|', '\\|');
  return text.includes('`') ? safe : `\`${safe === '' ? ' ' : safe}\``;
};
