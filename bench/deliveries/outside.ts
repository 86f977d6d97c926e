import type { SMTPServerOptions } from 'smtp-server';
import type { AlertMessage, AlertNotifier } from '../../src/alerts/alert-notifier.ts';
import type { Attempted } from '../../src/domain/delivery-life.ts';
import type { ConnectorAnswer } from '../../test/helpers/bot-connector.ts';

/** The services that take messages, and fail. What really arrived is known here. */
export interface Outside {
  /** An outage begins or ends, perhaps. */
  change(): void;
  readonly smtp: SMTPServerOptions;
  readonly connector: (conversation: string) => ConnectorAnswer;
  /** Hands it over, and notes what arrived of it. */
  through(message: AlertMessage, notifier: AlertNotifier): Promise<Attempted>;
  /** How often a message of this id did. */
  arrived(id: string): number;
  /** How often something was not simply taken. */
  troubles: number;
  /** How the mail server ends all connections at once; set by who opens it. */
  hangUp: () => void;
}

type Weather = 'fair' | 'slow' | 'busy' | 'down' | 'mute';

/** In each of them most of what is sent meets the same. */
const connectorIn = {
  fair: [201],
  slow: [{ status: 201, afterMs: 2 }],
  busy: [{ status: 429, retryAfter: 120 }, { status: 429, retryAfter: 1 }, 412, 201],
  down: [502, 504, 503, 'hang up', 429],
  mute: ['lost', 'lost', 201],
} as const satisfies Record<Weather, readonly ConnectorAnswer[]>;

export function createOutside(random: () => number): Outside {
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error('there is nothing to pick from');
    return found;
  };
  const weathers = ['fair', 'fair', 'slow', 'busy', 'down', 'mute'] as const;
  let teams: Weather = 'fair';
  let mail: Weather = 'fair';
  const counts = new Map<string, number>();
  /** One at a time by person and channel: which message is on its way there. */
  const underWay = new Map<string, string>();
  const arrives = (where: string): void => {
    const id = underWay.get(where);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  const waiting = new Map<string, Promise<unknown>>();

  const refusal = (responseCode: number): Error => {
    outside.troubles += 1;
    return Object.assign(new Error('no'), { responseCode });
  };
  const outside: Outside = {
    hangUp: () => undefined,
    troubles: 0,
    change() {
      if (random() < 0.3) teams = pick(weathers);
      if (random() < 0.3) mail = pick(weathers);
    },
    connector(conversation) {
      const answer = random() < 0.01 ? pick([403, 404, 400]) : pick<ConnectorAnswer>(connectorIn[teams]);
      const status = typeof answer === 'object' ? answer.status : answer;
      if (answer !== 201) outside.troubles += 1;
      if (status === 201 || status === 'lost') arrives(`teams ${conversation}`);
      return answer;
    },
    smtp: {
      onMailFrom(_address, _session, callback) {
        callback(mail === 'down' && random() < 0.8 ? refusal(421) : null);
      },
      onRcptTo(_address, _session, callback) {
        if (random() < 0.01) return callback(refusal(550));
        return callback(mail === 'busy' && random() < 0.7 ? refusal(451) : null);
      },
      onData(stream, session, callback) {
        stream.resume().on('end', () => {
          const [to] = session.envelope.rcptTo;
          arrives(`mail ${to?.address}`);
          // taken, and not a word about it
          if (mail !== 'mute' || random() < 0.4) return callback();
          outside.troubles += 1;
          return outside.hangUp();
        });
      },
    },
    async through(message, notifier) {
      const { therapist } = message;
      const where = notifier.channel === 'mail' ? `mail ${therapist.mail?.address}` : `teams ${therapist.id}`;
      const turn = (waiting.get(where) ?? Promise.resolve()).then(async () => {
        underWay.set(where, message.id);
        return notifier.tell(message);
      });
      waiting.set(
        where,
        turn.catch(() => undefined),
      );
      return turn;
    },
    arrived: (id) => counts.get(id) ?? 0,
  };
  return outside;
}
