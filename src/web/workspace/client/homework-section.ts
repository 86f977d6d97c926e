import type { AnswerType, Instrument } from '../../../domain/instrument/instrument.ts';
import { homeworkChart } from '../../charts/homework-chart.ts';
import { html, trusted, type Html } from '../html.ts';
import { optionText } from '../../../dialogs/answer-text.ts';
import { homeworkIn, type HomeworkAnswers } from '../../../domain/homework-in.ts';
import type { ClientView } from './view.ts';

interface Told {
  readonly date: string;
  readonly said?: HomeworkAnswers;
  readonly instrument?: Instrument;
}

/** How much of the homework was done, how hard it was, and what got in the way. */
export function homeworkSection(view: ClientView): Html | undefined {
  const { t } = view.visit;
  const told = view.weeks.map(({ date, checkIn }): Told => {
    const instrument = checkIn && view.instrumentOf(checkIn);
    return checkIn && instrument ? { date, instrument, said: homeworkIn(checkIn, instrument) } : { date };
  });
  if (!told.some(({ said }) => said && said.each.length > 0)) return undefined;
  return html`<section class="panel" aria-labelledby="homework-trend-head">
    <h2 id="homework-trend-head">${t('workspace.homeworkTrend.heading')}</h2>
    ${drawing(view, told)} ${table(view, told)} ${barriers(view, told)}
  </section>`;
}

function drawing({ visit: { t, wording } }: ClientView, told: readonly Told[]): Html {
  const chart = {
    title: t('workspace.homeworkTrend.title'),
    description: t('workspace.homeworkTrend.description'),
    weeks: told.map(({ date, said }) => ({
      label: wording.date(date),
      status: said?.least,
      difficulty: said?.difficulty,
    })),
    names: {
      done: t('workspace.homeworkTrend.done'),
      partly: t('workspace.homeworkTrend.partly'),
      'not-done': t('workspace.homeworkTrend.not-done'),
    },
  };
  return html`<figure class="chart">
    <div class="chart-wide">
      ${trusted(homeworkChart({ ...chart, id: 'homework-wide', width: 760, height: 210 }))}
    </div>
    <div class="chart-narrow">
      ${trusted(homeworkChart({ ...chart, id: 'homework-narrow', width: 300, height: 200 }))}
    </div>
    <figcaption class="muted small">${t('workspace.homeworkTrend.caption')}</figcaption>
  </figure>`;
}

function table({ visit: { t, wording } }: ClientView, told: readonly Told[]): Html {
  return html`<details>
    <summary>${t('workspace.trend.asTable')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${t('workspace.homeworkTrend.title')}">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${t('workspace.week')}</th>
            <th scope="col">${t('workspace.homeworkTrend.status')}</th>
            <th scope="col">${t('workspace.homeworkTrend.difficulty')}</th>
          </tr>
        </thead>
        <tbody>
          ${told.toReversed().map(
            ({ date, said, instrument }) =>
              html`<tr>
                <th scope="row">${wording.date(date)}</th>
                <td class="words">
                  ${said && instrument && said.each.length > 0 ? statusWords(said, instrument) : '–'}
                </td>
                <td>${said?.difficulty === undefined ? '–' : wording.number(said.difficulty)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;

  function statusWords(said: HomeworkAnswers, instrument: Instrument): string {
    const { homeworkStatus, homeworkUnlisted } = instrument.scoring.roles;
    return said.each
      .map(({ title, code }) =>
        title === undefined
          ? optionText(code, typeOf(instrument, homeworkUnlisted), wording.language)
          : `${title}: ${optionText(code, typeOf(instrument, homeworkStatus), wording.language)}`,
      )
      .join('; ');
  }
}

function barriers({ visit: { t, wording } }: ClientView, told: readonly Told[]): Html | undefined {
  const counts = new Map<string, number>();
  for (const { said, instrument } of told) {
    for (const code of said?.barriers ?? []) {
      const words = optionText(
        code,
        typeOf(instrument, instrument?.scoring.roles.barriers),
        wording.language,
      );
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  }
  if (counts.size === 0) return undefined;
  const most = Math.max(...counts.values());
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || wording.compare(a, b));
  return html`<h3>${t('workspace.barriers.heading')}</h3>
    <ul class="barriers">
      ${sorted.map(
        ([words, count]) =>
          html`<li>
            <span>${words}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect width="100" height="8" rx="2" class="bar-ground" />
              <rect width="${Math.round((100 * count) / most)}" height="8" rx="2" class="bar" />
            </svg>
            <span class="muted">${t('workspace.barriers.times', { count })}</span>
          </li>`,
      )}
    </ul>`;
}

const typeOf = (instrument: Instrument | undefined, linkId: string | undefined): AnswerType | undefined =>
  instrument?.items.find((item) => item.linkId === linkId)?.answer;
