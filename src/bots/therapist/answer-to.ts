import type { Activity } from 'botbuilder';
import type { TherapistTranslate } from '../../i18n/therapist-texts.ts';
import { linkCard, openLink } from './link-card.ts';
import type { Request } from './read-request.ts';
import type { WorkspaceLinks } from '../../alerts/workspace-links.ts';

/** What a therapist is answered: links to pages behind their sign-in, no names and no numbers. */
export function answerTo(
  request: Request,
  { links, t }: { readonly links: WorkspaceLinks; readonly t: TherapistTranslate },
): string | Partial<Activity> {
  const caseload = openLink(t('openCaseload'), links.caseload());
  switch (request) {
    case 'caseload':
      return linkCard({ text: t('caseload'), actions: [caseload] });
    case 'help':
      return linkCard({ text: t('help'), actions: [caseload, openLink(t('openTeams'), links.teams())] });
    case 'about':
      return t('about');
  }
}
