import { createHmac } from 'node:crypto';
import { assert } from 'chai';
import fc from 'fast-check';
import type { AuditEvent } from '../../../src/domain/audit-event.ts';
import { clientId } from '../../../src/domain/ids.ts';
import { createAuditor } from '../../../src/state/audit/auditor.ts';
import { withoutFiled } from '../../../src/state/audit/without-filed.ts';
import { anEvent, auditor, events, key } from './history.ts';

describe('the auditor', () => {
  it('seals an event with an HMAC over its chain, its place, the seal before it and all its fields', () => {
    const event = anEvent({ clients: [clientId('c1'), clientId('c2')] });
    const first = auditor.append(auditor.begin('client:c'), anEvent());
    const { unfiled } = auditor.append(first, event);
    const over =
      `["event","client:c",2,"${first.seal}","2026-11-22T18:00:00.000Z","therapist","t",` +
      `"read","client","success",["c1","c2"]]`;
    assert.deepEqual(unfiled[1], {
      ...event,
      sequence: 2,
      seal: createHmac('sha256', key).update(over).digest('base64url'),
    });
  });

  it('counts without gaps, ends the chain with the latest event, and leaves the trail it was given', () => {
    const empty = auditor.begin('clinic');
    assert.deepEqual(empty, { chain: 'clinic', sequence: 0, seal: '', unfiled: [] });
    const three = auditor.append(auditor.append(empty, anEvent()), anEvent(), anEvent());
    assert.deepEqual(
      three.unfiled.map(({ sequence }) => sequence),
      [1, 2, 3],
    );
    assert.equal(three.sequence, 3);
    assert.equal(three.seal, three.unfiled[2]!.seal);
    assert.deepEqual(auditor.append(three), three);
    assert.isEmpty(empty.unfiled);
  });

  it('gives other seals to other events, other chains, other places and other keys', () => {
    const other = createAuditor(new Uint8Array(32).fill(8));
    const sealOf = (chain: string, event: AuditEvent, by = auditor): string =>
      by.append(by.begin(chain), event).seal;
    fc.assert(
      fc.property(events, events, (one, two) => {
        const same = JSON.stringify(normal(one)) === JSON.stringify(normal(two));
        assert.equal(sealOf('a', one) === sealOf('a', two), same);
        assert.notEqual(sealOf('a', one), sealOf('b', one));
        assert.notEqual(sealOf('a', one), sealOf('a', one, other));
        const twice = auditor.append(auditor.begin('a'), one, one).unfiled;
        assert.notEqual(twice[0]!.seal, twice[1]!.seal);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps nothing of an event that is not sealed', () => {
    const more = {
      ...anEvent(),
      answer: 'secret',
      actor: { role: 'therapist', id: 't', name: 'secret' },
    } as const;
    assert.notInclude(JSON.stringify(auditor.append(auditor.begin('a'), more)), 'secret');
  });

  it('refuses a short key', () => {
    assert.throws(() => createAuditor(new Uint8Array(31)), RangeError);
  });
});

const normal = ({ at, actor, action, record, outcome, clients }: AuditEvent): unknown => [
  at,
  actor.role,
  actor.id,
  action,
  record,
  outcome,
  clients,
];

describe('a trail', () => {
  it('lets go of what is filed and of nothing else', () => {
    const trail = auditor.append(auditor.begin('a'), anEvent(), anEvent(), anEvent());
    assert.deepEqual(withoutFiled(trail, 2), { ...trail, unfiled: trail.unfiled.slice(2) });
    assert.deepEqual(withoutFiled(trail, 3), { ...trail, unfiled: [] });
    assert.equal(withoutFiled(trail, 0), trail);
  });
});
