import { basename } from 'node:path';
import { z } from 'zod';
import { domains, type Instrument, type Scoring } from '../domain/instrument/instrument.ts';
import { countTaps, type Way } from './count-taps.ts';
import type { InstrumentFile } from './read-instrument-file.ts';

/** What a file says of itself, whether or not it can be used. */
const head = z.object({
  title: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  id: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  version: z.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined),
  language: z.string().optional().catch(undefined),
});

/** The lines of `check`: what it is, and whether it can be used. */
export function describeInstrument(
  file: string,
  { questionnaire, scoringFile, loaded }: InstrumentFile,
): readonly string[] {
  const read = head.safeParse(questionnaire);
  const { title, name, language, ...said } = read.success ? read.data : {};
  const { id, url, version, status } = loaded.ok ? loaded.instrument : said;
  const heading = [
    plain(title ?? name ?? basename(file)),
    ...lines({ id, version, status, url }),
    ...(loaded.ok && loaded.instrument.status !== 'active'
      ? ['  only an active one is used for check-ins']
      : []),
  ];
  if (!loaded.ok) {
    return [...heading, '', 'It cannot be used:', ...loaded.faults.map((fault) => `  ${plain(fault)}`)];
  }
  const { instrument, notes } = loaded;
  const { shortest, longest, incomplete } = countTaps(instrument);
  const found = incomplete ? ' (of the ways that were looked at)' : '';
  return [
    ...heading,
    ...lines({
      languages: languagesOf(instrument, language),
      questions: String(instrument.items.length),
      'shortest way': `${wayText(shortest)}${found}`,
      'longest way': `${wayText(longest)}${found}`,
      scoring:
        scoringFile === undefined
          ? 'none: it is never scored and never alerted on'
          : scoringText(instrument.scoring),
    }),
    ...(notes.length > 0 ? ['', 'Left aside:', ...notes.map((note) => `  ${plain(note)}`)] : []),
    '',
    'It can be used.',
  ];
}

const lines = (fields: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(14)}${plain(value)}`],
  );

const wayText = ({ taps, typed }: Way): string =>
  [`${taps} ${taps === 1 ? 'tap' : 'taps'} with sending`, ...(typed > 0 ? [`${typed} typed`] : [])].join(
    ', ',
  );

const scoringText = ({ subscales }: Scoring): string =>
  domains.map((domain) => `${domain} ${subscales[domain].length}`).join(', ');

/** The languages it is in, and how much of it each lacks. */
function languagesOf({ title, nodes }: Instrument, own: string | undefined): string {
  const texts = [title, ...textsIn(nodes)].filter((text) => text.default.trim() !== '');
  const counts = new Map<string, number>();
  for (const { translations } of texts)
    for (const language of Object.keys(translations)) counts.set(language, (counts.get(language) ?? 0) + 1);
  const others = [...counts].map(([language, count]) =>
    count === texts.length
      ? language
      : `${language} (${texts.length - count} of ${texts.length} texts missing)`,
  );
  return [own ?? 'its own (not said which)', ...others].join(', ');
}

const text = z.object({ default: z.string(), translations: z.record(z.string(), z.string()) });

/** Every text that may be shown, wherever it stands. */
function textsIn(of: unknown): readonly z.infer<typeof text>[] {
  if (typeof of !== 'object' || of === null) return [];
  const own = text.safeParse(of);
  return own.success ? [own.data] : Object.values(of).flatMap(textsIn);
}

/** What a file says is printed: nothing in it moves a terminal's cursor. */
const plain = (words: string): string => words.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
