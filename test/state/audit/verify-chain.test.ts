import { assert } from 'chai';
import fc from 'fast-check';
import { verifyChain, type ChainReport } from '../../../src/state/audit/verify-chain.ts';
import { changes, forgeries } from './changes.ts';
import { anEvent, auditor, keep, steps, type Kept } from './history.ts';

const chain = 'client:c';
const nothing = new Map<number, string>();
const anchorOf = ({ trail }: Kept): Map<number, string> => new Map([[trail.sequence, trail.seal]]);

/** As the store would give it: through JSON, in the order of the ids. */
function verified({ trail, segments }: Kept, anchored = nothing): Promise<ChainReport> {
  const stored = structuredCloneOfJson(segments).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return verifyChain(auditor, {
    chain,
    trail: structuredCloneOfJson(trail),
    segments: (async function* () {
      yield* stored;
    })(),
    anchored,
  });
}
const structuredCloneOfJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('the verification of a chain', () => {
  it('finds nothing in what the program wrote, however it was filed and wherever it was anchored', async () => {
    await fc.assert(
      fc.asyncProperty(steps(20), async (taken) => {
        const kept = keep(chain, taken);
        const last = kept.at(-1)!;
        const anchored = new Map(
          kept.filter(({ trail }) => trail.sequence > 0).flatMap((one) => [...anchorOf(one)]),
        );
        const events = taken.filter((step) => typeof step !== 'string').length;
        assert.deepEqual(await verified(last, anchored), { events, findings: [], found: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('finds every change that somebody makes without the key', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(steps(8), async (taken) => {
        const kept = keep(chain, taken).at(-1)!;
        for (const [how, changed] of changes(kept)) {
          made += 1;
          const { found } = await verified(changed);
          assert.isAbove(found, 0, how);
        }
      }),
      { numRuns: 60 },
    );
    assert.isAbove(made, 1000);
  });

  it('finds a chain that was rolled back behind its anchor, head and all', async () => {
    await fc.assert(
      fc.asyncProperty(steps(15), async (taken) => {
        const kept = keep(chain, taken);
        const last = kept.at(-1)!;
        for (const earlier of kept.filter(({ trail }) => trail.sequence < last.trail.sequence)) {
          assert.equal((await verified(earlier)).found, 0, 'by itself it is a good chain');
          const { findings } = await verified(earlier, anchorOf(last));
          assert.deepEqual(findings, [{ kind: 'truncated', chain, sequence: earlier.trail.sequence + 1 }]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds one that grew anew after it was rolled back', async () => {
    const [first, second] = keep(chain, [anEvent(), anEvent({ action: 'delete' })]);
    const anew = keep(chain, [anEvent(), anEvent(), anEvent()]).at(-1)!;
    assert.equal((await verified(anew, anchorOf(first!))).found, 0);
    assert.deepEqual((await verified(anew, anchorOf(second!))).findings, [
      { kind: 'recomputed', chain, sequence: 2 },
    ]);
  });

  it('finds what was sealed anew with the key, up to the anchor', async () => {
    await fc.assert(
      fc.asyncProperty(steps(10), fc.nat(), async (taken, n) => {
        const kept = keep(chain, taken);
        const last = kept.at(-1)!;
        const anchored = kept[n % kept.length]!;
        for (const [how, forged] of forgeries(last, anchored.trail.sequence)) {
          assert.equal((await verified(forged)).found, 0, 'by itself it is a good chain');
          assert.isAbove((await verified(forged, anchorOf(anchored))).found, 0, how);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says where and what', async () => {
    const kept = keep(chain, [...Array.from({ length: 3 }, () => anEvent()), 'file', anEvent()]).at(-1)!;
    const [segment] = kept.segments;
    const filed = segment!.events;
    const say = async (changed: Partial<Kept>): Promise<string[]> =>
      (await verified({ ...kept, ...changed })).findings.map(
        (finding) => `${finding.kind} ${'sequence' in finding ? finding.sequence : ''}`,
      );
    const events = (list: typeof filed) => ({ segments: [{ ...segment!, events: list }] });
    const trail = (over: Partial<Kept['trail']>) => ({ trail: { ...kept.trail, ...over } });
    assert.deepEqual(await say(events(filed.with(1, { ...filed[1]!, record: 'x' }))), ['altered 2']);
    assert.deepEqual(await say(events(filed.toSpliced(1, 1))), ['missing 2']);
    assert.deepEqual(await say(events(filed.toSpliced(1, 0, filed[0]!))), ['misplaced 1']);
    assert.deepEqual(await say({ segments: [] }), ['missing 1']);
    assert.deepEqual(await say({ segments: [{ ...segment!, id: '000000000002' }] }), ['misplaced 1']);
    assert.deepEqual(await say(trail({ unfiled: [] })), ['missing 4']);
    assert.deepEqual(await say(trail({ seal: 'x' })), ['head 4']);
    assert.deepEqual(await say(trail({ sequence: 2, seal: filed[1]!.seal, unfiled: [] })), ['beyond-head 3']);
    assert.deepEqual(await say(trail({ unfiled: [{ ...filed[2]!, record: 'x' }, ...kept.trail.unfiled] })), [
      'contradicted 3',
    ]);
    assert.deepEqual(await say(trail({ chain: 'client:d' })), ['unreadable 0']);
  });

  it('names no content', async () => {
    const kept = keep(chain, [anEvent({ actor: { role: 'client', id: 'secret' } }), 'file']).at(-1)!;
    for (const [, changed] of changes(kept)) {
      assert.notInclude(JSON.stringify(await verified(changed)), 'secret');
    }
  });

  it('keeps a hundred findings of a chain and counts the others', async () => {
    const many = keep(
      chain,
      Array.from({ length: 150 }, () => anEvent()),
    ).at(-1)!;
    const unfiled = many.trail.unfiled.map((event) => ({ ...event, record: 'x' }));
    const { findings, found } = await verified({ segments: [], trail: { ...many.trail, unfiled } });
    assert.deepEqual([findings.length, found], [100, 150]);
  });
});
