import type { AlertNotifier } from '../../alerts/alert-notifier.ts';
import type { Attempted } from '../../domain/delivery-life.ts';
import type { Instant } from '../../domain/ids.ts';
import { languageFor } from '../../i18n/languages.ts';
import { therapistTexts } from '../../i18n/therapist-texts.ts';
import { noteTherapistGone } from '../../state/note-therapist-gone.ts';
import type { Store, TherapistDocument, TeamsIdentity } from '../../state/store.ts';
import { isTied } from '../../state/tied-therapist.ts';
import { sendToPlace, type PlaceSender } from '../send-to-place.ts';
import { alertCard } from './alert-card.ts';

/** Tells people in their own chat in Teams, where they tied one and it still takes messages. */
export function createTeamsAlertNotifier({
  store,
  sender,
  now,
}: {
  readonly store: Pick<Store, 'therapists'>;
  readonly sender: PlaceSender;
  readonly now: () => Instant;
}): AlertNotifier {
  return {
    channel: 'teams',
    reaches: (therapist) => chatOf(therapist) !== undefined,

    async tell(message): Promise<Attempted> {
      const { therapist } = message;
      const teams = chatOf(therapist);
      if (!teams) return { kind: 'failed', why: 'unreachable' };
      const t = therapistTexts(languageFor(teams.place.locale, therapist.language));
      const result = await sendToPlace(sender, teams.place, alertCard(message, t));
      switch (result.kind) {
        case 'sent':
          return { kind: 'sent', ...(result.message !== undefined && { message: result.message }) };
        case 'unknown':
          return { kind: 'unknown' };
        case 'again': {
          const { status, afterMs } = result;
          // a gateway that gives up may have passed it on
          const unsure = status >= 500 && { unsure: true as const };
          return { kind: 'again', ...unsure, ...(afterMs !== undefined && { afterMs }) };
        }
        case 'gone':
          await noteTherapistGone(store, {
            therapist: therapist.id,
            conversation: teams.place.conversation,
            metAt: teams.place.at,
            now: now(),
          });
          return { kind: 'failed', why: 'gone' };
        case 'refused':
        case 'unreachable':
          return { kind: 'failed', why: 'refused' };
      }
    },
  };
}

const chatOf = (therapist: TherapistDocument): TeamsIdentity | undefined => {
  const { teams } = therapist;
  return teams && isTied(therapist, teams.user) && teams.place.goneAt === undefined ? teams : undefined;
};
