import type { TurnContext } from 'botbuilder';
import type { ChannelUserDocument } from '../../state/store.ts';
import type { Instant } from '../../domain/ids.ts';
import { tieTeams, type TieParts } from '../../state/tie-teams.ts';
import { tiedTherapist } from '../../state/tied-therapist.ts';
import { channelUserOf, identityOf } from '../channel-user.ts';
import type { CodeTries } from './code-tries.ts';
import { placeOf } from './place-of.ts';

/** What is said about a code, as the texts name it. */
export type Told = 'tied' | 'again' | 'unknown' | 'client' | 'notYou' | 'unnamed' | 'tooMany';

/** Ties the chat that a code was typed in, one to one, to the account it was made for, or says why not. */
export async function tieChat(
  { activity }: TurnContext,
  {
    store,
    auditor,
    tries,
    now,
  }: Pick<TieParts, 'store' | 'auditor'> & { readonly tries: CodeTries; readonly now: () => Instant },
  { code, who }: { readonly code: string; readonly who: ChannelUserDocument | undefined },
): Promise<Told> {
  const user = channelUserOf(activity);
  if (who?.client !== undefined) return 'client';
  if (identityOf(activity) === undefined) return 'unnamed';
  if (who && (await tiedTherapist(store, { therapist: who.therapist, user }))) return 'again';
  const at = now();
  const instant = Date.parse(at);
  if (!tries.mayTry(user, instant)) return 'tooMany';
  const tie = await tieTeams({ store, auditor }, { code, user, place: placeOf(activity, at), now: at });
  if (tie.ok) return 'tied';
  tries.failed(user, instant);
  switch (tie.reason) {
    case 'not-you':
      return 'notYou';
    case 'tied':
      return 'again';
    case 'unknown':
    case 'client':
      return tie.reason;
  }
}
