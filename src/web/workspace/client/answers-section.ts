import type { CheckIn } from '../../../domain/check-in.ts';
import { formerCheckIns, type FormerCheckIn } from '../../../domain/former-check-ins.ts';
import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { answerTo, questionText, type Question } from '../../../domain/questions/question.ts';
import { questions } from '../../../domain/questions/questions.ts';
import { html, type Html } from '../html.ts';
import { answerWords } from './answer-words.ts';
import type { ClientView } from './view.ts';

/** The latest finished check-in, question by question, and where the running one stands. */
export function answersSection(view: ClientView): Html | undefined {
  const { t, wording } = view.visit;
  const { checkIn: running } = view.record.client;
  const latest = view.closed.findLast(
    ({ answers, former }) => Object.keys(answers).length > 0 || former !== undefined,
  );
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
            ${list(view, latest, view.instrumentOf(latest))}
            ${formerCheckIns(latest, view.instrumentAt).map((former) => formerList(view, former))}`
        : html`<p class="muted">${t('workspace.answers.noneYet')}</p>`
    }
  </section>`;
}

/** Answers to what the questionnaire no longer asked when the check-in went on; in the words of their own version. */
const formerList = (view: ClientView, { checkIn, answers, instrument }: FormerCheckIn): Html =>
  html`<h3>${view.visit.t('workspace.answers.former')}</h3>
    ${list(view, checkIn, instrument, ({ key }) => answerTo(answers, key) !== undefined)}`;

function list(
  { visit: { t, wording } }: ClientView,
  checkIn: CheckIn,
  instrument: Instrument | undefined,
  shown: (question: Question) => boolean = () => true,
): Html {
  if (!instrument) return html`<p>${t('workspace.answers.noWording')}</p>`;
  return html`<dl class="answers">
    ${questions(instrument, checkIn.answers, checkIn.context)
      .filter((question) => question.another === undefined && shown(question))
      .map((question) => {
        const answer = answerTo(checkIn.answers, question.key);
        const given = answer && answer.kind !== 'skipped';
        return html`<div>
          <dt>${questionText(question, wording.language)}</dt>
          <dd class="${given ? '' : 'muted'}">${answerWords(answer, question.answer, t, wording)}</dd>
        </div>`;
      })}
  </dl>`;
}
