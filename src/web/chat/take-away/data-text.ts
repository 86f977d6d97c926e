import { answerText } from '../../../dialogs/answer-text.ts';
import { wordingIn } from '../../../dialogs/answer-wording.ts';
import type { Answers, CheckIn } from '../../../domain/check-in.ts';
import { formerCheckIns } from '../../../domain/former-check-ins.ts';
import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { ownInstrument } from '../../../domain/own-instrument.ts';
import { questionText } from '../../../domain/questions/question.ts';
import { questions } from '../../../domain/questions/questions.ts';
import type { Translate } from '../../../i18n/index.ts';
import type { OwnData } from '../../../state/take-own-data.ts';

interface Words {
  readonly t: Translate;
  readonly language: string;
  /** As dates are written where the client lives. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
  readonly instrumentAt: (id: string, version: string) => Instrument | undefined;
}

/** A client's data to be read by them, as plain text: the newest check-in first. */
export function dataText({ client, checkIns, alerts }: OwnData, at: string, words: Words): string {
  const { t } = words;
  const day = (instant: string): string => written(instant, { dateStyle: 'long' }, words);
  const listed = (list: readonly { readonly title: string }[]): string =>
    list.length === 0 ? '–' : list.map(({ title }) => title).join('; ');
  const { consent, formerConsents = [] } = client;
  const consents = [...formerConsents, ...(consent ? [consent] : [])];
  return [
    t('chat.myData.file.title', { when: written(at, both, words) }),
    [
      ...consents.flatMap(({ givenAt, withdrawnAt }) => [
        t('chat.myData.consent', { day: day(givenAt) }),
        ...(withdrawnAt === undefined ? [] : [t('chat.myData.consentWithdrawn', { day: day(withdrawnAt) })]),
      ]),
      t('chat.myData.file.goals', { list: listed(client.goals) }),
      t('chat.myData.file.homework', { list: listed(client.homework) }),
      t('chat.myData.alerts', { alerts: alerts.length }),
    ].join('\n'),
    ...checkIns.toReversed().map((checkIn) => checkInText(checkIn, words)),
    t('chat.myData.file.leftOut'),
    '',
  ].join('\n\n');
}

const both = { dateStyle: 'full', timeStyle: 'short' } as const;

const written = (
  instant: string,
  style: Intl.DateTimeFormatOptions,
  { locale, timeZone }: Pick<Words, 'locale' | 'timeZone'>,
): string => new Intl.DateTimeFormat([locale, 'en'], { ...style, timeZone }).format(new Date(instant));

function checkInText(checkIn: CheckIn, words: Words): string {
  const { t, instrumentAt } = words;
  const { begunAt, answers, comment, wantsToTalk } = checkIn;
  return [
    `== ${written(begunAt, both, words)} ==`,
    ...answersText(answers, { checkIn, instrument: ownInstrument(checkIn, instrumentAt) }, words),
    // to questions that were asked otherwise before
    ...formerCheckIns(checkIn, instrumentAt).flatMap((former) => answersText(former.answers, former, words)),
    ...(comment === undefined ? [] : [t('chat.myData.file.comment', { comment })]),
    ...(wantsToTalk ? [t('chat.summary.talk')] : []),
  ].join('\n');
}

/** These of a check-in's answers, each with its question. */
function answersText(
  given: Answers,
  { checkIn, instrument }: { readonly checkIn: CheckIn; readonly instrument?: Instrument | undefined },
  { t, language }: Words,
): readonly string[] {
  if (Object.keys(given).length === 0) return [];
  if (!instrument) return [t('chat.myData.file.wordsGone')];
  return questions(instrument, checkIn.answers, checkIn.context)
    .filter(({ key, another }) => !another && Object.hasOwn(given, key))
    .map(
      (question) =>
        `${questionText(question, language)} ${answerText(given[question.key], question.answer, wordingIn(language, t))}`,
    );
}
