import type { AlertNotifier, TellResult } from '../../alerts/alert-notifier.ts';
import type { Instant } from '../../domain/ids.ts';
import { nearestTherapistLanguage, therapistTexts } from '../../i18n/therapist-texts.ts';
import { noteTherapistGone } from '../../state/note-therapist-gone.ts';
import type { Store } from '../../state/store.ts';
import { isTied } from '../../state/tied-therapist.ts';
import { sendToPlace, type PlaceSender } from '../send-to-place.ts';
import { alertCard } from './alert-card.ts';
import type { WorkspaceLinks } from './workspace-links.ts';

/** Tells therapists in their own chat in Teams, where they tied one and it still takes messages. */
export function createTeamsAlertNotifier({
  store,
  sender,
  links,
  now,
}: {
  readonly store: Pick<Store, 'therapists'>;
  readonly sender: PlaceSender;
  readonly links: WorkspaceLinks;
  readonly now: () => Instant;
}): AlertNotifier {
  return {
    async tell({ therapist, alert }): Promise<TellResult> {
      const { teams } = therapist;
      if (!teams || !isTied(therapist, teams.user) || teams.place.goneAt !== undefined) return 'never';
      const t = therapistTexts(nearestTherapistLanguage(teams.place.locale, therapist.language));
      const result = await sendToPlace(
        sender,
        teams.place,
        alertCard(alert, { link: links.client(alert.client), t }),
      );
      switch (result.kind) {
        case 'sent':
          return 'told';
        case 'again':
        case 'unknown':
          return 'again';
        case 'gone':
          await noteTherapistGone(store, {
            therapist: therapist.id,
            conversation: teams.place.conversation,
            metAt: teams.place.at,
            now: now(),
          });
          return 'never';
        case 'unreachable':
          return 'never';
        case 'refused':
          return 'refused';
      }
    },
  };
}
