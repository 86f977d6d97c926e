import { nearestLanguage, type Language } from '../i18n/languages.ts';
import { safetyTexts, type SafetyKey, type SafetyTranslate } from '../i18n/safety-texts.ts';
import type { Category, Finding } from '../safety/finding.ts';
import { helplines } from '../safety/helplines.ts';

/** Who was told of what was found, as the client is told. */
export type Told =
  | { readonly who: 'therapist'; readonly name: string }
  /** The clinic's rota. */
  | { readonly who: 'rota' }
  /** Nobody yet: it waits on this machine's disk. */
  | { readonly who: 'waiting' }
  /** Nobody, and it is not kept either. */
  | { readonly who: 'nobody' };

/**
 * The client's language, and, where its list does not have what they wrote, the language they wrote it in after it.
 * @param chosen as BCP 47; before they chose one, their device's.
 */
export function replyLanguages(
  { lists }: Pick<Finding, 'lists'>,
  chosen: string | undefined,
): readonly [Language, ...Language[]] {
  const wanted = nearestLanguage([chosen]);
  const found = lists.flatMap(({ language }) => nearestLanguage([language]) ?? []);
  const [written] = found;
  if (!wanted) return [written ?? 'en'];
  return written === undefined || found.includes(wanted) ? [wanted] : [wanted, written];
}

/**
 * The reply to what was found: helplines at once, who will know of it, never who reads it soon.
 * @param before how often it was answered much the same way in this conversation: the words change.
 */
export function safetyReply({
  finding,
  languages,
  country,
  told,
  before,
}: {
  readonly finding: Finding;
  readonly languages: readonly Language[];
  readonly country: string | undefined;
  readonly told: Told;
  readonly before: number;
}): string {
  return languages
    .map((language) => {
      const t = safetyTexts(language);
      const values = { helplines: helplineText(t, country, [finding.category, ...(finding.also ?? [])]) };
      return [t(textFor(finding, before), values), toldText(t, told, finding)].join('\n\n');
    })
    .join(between);
}

const between = '\n\n· · ·\n\n';

/** To a group, which is not to learn that a member of it is a client. */
export const groupReply = (finding: Finding, languages: readonly Language[]): string =>
  languages
    .map((language) => {
      const t = safetyTexts(language);
      return t('group', { helplines: helplineText(t, undefined, [finding.category]) });
    })
    .join(between);

/** More would not be read. */
const mostLines = 5;

/** The numbers for a country, one a line, for the first of the categories before the others; for none, all kinds. */
export function helplineText(
  t: SafetyTranslate,
  country: string | undefined,
  categories: readonly (Category | undefined)[],
): string {
  const [first, ...others] = categories.map((category) => helplines(country, category));
  const { emergency, lines, international } = first ?? helplines(country);
  const all = [...lines, ...others.flatMap((each) => each.lines)];
  const shown = all.filter((line, at) => all.findIndex(({ contact }) => contact === line.contact) === at);
  return [
    emergency ? t('helplines.emergency', { contact: emergency }) : t('helplines.emergencyUnknown'),
    ...shown.slice(0, mostLines).map(({ name, contact }) => t('helplines.line', { name, contact })),
    t('helplines.international', { name: international.name, contact: international.contact }),
  ].join('\n');
}

function textFor({ tier, category }: Finding, before: number): SafetyKey {
  if (before > 0) {
    const again = againFor(category, tier);
    return again[(before - 1) % again.length] ?? again[0];
  }
  if (category === 'relapse') return 'concern.relapse';
  return tier === 'urgent' ? `urgent.${category}` : `concern.${category}`;
}

function againFor(category: Category, tier: Finding['tier']): readonly [SafetyKey, ...SafetyKey[]] {
  switch (category) {
    case 'overdose':
    case 'medical':
      return ['again.emergency1', 'again.emergency2'];
    case 'abuse':
      return ['again.abuse1', 'again.abuse2'];
    case 'relapse':
      return ['again.other1', 'again.other2'];
    case 'suicide':
    case 'self-harm':
    case 'harm-to-others':
      return tier === 'urgent'
        ? ['again.danger1', 'again.danger2', 'again.danger3']
        : ['again.other1', 'again.other2'];
  }
}

function toldText(t: SafetyTranslate, told: Told, { tier }: Finding): string {
  switch (told.who) {
    case 'therapist':
      return t(`told.${tier}`, { therapist: told.name });
    case 'rota':
      return t('told.rota');
    case 'waiting':
      return t('told.waiting');
    case 'nobody':
      return t('told.untold');
  }
}
