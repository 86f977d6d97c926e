import type { TurnContext } from 'botbuilder';
import type { Incoming } from '../../dialogs/conversation.ts';
import { readTeamsCode } from '../../domain/teams-code.ts';
import { languageFor } from '../../i18n/languages.ts';
import { therapistTexts } from '../../i18n/therapist-texts.ts';
import { endTeamsCode } from '../../state/end-teams-code.ts';
import { clinicPartition, type ChannelUserDocument, type TherapistDocument } from '../../state/store.ts';
import { tiedTherapist } from '../../state/tied-therapist.ts';
import { upsert } from '../../state/upsert.ts';
import { channelUserOf } from '../channel-user.ts';
import { hasMoved, readPlace } from '../read-place.ts';
import { answerAlertCard, readAlertTap } from './answer-alert-card.ts';
import { createCodeTries } from './code-tries.ts';
import { answerTo } from './answer-to.ts';
import { readRequest } from './read-request.ts';
import type { TherapistParts } from './therapist-parts.ts';
import { tieChat } from './tie-chat.ts';

/** What a chat in Teams is for somebody who works at the clinic. Never a client's conversation. */
export interface TherapistSide {
  /**
   * Answers what comes from a therapist who tied their chat, and a code to tie one or a tap on an alert's card from
   * whoever it comes. One to one alone, and only where the safety screen found nothing.
   * @returns false for everything else: it was not answered.
   */
  take(
    context: TurnContext,
    came: { readonly incoming: Incoming; readonly who: ChannelUserDocument | undefined },
  ): Promise<boolean>;
  /** A code that was typed where others read along ties nothing any more. */
  overheard(incoming: Incoming): Promise<void>;
}

/** Where no chat is a therapist's. */
export const noTherapists: TherapistSide = {
  take: () => Promise.resolve(false),
  overheard: () => Promise.resolve(),
};

export function createTherapistSide(parts: TherapistParts): TherapistSide {
  const { store, now } = parts;
  const tries = createCodeTries();
  const codeIn = (incoming: Incoming): string | undefined =>
    incoming.kind === 'typed' ? readTeamsCode(incoming.text) : undefined;

  return {
    async take(context, { incoming, who }) {
      const { activity } = context;
      if (activity.channelId !== 'msteams') return false;
      const user = channelUserOf(activity);
      const t = therapistTexts(languageFor(activity.locale));
      const code = codeIn(incoming);
      if (code !== undefined) {
        const key = await tieChat(context, { ...parts, tries }, { code, who });
        await context.sendActivity(t(`code.${key}`));
        return true;
      }
      if (who?.client !== undefined) return false;
      const therapist = who && (await tiedTherapist(store, { therapist: who.therapist, user }));
      const tap = readAlertTap(incoming);
      if (!therapist) {
        if (tap) await context.sendActivity(t('alert.notTied'));
        return tap !== undefined;
      }
      await keepPlace(context, therapist);
      if (tap) await answerAlertCard(context, parts, { therapist, tap, t });
      else await context.sendActivity(answerTo(readRequest(incoming), { links: parts.links, t }));
      return true;
    },

    async overheard(incoming) {
      const code = codeIn(incoming);
      if (code !== undefined) await endTeamsCode(parts, { code, now: now() });
    },
  };

  async function keepPlace({ activity }: TurnContext, { id, teams }: TherapistDocument): Promise<void> {
    const place = readPlace(activity, now());
    if (!teams || !place) return;
    if (!hasMoved(teams.place, place) && teams.place.locale === place.locale) return;
    await upsert(store.therapists, clinicPartition, id, (current) =>
      current?.teams?.user === teams.user ? { ...current, teams: { ...current.teams, place } } : undefined,
    );
  }
}
