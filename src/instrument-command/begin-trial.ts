import { createAlertRules } from '../alerts/alert-rules.ts';
import {
  questionnaireResponse,
  type QuestionnaireResponse,
} from '../domain/questions/questionnaire-response.ts';
import type { CheckIn } from '../domain/check-in.ts';
import { checkInId, clientId, therapistId } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Conversation, Outgoing } from '../dialogs/conversation.ts';
import { createTexts, type Language } from '../i18n/index.ts';

/** A conversation with nobody in particular, about one homework and one goal, that is kept nowhere. */
export interface Trial {
  readonly instrument: Instrument;
  /** What the dialogs need of one. */
  readonly conversation: Conversation;
  /** As it stands: answered so far, or completed. */
  response(): QuestionnaireResponse;
}

const nobody = () => Promise.reject(new Error('there is nobody here to ask about'));

export function beginTrial(instrument: Instrument, language: Language): Trial {
  const now = new Date().toISOString();
  const client = clientId('trial');
  const checkIn: CheckIn = {
    id: checkInId(now.slice(0, 10)),
    client,
    instrument: { id: instrument.id, version: instrument.version },
    status: 'open',
    context: {
      homework: [{ id: 'homework-1', title: 'Homework 1' }],
      goal: [{ id: 'goal-1', title: 'Goal 1' }],
    },
    answers: {},
    score: { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined },
    wantsToTalk: false,
    begunAt: now,
    endsAt: now,
  };
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  let nonces = 0;
  const outgoing: Outgoing[] = [];
  const conversation: Conversation = {
    instrument,
    instrumentAt: () => instrument,
    rules: createAlertRules(),
    texts: createTexts(),
    therapistName: '',
    clinicTimeZone: timeZone,
    newNonce: () => String((nonces += 1)),
    trendPicture: () => ({ contentType: 'image/svg+xml', url: '', description: '' }),
    now,
    incoming: { kind: 'opened' },
    device: { timeZone },
    user: '',
    ownRecord: nobody,
    drawDeviceCode: nobody,
    reminded: false,
    sawLastQuestion: true,
    client: {
      id: client,
      therapist: therapistId('trial'),
      label: '',
      status: 'joined',
      demo: true,
      enrolledAt: now,
      language,
      goals: [],
      homework: [],
      checkIn,
      recent: [],
      alerts: [],
    },
    asked: undefined,
    answered: undefined,
    danger: undefined,
    outgoing,
    closed: [],
    disclosed: [],
    veiled: false,
    happened: [],
    deviceCode: undefined,
    takeaway: undefined,
    forgetTranscript: false,
  };
  return {
    instrument,
    conversation,
    response: () => questionnaireResponse(instrument, conversation.client.checkIn ?? checkIn),
  };
}
