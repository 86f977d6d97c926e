import type { CheckIn } from '../../../domain/check-in.ts';
import { answerTo, questionText } from '../../../domain/question.ts';
import { questions } from '../../../domain/questions.ts';
import { html, type Html } from '../html.ts';
import { answerWords } from './answer-words.ts';
import type { ClientView } from './view.ts';

/** The latest finished check-in, question by question, and where the running one stands. */
export function answersSection(view: ClientView): Html | undefined {
  const { t, wording } = view.visit;
  const { checkIn: running } = view.record.client;
  const latest = view.closed.findLast(({ answers }) => Object.keys(answers).length > 0);
  if (!latest && !running) return undefined;
  return html`<section class="panel" aria-labelledby="answers-head">
    <h2 id="answers-head">${t('workspace.answers.heading')}</h2>
    ${
      running?.status === 'open' &&
      html`<p>${t('workspace.answers.running', { date: wording.day(running.endsAt) })}</p>`
    }
    ${
      latest
        ? html`<p class="muted">
              ${t(latest.status === 'complete' ? 'workspace.answers.of' : 'workspace.answers.partOf', {
                date: wording.longDay(latest.completedAt ?? latest.begunAt),
              })}
            </p>
            ${list(view, latest)}`
        : html`<p class="muted">${t('workspace.answers.noneYet')}</p>`
    }
  </section>`;
}

function list({ visit: { t, wording }, instrumentOf }: ClientView, checkIn: CheckIn): Html {
  const instrument = instrumentOf(checkIn);
  if (!instrument) return html`<p>${t('workspace.answers.noWording')}</p>`;
  return html`<dl class="answers">
    ${questions(instrument, checkIn.answers, checkIn.context).map((question) => {
      const answer = answerTo(checkIn.answers, question.key);
      const given = answer && answer.kind !== 'skipped';
      return html`<div>
        <dt>${questionText(question, wording.language)}</dt>
        <dd class="${given ? '' : 'muted'}">${answerWords(answer, question.answer, t, wording)}</dd>
      </div>`;
    })}
  </dl>`;
}
