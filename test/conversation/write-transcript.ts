import { isRightToLeft, type Language } from '../../src/i18n/languages.ts';
import { languageName } from '../../src/dialogs/names.ts';
import type { Played } from './play-all.ts';
import type { Shown } from './read-card.ts';

/**
 * The transcripts of one language as a clinician reads them: a table for each scene, what the client says beside what the
 * bot says. What was said before in the same words stands there by its first line alone.
 */
export function writeTranscript(language: Language, played: readonly Played[]): string {
  const known = new Set<string>();
  const direction = isRightToLeft(language) ? ['<div dir="rtl">', ''] : [];
  const end = isRightToLeft(language) ? ['', '</div>'] : [];
  const scenes = played.map(({ scene, rows }) =>
    [
      `## ${scene.title}`,
      '',
      scene.about,
      '',
      ...(scene.brief
        ? [`${rows.length} moves, as above.`]
        : [
            ...direction,
            '| client | bot |',
            '| --- | --- |',
            ...rows.map(({ client, bot }) => `| ${cell(client)} | ${cell(botSays(bot, known))} |`),
            ...end,
          ]),
    ].join('\n'),
  );
  const head = [
    `# ${languageName(language)}`,
    '',
    'What clients and bot say to each other, scene by scene. Made by `npm run --silent transcripts -- --write`, and checked',
    'in the tests. `[…]` is something to tap, `☐` to tick; what was said before ends in `…` after its first line.',
  ].join('\n');
  return `${[head, ...scenes].join('\n\n')}\n`;
}

const botSays = (bot: readonly Shown[], known: Set<string>): string =>
  bot.map((one) => messageText(one, known)).join('\n\n');

function messageText({ text, lines }: Shown, known: Set<string>): string {
  const whole = [text, ...lines.map(shortened)].join('\n');
  const first = text.split('\n', 1)[0] ?? '';
  if (known.has(whole) && whole !== first) return `${first} …`;
  known.add(whole);
  return whole;
}

/** A row of many buttons by its ends. */
function shortened(line: string): string {
  const numbers = line.match(/\[\p{Nd}+\]/gu) ?? [];
  const isRow = numbers.length > 2 && numbers.join(' ') === line;
  return isRow ? `${numbers[0]} … ${numbers.at(-1)}` : line;
}

const cell = (text: string): string =>
  text
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '<br>');
