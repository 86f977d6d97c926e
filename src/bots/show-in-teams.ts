import type { TurnContext } from 'botbuilder';
import { formForTeams } from '../dialogs/form-for-teams.ts';

/** From here on whatever this turn sends to a chat in Teams has the form in which Teams shows it as it is meant. */
export function showInTeams(context: TurnContext): void {
  if (context.activity.channelId !== 'msteams') return;
  context.onSendActivities(async (_context, activities, next) => {
    for (const [at, activity] of activities.entries()) activities[at] = formForTeams(activity);
    return next();
  });
}
