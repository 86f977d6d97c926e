import { assert } from 'chai';
import { checkInId, clientId } from '../../../src/domain/ids.ts';
import type { ReminderWeek } from '../../../src/domain/reminder.ts';
import { openWorkspace, weeks, type Browser, type Workspace } from './open-workspace.ts';

const due = { weekday: 7, hour: 18, minute: 0, timeZone: 'Europe/Madrid' } as const;
const at = (day: number, hour = 17): string => new Date(Date.UTC(2026, 10, day, hour)).toISOString();

describe('the reminders on a client’s page', () => {
  let workspace: Workspace;
  let ana: Browser;
  beforeEach(async () => {
    workspace = await openWorkspace();
    Object.assign(workspace.dependencies, { reminds: true });
    ana = await workspace.signedIn('ana');
  });
  afterEach(() => workspace.close());

  const keep = (day: number, week: Omit<ReminderWeek, 'id' | 'schema' | 'client'>) => {
    const id = checkInId(at(day).slice(0, 10));
    const client = clientId('one');
    return workspace.store.reminders.put('one', { id, schema: 1, client, ...week }, 'absent');
  };
  /** Rows of the section's table, as read. */
  const section = async (): Promise<{ standing: string; rows: string[] }> => {
    const { html } = await ana.get('/workspace/clients/one');
    const [, part = ''] = /aria-labelledby="reminders-head">([\s\S]*?)<\/section>/.exec(html) ?? [];
    const text = (cell: string): string => cell.replaceAll(/<[^>]*>/g, '').trim();
    return {
      standing: text(/<p>([\s\S]*?)<\/p>/.exec(part)?.[1] ?? ''),
      rows: [...part.matchAll(/<tr>([\s\S]*?)<\/tr>/g)]
        .slice(1)
        .map(([, row = '']) =>
          [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)]
            .map(([, cell = '']) => text(cell))
            .join(' | '),
        ),
    };
  };

  it('say what is known of each, newest first', async () => {
    const [checkIn] = weeks([8]).map((week) => ({ ...week, id: checkInId('2026-11-08') }));
    await workspace.enrol('one', { status: 'joined', due, recent: [checkIn!] });
    await keep(1, {
      reminder: { status: 'failed', at: at(1), why: 'busy' },
      nudge: { status: 'skipped', at: at(3), why: 'holiday' },
    });
    await keep(8, { reminder: { status: 'sent', at: at(8) } });
    await keep(15, {
      reminder: { status: 'unknown', at: at(15) },
      nudge: { status: 'scheduled', at: at(23) },
    });
    const { standing, rows } = await section();
    assert.equal(standing, 'Next: 22 Nov, 18:00, unless the check-in is done by then.');
    assert.deepEqual(rows, [
      '15 Nov | Perhaps sent 15 Nov, 18:00 | Planned for 23 Nov, 18:00 | –',
      `8 Nov | Sent 8 Nov, 18:00 | – | Done ${workspaceTime(checkIn!.completedAt!)}`,
      '1 Nov | Not delivered: the channel did not take it | Not sent: the clinic was closed | –',
    ]);
  });

  it('show one that a crash left as perhaps sent', async () => {
    await workspace.enrol('one', { status: 'joined', due });
    await keep(15, { reminder: { status: 'sending', at: at(15) } });
    assert.deepEqual((await section()).rows, ['15 Nov | Perhaps sent 15 Nov, 18:00 | – | –']);
  });

  for (const [name, more, words] of [
    ['turned off', { reminders: { off: true } }, /has turned reminders off/],
    ['paused', { reminders: { pausedUntil: at(29, 23) } }, /paused reminders until 30 Nov/],
    ['unanswered', { reminderNotice: { about: 'unanswered', at: at(20) } }, /stopped since 20 Nov/],
    [
      'gone',
      { reminderNotice: { about: 'channel-gone', at: at(20) } },
      /Since 20 Nov reminders to this client are refused/,
    ],
    ['not joined', { status: 'invited' }, /No reminders are sent at present/],
  ] as const)
    it(`say that they are ${name}`, async () => {
      await workspace.enrol('one', { status: 'joined', due, ...more });
      assert.match((await section()).standing, words);
    });

  it('promise none where the installation sends none', async () => {
    Object.assign(workspace.dependencies, { reminds: false });
    await workspace.enrol('one', { status: 'joined', due });
    assert.deepEqual(await section(), { standing: '', rows: [] });
    await keep(15, { reminder: { status: 'sent', at: at(15) } });
    assert.match((await section()).standing, /sends no reminders/);
  });

  it('stand on the caseload when they no longer arrive or are not answered', async () => {
    await workspace.enrol('one', {
      status: 'joined',
      due,
      reminderNotice: { about: 'channel-gone', at: at(20) },
    });
    const { html } = await ana.get('/workspace?show=waiting');
    assert.match(html, /Reminders no longer arrive/);
    await workspace.change('one', { reminderNotice: { about: 'unanswered', at: at(20) } });
    assert.match((await ana.get('/workspace')).html, /Reminders stopped: weeks without an answer/);
  });
});

const workspaceTime = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Madrid',
  }).format(new Date(instant));
