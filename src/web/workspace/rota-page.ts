import { therapistId, type TherapistId } from '../../domain/ids.ts';
import { readPages } from '../../state/read-pages.ts';
import { setRota } from '../../state/set-rota.ts';
import { clinicPartition } from '../../state/store.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { html, type Html } from './html.ts';
import { layout, tokenField } from './layout.ts';
import { stopped } from './message-page.ts';
import type { PageReply, MemberVisit } from './route.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface Person {
  readonly id: TherapistId;
  readonly name: string;
}

/** For a supervisor or an operator: who gets safety alerts while the clinic is closed, by weekday. */
export async function rotaPage(
  { store, hours }: WorkspaceDependencies,
  visit: MemberVisit,
): Promise<PageReply> {
  const { t, wording, therapist, formToken, query } = visit;
  const [people, clinic] = await Promise.all([
    peopleOf({ store }),
    store.clinic.get(clinicPartition, 'clinic'),
  ]);
  const { rota = {} } = clinic?.document ?? {};
  const open =
    hours &&
    t('workspace.rota.hours', {
      days: wording.list(hours.days.map((day) => dayName(day, wording.language, 'short'))),
      from: clock(hours.from),
      to: clock(hours.to),
    });
  return {
    kind: 'page',
    status: 200,
    page: layout({
      t,
      wording,
      title: t('workspace.rota.title'),
      main: html`<div class="narrow">
        <h1>${t('workspace.rota.title')}</h1>
        <p class="muted">${t('workspace.rota.intro', { hours: open ?? '' })}</p>
        ${query.get('done') === 'saved' && html`<p class="notice" role="status">${t('workspace.rota.saved')}</p>`}
        <form class="panel form" method="post" action="/workspace/rota">
          ${tokenField(formToken)}
          ${weekdays.map((day) => daySelect(visit, { day, people, chosen: rota[String(day)] }))}
          <div class="actions">
            <button class="primary" type="submit">${t('workspace.rota.save')}</button>
          </div>
        </form>
      </div>`,
      signedIn: { therapist, formToken },
    }),
  };
}

export async function saveRota(
  { store, auditor }: WorkspaceDependencies,
  visit: MemberVisit,
): Promise<PageReply> {
  const people = new Set((await peopleOf({ store })).map(({ id }) => id));
  const rota: Record<string, TherapistId> = {};
  for (const day of weekdays) {
    const given = visit.form.get(`day-${day}`);
    if (given === null) return stopped(visit, 400, 'badForm');
    if (given === '') continue;
    const id = therapistId(given);
    if (!people.has(id)) return stopped(visit, 400, 'badForm');
    rota[String(day)] = id;
  }
  await setRota({ store, auditor }, { rota, by: visit.therapist, at: visit.now });
  return { kind: 'redirect', to: '/workspace/rota?done=saved' };
}

/** Who may be on duty: everybody who sees clients, or supervises those who do. */
async function peopleOf({ store }: Pick<WorkspaceDependencies, 'store'>): Promise<readonly Person[]> {
  const found: Person[] = [];
  for await (const { id, name, roles = ['therapist'] } of readPages(store.therapists, clinicPartition, 1000))
    if (roles.includes('therapist') || roles.includes('supervisor')) found.push({ id, name });
  return found;
}

function daySelect(
  { t, wording }: MemberVisit,
  {
    day,
    people,
    chosen,
  }: { readonly day: number; readonly people: readonly Person[]; readonly chosen: TherapistId | undefined },
): Html {
  const sorted = people.toSorted((a, b) => wording.compare(a.name, b.name));
  return html`<div class="field">
    <label for="day-${day}">${dayName(day, wording.language, 'long')}</label>
    <select id="day-${day}" name="day-${day}">
      <option value="">${t('workspace.rota.nobody')}</option>
      ${sorted.map(
        ({ id, name }) => html`<option value="${id}" ${id === chosen && html`selected`}>${name}</option>`,
      )}
    </select>
  </div>`;
}

// 1 January 2024 was a Monday
const dayName = (day: number, language: string, weekday: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));

const clock = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
