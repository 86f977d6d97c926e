import type { CheckIn } from '../../../domain/check-in.ts';
import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { answerTo } from '../../../domain/questions/question.ts';
import { questionKey } from '../../../domain/questions/question-key.ts';
import { sparkline } from '../../charts/sparkline.ts';
import { html, trusted, type Html } from '../html.ts';
import type { ClientView } from './view.ts';

interface Progress {
  readonly id: string;
  readonly title: string;
  readonly given: readonly { readonly date: string; readonly value: number }[];
}

/** How far along the client says they are with each goal, goal by goal. */
export function progressSection(view: ClientView): Html | undefined {
  const { t, wording } = view.visit;
  const goals = progressOf(view);
  if (goals.length === 0) return undefined;
  return html`<section class="panel" aria-labelledby="progress-head">
    <h2 id="progress-head">${t('workspace.progress.heading')}</h2>
    <ul class="progress">
      ${goals.map(({ title, given }, place) => {
        const last = given.at(-1);
        const first = given[0];
        if (!last || !first) return undefined;
        const drawing = sparkline({
          values: given.map(({ value }) => value),
          id: `progress-${place}`,
          title: t('workspace.progress.trend'),
          description: given
            .map(({ date, value }) => `${wording.date(date)}: ${wording.number(value)}`)
            .join('; '),
        });
        return html`<li>
          <span class="progress-title">${title}</span>
          <span class="alliance"
            ><span class="score"
              ><strong>${wording.number(last.value)}</strong>
              <span class="muted">${t('workspace.outOfTen')}</span></span
            >${trusted(drawing)}</span
          >
          <span class="muted"
            >${
              given.length > 1
                ? t('workspace.progress.since', {
                    from: wording.number(first.value),
                    date: wording.date(first.date),
                    last: wording.date(last.date),
                  })
                : t('workspace.progress.once', { date: wording.date(last.date) })
            }</span
          >
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Goals that were asked about, those still active first, by the wording they have now. */
function progressOf({ closed, record: { client }, instrumentOf }: ClientView): readonly Progress[] {
  const byGoal = new Map<string, { title: string; given: { date: string; value: number }[] }>();
  for (const checkIn of closed) {
    const instrument = instrumentOf(checkIn);
    for (const subject of checkIn.context.goal) {
      const value = instrument && ratingOf(checkIn, instrument, subject);
      if (value === undefined) continue;
      const known = byGoal.get(subject.id) ?? { title: subject.title, given: [] };
      byGoal.set(subject.id, { title: subject.title, given: [...known.given, { date: checkIn.id, value }] });
    }
  }
  const active = client.goals.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => id);
  return [...byGoal]
    .map(([id, { title, given }]) => ({
      id,
      title: client.goals.find((goal) => goal.id === id)?.title ?? title,
      given,
    }))
    .sort((a, b) => Number(active.includes(b.id)) - Number(active.includes(a.id)));
}

/** 0–10, whatever the question's own range. */
function ratingOf(
  { answers }: CheckIn,
  instrument: Instrument,
  subject: { readonly id: string; readonly title: string },
): number | undefined {
  const linkId = instrument.scoring.roles.goalProgress;
  const type = instrument.items.find((item) => item.linkId === linkId)?.answer;
  const answer = linkId === undefined ? undefined : answerTo(answers, questionKey(linkId, subject.id));
  if (type?.kind !== 'rating' || answer?.kind !== 'number') return undefined;
  return (10 * (answer.value - type.min)) / (type.max - type.min);
}
