import type { TherapistTranslate } from '../i18n/therapist-texts.ts';
import type { AlertMessage } from './alert-notifier.ts';

/** What a note says in a chat: that somebody may be needed and whether at once, and nothing of who or why. */
export function noteWords(
  { about, urgent }: Pick<AlertMessage, 'about' | 'urgent'>,
  t: TherapistTranslate,
): { readonly title: string; readonly text: string } {
  switch (about) {
    case 'client':
      return {
        title: t(urgent ? 'alert.urgentTitle' : 'alert.title'),
        text: t(urgent ? 'alert.urgentText' : 'alert.text'),
      };
    case 'reminder':
      return {
        title: t(urgent ? 'alert.urgentTitle' : 'alert.reminderTitle'),
        text: t(urgent ? 'alert.urgentText' : 'alert.reminderText'),
      };
    case 'call':
    case 'overview':
    case 'test':
      return { title: t(`note.${about}.title`), text: t(`note.${about}.text`) };
  }
}
