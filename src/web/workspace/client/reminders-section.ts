import { reminderState } from '../../../domain/reminder-wishes.ts';
import type { Delivery, ReminderWeek } from '../../../domain/reminder.ts';
import { nextInstant } from '../../../reminders/next-instant.ts';
import { html, type Html } from '../html.ts';
import type { ClientView } from './view.ts';

const weeksShown = 8;

/** What became of the client's reminders, week by week, as far as it is known, and when the next one is. */
export function remindersSection(view: ClientView): Html | undefined {
  const { t } = view.visit;
  const { client, reminders } = view.record;
  if (!client.due || (reminders.length === 0 && !view.reminds)) return undefined;
  return html`<section class="panel" aria-labelledby="reminders-head">
    <h2 id="reminders-head">${t('workspace.reminders.heading')}</h2>
    <p>${standing(view)}</p>
    ${reminders.length > 0 && table(view, reminders.slice(0, weeksShown))}
  </section>`;
}

function standing({ visit: { t, wording, now }, record: { client }, reminds }: ClientView): string {
  const { status, due, reminderNotice } = client;
  if (!reminds) return t('workspace.reminders.none');
  if (status !== 'joined' || !due) return t('workspace.reminders.notJoined');
  const wished = reminderState(client, now);
  if (wished.state === 'off') return t('workspace.reminders.off');
  if (wished.state === 'paused') return t('workspace.reminders.paused', { day: wording.day(wished.until) });
  if (reminderNotice)
    return t(`workspace.reminders.stopped.${reminderNotice.about}`, { date: wording.day(reminderNotice.at) });
  return t('workspace.reminders.next', { at: wording.time(nextInstant(due, now).at) });
}

function table(view: ClientView, weeks: readonly ReminderWeek[]): Html {
  const { t, wording } = view.visit;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${t('workspace.reminders.heading')}">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${t('workspace.week')}</th>
            <th scope="col">${t('workspace.reminders.reminder')}</th>
            <th scope="col">${t('workspace.reminders.nudge')}</th>
            <th scope="col">${t('workspace.reminders.checkIn')}</th>
          </tr>
        </thead>
        <tbody>
          ${weeks.map(
            (week) =>
              html`<tr>
                <th scope="row">${wording.date(week.id)}</th>
                <td class="words">${words(view, week.reminder)}</td>
                <td class="words">${words(view, week.nudge)}</td>
                <td class="words">${answered(view, week)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="muted small">${t('workspace.reminders.about')}</p>`;
}

function words({ visit: { t, wording } }: ClientView, delivery: Delivery | undefined): string {
  if (!delivery) return '–';
  const at = wording.time(delivery.at);
  switch (delivery.status) {
    case 'scheduled':
      return t('workspace.reminders.scheduled', { at });
    case 'sent':
      return t('workspace.reminders.sent', { at });
    // what a crash left while it was being sent
    case 'sending':
    case 'unknown':
      return t('workspace.reminders.unknown', { at });
    case 'failed':
      return t('workspace.reminders.failed', { why: t(`workspace.reminders.why.${delivery.why}`) });
    case 'skipped':
      return t('workspace.reminders.skipped', { why: t(`workspace.reminders.why.${delivery.why}`) });
  }
}

/** From the check-in itself; the week notes it only when the next one comes. */
function answered({ visit: { t, wording }, record }: ClientView, week: ReminderWeek): string {
  const checkIn = record.checkIns.find(({ id }) => id === week.id);
  const at = checkIn?.status === 'complete' ? checkIn.completedAt : week.answeredAt;
  return at === undefined ? '–' : t('workspace.reminders.answered', { at: wording.time(at) });
}
