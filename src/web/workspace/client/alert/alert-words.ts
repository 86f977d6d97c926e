import { isRightToLeft, languageFor, type Language } from '../../../../i18n/languages.ts';
import { alertTexts, type AlertTranslate } from '../../../../i18n/alert-texts.ts';
import type { MemberVisit } from '../../route.ts';
import { createWording, type Wording } from '../../wording.ts';

/** What alerts are written in: the therapist's language, where the rest of the workspace has none of it too. */
export interface AlertWords {
  readonly t: AlertTranslate;
  readonly wording: Wording;
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
}

export function alertWords({
  therapist,
  wording,
  now,
}: Pick<MemberVisit, 'therapist' | 'wording' | 'now'>): AlertWords {
  const language = languageFor(therapist.language, wording.language);
  return {
    t: alertTexts(language),
    wording:
      language === wording.language ? wording : createWording({ language, timeZone: wording.timeZone, now }),
    language,
    direction: isRightToLeft(language) ? 'rtl' : 'ltr',
  };
}
