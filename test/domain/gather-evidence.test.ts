import { expect } from 'chai';
import { gatherEvidence } from '../../src/domain/gather-evidence.ts';
import { checkInId } from '../../src/domain/ids.ts';
import type { AllianceEvidence, Evidence } from '../../src/domain/alert.ts';
import { aClient } from '../helpers/chat.ts';

const low = (checkIn: string, value: number, domain: 'bond' | 'goals' = 'bond'): AllianceEvidence => ({
  kind: 'floor',
  domain,
  checkIn: checkInId(checkIn),
  at: '2026-11-23T19:00:00.000Z',
  value,
  reference: 5,
});
const words = (text: string): Evidence => ({
  kind: 'safety',
  tier: 'urgent',
  category: 'suicide',
  at: '2026-11-23T19:00:00.000Z',
  words: text,
});
const now = '2026-11-23T19:00:00.000Z';

describe('gathering evidence', () => {
  it('raises one alert and lets it grow', () => {
    const first = gatherEvidence(aClient(), 'alliance', [low('2026-11-16', 3)], now);
    const second = gatherEvidence(first.client, 'alliance', [low('2026-11-23', 2)], now);
    expect(second.client.alerts).to.have.length(1);
    expect(second.alert?.id).to.equal(first.alert?.id);
    expect(second.alert?.evidence).to.have.length(2);
  });

  it('says in the history that it is open again, once', () => {
    const first = gatherEvidence(aClient(), 'alliance', [low('2026-11-16', 3)], now);
    const [alert] = first.client.alerts;
    const seen = { ...first.client, alerts: [{ ...alert!, status: 'discussed' as const }] };
    const second = gatherEvidence(seen, 'alliance', [{ ...low('2026-11-23', 2), severity: 'severe' }], now);
    const third = gatherEvidence(
      second.client,
      'alliance',
      [{ ...low('2026-11-30', 2), severity: 'severe' }],
      now,
    );
    expect(third.alert?.history).to.deep.equal([{ status: 'grew', by: 'system', at: now, note: '' }]);
  });

  it('leaves an alert as it was seen when it only goes on', () => {
    const first = gatherEvidence(aClient(), 'alliance', [low('2026-11-16', 3)], now);
    const [alert] = first.client.alerts;
    const seen = { ...first.client, alerts: [{ ...alert!, status: 'discussed' as const }] };
    const { alert: after } = gatherEvidence(seen, 'alliance', [low('2026-11-23', 2)], now);
    expect(after).to.include({ status: 'discussed' });
    expect(after?.evidence).to.have.length(2);
  });

  it('puts a correction in the place of what it corrects', () => {
    const first = gatherEvidence(aClient(), 'alliance', [low('2026-11-23', 3)], now);
    const corrected = gatherEvidence(first.client, 'alliance', [low('2026-11-23', 4)], now);
    expect(corrected.alert?.evidence).to.deep.equal([low('2026-11-23', 4)]);
  });

  it('is bounded, and lets go of what is urgent last', () => {
    let client = aClient();
    const piece = (nth: number, tier: 'urgent' | 'concern'): Evidence => ({
      kind: 'safety',
      tier,
      category: 'suicide',
      at: now,
      words: `${nth}`,
      source: `${nth}`,
    });
    for (let nth = 0; nth < 60; nth += 1)
      ({ client } = gatherEvidence(client, 'safety', [piece(nth, nth === 1 ? 'urgent' : 'concern')], now));
    const kept = client.alerts[0]!.evidence.flatMap((one) => (one.kind === 'safety' ? [one.words] : []));
    expect(kept).to.have.length(40);
    expect(kept).to.include.members(['0', '1', '59']);
  });

  it('is the same piece however often its message comes', () => {
    const once: Evidence = { ...words('I want to die'), source: 'one' } as Evidence;
    const first = gatherEvidence(aClient(), 'safety', [once], now);
    expect(gatherEvidence(first.client, 'safety', [once], now).alert?.evidence).to.have.length(1);
  });

  it('opens an acknowledged alert again for new evidence, and not for a correction', () => {
    const first = gatherEvidence(aClient(), 'alliance', [low('2026-11-23', 3)], now);
    const seen = {
      ...first.client,
      alerts: first.client.alerts.map((alert) => ({ ...alert, status: 'acknowledged' as const })),
    };
    expect(gatherEvidence(seen, 'alliance', [low('2026-11-23', 4)], now).alert?.status).to.equal(
      'acknowledged',
    );
    expect(gatherEvidence(seen, 'alliance', [low('2026-11-23', 4, 'goals')], now).alert?.status).to.equal(
      'open',
    );
  });

  it('keeps the safety alert apart from the alliance alert, with every text', () => {
    const first = gatherEvidence(aClient(), 'alliance', [low('2026-11-23', 3)], now);
    const second = gatherEvidence(first.client, 'safety', [words('one')], now);
    const third = gatherEvidence(second.client, 'safety', [words('two')], now);
    expect(third.client.alerts.map(({ kind }) => kind)).to.have.members(['alliance', 'safety']);
    expect(third.alert?.evidence).to.deep.equal([words('one'), words('two')]);
  });

  it('stays bounded, keeping the first and the latest', () => {
    let { client } = gatherEvidence(aClient(), 'safety', [words('first')], now);
    for (let count = 0; count < 100; count += 1)
      client = gatherEvidence(client, 'safety', [words(String(count))], now).client;
    const evidence = client.alerts[0]?.evidence ?? [];
    expect(evidence).to.have.length(40);
    expect([evidence[0], evidence.at(-1)]).to.deep.equal([words('first'), words('99')]);
  });

  it('changes nothing without evidence', () => {
    const client = aClient();
    expect(gatherEvidence(client, 'alliance', [], now)).to.deep.equal({ client });
  });
});
