import type { Alert } from '../../../domain/alert.ts';
import type { CheckIn } from '../../../domain/check-in.ts';
import { formerCheckIns } from '../../../domain/former-check-ins.ts';
import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { ownInstrument } from '../../../domain/own-instrument.ts';
import { questionnaireResponse } from '../../../domain/questions/questionnaire-response.ts';
import type { OwnData } from '../../../state/take-own-data.ts';

type InstrumentAt = (id: string, version: string) => Instrument | undefined;

/**
 * A client's data for another program: plain fields, and each check-in's answers as FHIR R4 QuestionnaireResponses.
 * What people at the clinic noted about an alert is theirs, and not in it.
 */
export function dataJson(
  { client, checkIns, alerts }: OwnData,
  at: string,
  instrumentAt: InstrumentAt,
): string {
  const { consent, formerConsents = [], due, goals, homework, erasureAskedAt, reminders } = client;
  const data = {
    writtenAt: at,
    client: {
      id: client.id,
      label: client.label,
      status: client.status,
      enrolledAt: client.enrolledAt,
      language: client.language,
      country: client.country,
      due,
      reminders,
      reminderAddress: client.reminderMail?.address?.address,
      consents: [...formerConsents, ...(consent ? [consent] : [])],
      erasureAskedAt,
      goals,
      homework,
    },
    checkIns: checkIns.map((checkIn) => ofCheckIn(checkIn, instrumentAt)),
    alerts: alerts.map(ofAlert),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function ofCheckIn(checkIn: CheckIn, instrumentAt: InstrumentAt) {
  const { id, status, begunAt, endsAt, completedAt, sentAt, score, comment, wantsToTalk } = checkIn;
  const former = formerCheckIns(checkIn, instrumentAt).map((one) => ofAnswers(one.checkIn, one.instrument));
  return {
    week: id,
    status,
    begunAt,
    endsAt,
    completedAt,
    sentAt,
    score,
    comment,
    wantsToTalk,
    ...ofAnswers(checkIn, ownInstrument(checkIn, instrumentAt)),
    ...(former.length > 0 && { former }),
  };
}

/** The answers alone where the words of their version are gone. */
const ofAnswers = (checkIn: CheckIn, instrument: Instrument | undefined) =>
  instrument
    ? { questionnaireResponse: questionnaireResponse(instrument, checkIn) }
    : { instrument: checkIn.instrument, answers: checkIn.answers };

const ofAlert = ({ id, kind, status, evidence }: Alert) => ({ id, kind, status, evidence });
