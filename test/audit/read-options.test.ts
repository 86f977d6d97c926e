import { assert } from 'chai';
import { readOptions } from '../../src/audit/read-options.ts';

describe("the audit command's options", () => {
  const seal = '-_abcdefghijklmnopqrstuvwxyz0123456789ABCDE';

  it('are read', () => {
    assert.deepEqual(readOptions(['verify']), { command: 'verify', noted: [] });
    const anchors = ['2026-11-21', '2026-11-22'].flatMap((day) => ['--anchor', `${day}:${seal}`]);
    assert.deepEqual(readOptions(['verify', ...anchors]), {
      command: 'verify',
      noted: [
        { day: '2026-11-21', seal },
        { day: '2026-11-22', seal },
      ],
    });
    assert.deepEqual(readOptions(['show', '--client', 'a']), { command: 'show', client: 'a' });
    assert.deepEqual(readOptions(['verify', '--help']), { command: 'help' });
  });

  for (const args of [
    [],
    ['verfy'],
    ['verify', 'again'],
    ['verify', '--anchor', '2026-11-22'],
    ['verify', '--anchor', '2026-11-22:short'],
    ['verify', '--anchor', `2026-11-22:${seal}a`],
    ['verify', '--anchor', `2026-11:${seal}`],
    ['verify', '--anchor'],
    ['verify', '--client', 'a'],
    ['verify', '--fix'],
    ['show'],
    ['show', '--client', ''],
    ['show', 'a'],
    ['show', '--client', 'a', '--anchor', `2026-11-22:${seal}`],
  ]) {
    it(`are not guessed from "${args.join(' ')}"`, () => {
      assert.isUndefined(readOptions(args));
    });
  }
});
