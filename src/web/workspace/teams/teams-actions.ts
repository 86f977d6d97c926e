import { createTeamsCode } from '../../../state/create-teams-code.ts';
import { untieTeams } from '../../../state/untie-teams.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import type { PageReply, MemberVisit } from '../route.ts';
import { teamsPage } from './teams-page.ts';

/** What the forms on the page do. */
export const teamsActions = ({ store, auditor }: WorkspaceDependencies) => ({
  /** The code is in this answer alone: in no address, and nowhere in clear. */
  code: async (visit: MemberVisit): Promise<PageReply> => {
    const { therapist, now } = visit;
    const fresh = await createTeamsCode({ store, auditor }, { therapist: therapist.id, now });
    return fresh ? teamsPage(visit, fresh) : { kind: 'redirect', to: '/workspace/teams' };
  },

  untie: async ({ therapist, now }: MemberVisit): Promise<PageReply> => {
    await untieTeams({ store, auditor }, { therapist: therapist.id, now });
    return { kind: 'redirect', to: '/workspace/teams?done=untied' };
  },
});
