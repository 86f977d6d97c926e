import { expect } from 'chai';
import type { CheckIn } from '../../src/domain/check-in.ts';
import type { Client } from '../../src/domain/client.ts';
import { isSameQuestion } from './read-version.ts';
import { inForce, left, type ModelCheckIn } from './state.ts';
import { versionNamed } from './versions.ts';

/** The stored check-in and the model's say the same; throws what differs. */
export function compareCheckIn(stored: CheckIn, model: ModelCheckIn): void {
  expect(stored.answers, 'the answers').to.deep.equal(inForce(model));
  const former = (stored.former ?? []).flatMap(({ instrument, answers }) =>
    Object.entries(answers).map(([key, answer]) => ({ key, answer, version: instrument.version })),
  );
  const kept = left(model);
  expect(former.length, 'former answers').to.equal(kept.length);
  for (const { key, linkId, answer, version } of kept) {
    const found = former.some(
      (one) =>
        one.key === key &&
        JSON.stringify(one.answer) === JSON.stringify(answer) &&
        isSameQuestion(versionNamed(one.version), versionNamed(version), linkId),
    );
    expect(found, `the former answer to ${key}`).to.equal(true);
  }
  const { status, wantsToTalk, comment, sentAt, instrument } = stored;
  expect({
    status,
    talk: wantsToTalk,
    comment,
    sent: sentAt !== undefined,
    version: instrument.version,
  }).to.deep.equal({
    status: model.status,
    talk: model.talk,
    comment: model.comment,
    sent: model.sent,
    version: model.version,
  });
  for (const scale of ['goals', 'tasks', 'bond', 'alliance'] as const) {
    expect(round(stored.score[scale]), `the score of ${scale}`).to.equal(round(model.score[scale]));
  }
}

const round = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1e6);

/** Of all else that a client's record holds, but for what the alert rule remembers, a conversation changes nothing. */
export function unchangedOtherwise(before: Client, after: Client): void {
  const rest = ({
    checkIn: _checkIn,
    recent: _recent,
    alerts: _alerts,
    signal: _signal,
    ...client
  }: Client) => client;
  expect(rest(after)).to.deep.equal(rest(before));
}
