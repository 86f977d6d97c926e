import { assert } from 'chai';
import { reminded, storeClients } from '../../bench/reminders/plan-clients.ts';
import { caseloadEntry } from '../../src/domain/caseload.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { duePartitions, readDue } from '../../src/reminders/due-list.ts';
import { enlistClients } from '../../src/reminders/enlist-clients.ts';
import { clinicPartition } from '../../src/state/store.ts';
import { temporaryStore } from '../state/temporary-store.ts';

const now = '2026-11-20T00:00:00.000Z';
const due = { weekday: 1, hour: 18, minute: 0, timeZone: 'Europe/London' } as const;

describe('a look at every client', () => {
  it('puts each who has joined on the list once, however often it is made', async () => {
    const store = await temporaryStore();
    try {
      const id = therapistId('t');
      await store.therapists.put(clinicPartition, { id, name: 'T', language: 'en', demo: false }, 'absent');
      const clients = [
        reminded('a', due, now),
        reminded('b', due, now),
        { ...reminded('c', due, now), status: 'withdrawn' as const },
      ];
      await storeClients(store, clients);
      for (const client of clients) await store.caseload.put(id, caseloadEntry(client, 1), 'absent');
      await enlistClients(store, now);
      await enlistClients(store, now);

      const found: string[] = [];
      for (const partition of duePartitions)
        for await (const page of readDue(store, { partition, now: '2027-01-01T00:00:00.000Z' }))
          found.push(...page.map(({ document: { id: each } }) => each));
      assert.sameMembers(found, [
        '2026-11-23T18:00:00.000Z:a:reminder',
        '2026-11-23T18:00:00.000Z:b:reminder',
      ]);
    } finally {
      await store.close();
    }
  });
});
