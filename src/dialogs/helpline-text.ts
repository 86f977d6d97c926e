import type { Translate } from '../i18n/index.ts';
import { helplines } from '../safety/helplines.ts';

/** The numbers for a client's country, one a line, the emergency number first or last as asked. */
export function helplineText(t: Translate, country: string | undefined): string {
  const { emergency, lines, international } = helplines(country);
  return [
    emergency ? t('chat.helplines.emergency', { number: emergency }) : t('chat.helplines.emergencyUnknown'),
    ...lines.map((line) => t('chat.helplines.line', { name: line.name, contact: line.contact })),
    t('chat.helplines.international', { name: international.name, contact: international.contact }),
  ].join('\n');
}
