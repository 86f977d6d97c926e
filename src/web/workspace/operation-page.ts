import { directoryCode, helplineDigest } from '../../safety/helpline-digest.ts';
import { clientCountries } from '../../state/client-countries.ts';
import { confirmationOf } from '../../state/helpline-confirmations.ts';
import type { Operation } from '../../state/read-operation.ts';
import type { SpokenLanguage } from '../../i18n/languages.ts';
import { tag } from './attention-words.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';
import { stopped } from './message-page.ts';
import type { OperatorVisit, PageReply } from './route.ts';

/** For an operator: how the installation stands. Nothing of any client. */
export async function operationPage(
  { program }: WorkspaceDependencies,
  visit: OperatorVisit,
): Promise<PageReply> {
  const { t, wording, therapist, formToken } = visit;
  const operation = await visit.operation();
  if (!operation) return stopped(visit, 403, 'notYourRole');
  const { clinic, anchoredOn } = operation;
  const facts: readonly (readonly [string, string])[] = [
    ...(program
      ? ([
          [t('workspace.operation.version'), program.version],
          [t('workspace.operation.store'), t(`workspace.operation.home.${program.store}`)],
          [t('workspace.operation.languages'), program.languages.map(languageLine(visit)).join('; ')],
        ] as const)
      : []),
    [
      t('workspace.operation.anchored'),
      anchoredOn === undefined ? t('workspace.operation.never') : wording.date(anchoredOn),
    ],
    ...(clinic.restoredAt === undefined
      ? []
      : ([[t('workspace.operation.restored'), wording.time(clinic.restoredAt)]] as const)),
  ];
  return {
    kind: 'page',
    status: 200,
    page: layout({
      t,
      wording,
      title: t('workspace.operation.title'),
      main: html`<div class="page-head">
          <h1>${t('workspace.operation.title')}</h1>
          <a href="/workspace/rota">${t('workspace.overview.rota')}</a>
        </div>
        <section class="panel" aria-labelledby="program">
          <h2 id="program">${t('workspace.operation.program')}</h2>
          <table class="plain-table">
            <tbody>
              ${facts.map(
                ([name, value]) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    <td>${value}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </section>
        ${deadLetters(visit, operation)}
        <section class="panel" aria-labelledby="helplines">
          <h2 id="helplines">${t('workspace.operation.helplines')}</h2>
          <p class="muted">${t('workspace.operation.aboutHelplines')}</p>
          <table class="plain-table">
            <tbody>
              ${codesOf(operation, program?.countries ?? []).map((code) => helplines(visit, operation, code))}
            </tbody>
          </table>
        </section>`,
      signedIn: { therapist, formToken, place: 'operation' },
    }),
  };
}

/** Notes that reached nobody, by what each channel said of it. */
function deadLetters({ t, wording }: OperatorVisit, { deadLetters: letters }: Operation): Html {
  const reasons = letters.flatMap(({ why }) =>
    why.length === 0
      ? [t('workspace.operation.noChannel')]
      : why.map((one) =>
          t('workspace.operation.letterWhy', {
            channel: t(`workspace.delivery.channel.${one.channel}`),
            why: t(`workspace.delivery.why.${one.why}`),
          }),
        ),
  );
  const counts = [...new Set(reasons)].map(
    (reason) => [reason, wording.number(reasons.filter((one) => one === reason).length)] as const,
  );
  const latest = letters
    .map(({ at }) => at)
    .sort()
    .at(-1);
  return html`<section class="panel" aria-labelledby="letters">
    <h2 id="letters">${t('workspace.operation.letters')}</h2>
    <p class="muted">${t('workspace.operation.aboutLetters')}</p>
    ${
      latest === undefined
        ? html`<p>${t('workspace.operation.lettersNone')}</p>`
        : html`<table class="plain-table">
            <tbody>
              ${[
                [t('workspace.operation.lettersAll'), wording.number(letters.length)] as const,
                [t('workspace.operation.lettersLatest'), wording.time(latest)] as const,
                ...counts,
              ].map(
                ([name, value]) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    <td class="figure">${value}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`;
}

const languageLine =
  ({ t, wording }: OperatorVisit) =>
  ({ code, reviewedBy }: SpokenLanguage): string => {
    const language = new Intl.DisplayNames([wording.language], { type: 'language' }).of(code) ?? code;
    return reviewedBy === ''
      ? t('workspace.operation.notReviewed', { language })
      : t('workspace.operation.reviewed', { language, name: reviewedBy });
  };

/** What clients can be shown: of the countries they may choose or have, and the directory. */
const codesOf = ({ clinic }: Operation, offered: readonly string[]): readonly string[] => [
  ...new Set([...offered, ...clientCountries(clinic), directoryCode]),
];

function helplines({ t, wording }: OperatorVisit, { clinic }: Operation, code: string): Html {
  const name =
    code === directoryCode
      ? t('workspace.operation.directory')
      : (new Intl.DisplayNames([wording.language], { type: 'region' }).of(code) ?? code);
  const digest = helplineDigest(code);
  const confirmed = digest === undefined ? undefined : confirmationOf(clinic, { code, digest });
  return html`<tr>
    <th scope="row">${name}</th>
    <td>
      ${
        confirmed
          ? tag(
              'seen',
              t('workspace.operation.confirmed', { by: confirmed.by, date: wording.day(confirmed.at) }),
            )
          : tag('alert', t('workspace.operation.unconfirmed'))
      }
    </td>
  </tr>`;
}
