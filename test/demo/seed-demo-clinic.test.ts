import { readFileSync } from 'node:fs';
import { assert } from 'chai';
import { seedDemoClinic } from '../../src/demo/seed-demo-clinic.ts';
import { stories } from '../../src/demo/stories.ts';
import type { CaseloadEntry } from '../../src/domain/caseload.ts';
import type { CheckIn } from '../../src/domain/check-in.ts';
import type { Client } from '../../src/domain/client.ts';
import { pastWeek } from '../../src/domain/past-week.ts';
import type { Domain } from '../../src/domain/instrument/instrument.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { questions } from '../../src/domain/questions/questions.ts';
import { score } from '../../src/domain/score.ts';
import { claimInvite } from '../../src/state/claim-invite.ts';
import { StoreError, type Documents } from '../../src/state/documents.ts';
import type { ClinicDocument, Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import { temporaryStore } from '../state/temporary-store.ts';

const fileOf = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../instruments/alliance-weekly/1.0.0.${name}.json`, import.meta.url), 'utf8'),
  );
const loaded = loadInstrument(fileOf('questionnaire'), fileOf('scoring'));
assert(loaded.ok);
const { instrument } = loaded;

const now = '2026-11-22T20:00:00.000Z';
const week = 7 * 86_400_000;
const later = (milliseconds: number): string => new Date(Date.parse(now) + milliseconds).toISOString();

const seed = (store: Store, mode: 'demo' | 'empty' = 'demo', at = now): Promise<ClinicDocument> =>
  seedDemoClinic({ store, auditor }, { now: at, instrument, mode });

/** All that is stored for the clinic, ETags included. */
async function contents(store: Store, clinic: ClinicDocument) {
  const caseload = await store.caseload.list(clinic.therapist);
  const ids = caseload.documents.map(({ document }) => document.id);
  return {
    clinic: await store.clinic.get('clinic', 'clinic'),
    therapist: await store.therapists.get('clinic', clinic.therapist),
    invite: clinic.demoInvite && (await store.invites.get(clinic.demoInvite, clinic.demoInvite)),
    caseload,
    clients: await Promise.all(ids.map((id) => store.clients.get(id, id))),
    checkIns: await Promise.all(ids.map((id) => store.checkIns.list(id))),
    alerts: await Promise.all(ids.map((id) => store.alerts.list(id))),
  };
}

/** The store, until so many writes are done; then every one fails, as if the process had died. */
function failingAfter(store: Store, writes: number): Store {
  let left = writes;
  const failing = <T extends { readonly id: string }>(documents: Documents<T>): Documents<T> => ({
    get: (...given) => documents.get(...given),
    list: (...given) => documents.list(...given),
    remove: (...given) => documents.remove(...given),
    async put(...given) {
      left -= 1;
      if (left < 0) throw new StoreError('unavailable', { cause: new Error('the process died') });
      return documents.put(...given);
    },
  });
  return {
    clients: failing(store.clients),
    checkIns: failing(store.checkIns),
    alerts: failing(store.alerts),
    alertLines: failing(store.alertLines),
    suggestions: failing(store.suggestions),
    reminders: failing(store.reminders),
    alertNotices: failing(store.alertNotices),
    deliveries: failing(store.deliveries),
    deadLetters: failing(store.deadLetters),
    dueReminders: failing(store.dueReminders),
    caseload: failing(store.caseload),
    invites: failing(store.invites),
    channelUsers: failing(store.channelUsers),
    therapists: failing(store.therapists),
    sessions: failing(store.sessions),
    clinic: failing(store.clinic),
    audit: failing(store.audit),
    anchors: failing(store.anchors),
    shared: store.shared,
    close: () => store.close(),
  };
}

describe('the demo clinic', () => {
  let store: Store;
  let clinic: ClinicDocument;
  before(async () => {
    store = await temporaryStore();
    clinic = await seed(store);
  });
  after(() => store.close());

  const clientOf = async (number: number): Promise<Client> => {
    const id = `demo-${String(number).padStart(2, '0')}`;
    return (await store.clients.get(id, id))!.document.client;
  };
  const historyOf = async (number: number): Promise<CheckIn[]> => {
    const { id, checkIn } = await clientOf(number);
    const ended = (await store.checkIns.list(id)).documents.map(({ document }) => document);
    return checkIn ? [...ended, checkIn] : ended;
  };
  const line = async (number: number, domain: Domain | 'alliance'): Promise<number[]> =>
    (await historyOf(number)).flatMap(({ score }) => score[domain] ?? []);
  const answersTo = async (number: number, linkId: string): Promise<unknown[]> =>
    (await historyOf(number)).flatMap(({ answers }) =>
      Object.entries(answers)
        .filter(([key]) => key === linkId || key.startsWith(`${linkId}/`))
        .map(([, answer]) => ('value' in answer ? answer.value : 'code' in answer ? answer.code : undefined)),
    );
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const caseload = async (): Promise<CaseloadEntry[]> =>
    (await store.caseload.list(clinic.therapist)).documents.map(({ document }) => document);

  it('says in every place that it is a demo', async () => {
    assert.equal(clinic.seeded, 'demo');
    const therapist = (await store.therapists.get('clinic', clinic.therapist))!.document;
    assert.isTrue(therapist.demo);
    assert.match(therapist.name, /^Demo /);
    const entries = await caseload();
    assert.lengthOf(entries, 11);
    for (const entry of entries) {
      assert.isTrue(entry.demo);
      assert.match(entry.label, /^Demo \d\d · [A-Z]\. [A-Z]\.$/);
      assert.isTrue((await store.clients.get(entry.id, entry.id))!.document.client.demo);
    }
    assert.equal(new Set(entries.map(({ label }) => label)).size, 11);
  });

  it('has ten joined clients with sixteen weeks each, in English and some Spanish', async () => {
    assert.lengthOf(stories, 10);
    const languages = [];
    for (const { number } of stories) {
      const client = await clientOf(number);
      languages.push(client.language);
      assert.equal(client.status, 'joined');
      const weeks = await historyOf(number);
      assert.lengthOf(weeks, 16, client.label);
      const ended = client.checkIn ? weeks.slice(0, -1) : weeks;
      assert.deepEqual(client.recent, ended.map(pastWeek));
      const starts = weeks.map(({ id }) => Date.parse(id));
      for (const [index, start] of starts.slice(1).entries()) assert.equal(start - starts[index]!, week);
      assert.isAtMost(Date.parse(now) - starts.at(-1)!, 2 * week + 86_400_000);
      for (const { begunAt, completedAt } of weeks) {
        assert.isBelow(Date.parse(begunAt), Date.parse(now));
        if (completedAt) assert.isAtMost(Date.parse(completedAt), Date.parse(now));
      }
      assert.isAbove(client.goals.length, 0);
      assert.isAtMost(client.goals.length, 3);
      assert.isAbove(client.homework.length, 0);
    }
    assert.sameMembers([...new Set(languages)], ['en', 'es']);
    assert.equal(languages.filter((language) => language === 'es').length, 3);
  });

  it('has answers as real clients give them: to questions that were asked, scored by the instrument', async () => {
    for (const { number, comments } of stories) {
      const history = await historyOf(number);
      for (const { status, answers, context, score: kept } of history) {
        const asked = questions(instrument, answers, context);
        const keys = asked.map(({ key }) => key);
        assert.includeMembers(keys, Object.keys(answers));
        if (status === 'complete') {
          assert.sameMembers(Object.keys(answers), keys);
          assert.deepEqual(
            Object.values(answers).filter(({ kind }) => kind === 'skipped'),
            [],
          );
        }
        assert.deepEqual(kept, JSON.parse(JSON.stringify(score(instrument, answers))));
      }
      assert.deepEqual(
        history.flatMap(({ comment }) => comment ?? []),
        Object.values(comments),
      );
    }
  });

  it('shows each caseload line as its client stands', async () => {
    for (const entry of await caseload()) {
      const { document } = (await store.clients.get(entry.id, entry.id))!;
      assert.equal(entry.revision, document.revision);
      assert.deepEqual(document.pending, []);
      assert.deepEqual(entry.alerts, document.client.alerts);
      assert.lengthOf(entry.trend, entry.status === 'joined' ? 16 : 0);
    }
  });

  describe('tells', () => {
    it('of one who is steady and well, and one steady in the middle', async () => {
      for (const [number, low, high] of [
        [1, 8, 10],
        [2, 6.5, 8],
      ] as const) {
        for (const value of await line(number, 'alliance')) assert.isTrue(value >= low && value <= high);
        assert.isEmpty((await clientOf(number)).alerts);
      }
    });

    it('of one who slid slowly, the tasks most, which an open alert says', async () => {
      const alliance = await line(3, 'alliance');
      assert.isAbove(mean(alliance.slice(0, 9)), 8);
      assert.isBelow(mean(alliance.slice(-3)), 6.7);
      for (const [index, value] of alliance.slice(9).entries()) {
        assert.isAtLeast(alliance[index + 8]!, value, 'no week better than the one before');
      }
      assert.isBelow((await line(3, 'tasks')).at(-1)!, (await line(3, 'bond')).at(-1)! - 1);
      const { alerts } = await clientOf(3);
      assert.lengthOf(alerts, 1);
      assert.isTrue(alerts[0]!.evidence.every(({ kind }) => kind === 'slide'));
    });

    it('of one who broke sharply this week: low, with an open alert and a wish to talk', async () => {
      const alliance = await line(4, 'alliance');
      assert.isAbove(Math.min(...alliance.slice(0, -1)), 8);
      assert.isBelow(alliance.at(-1)!, 5);
      const client = await clientOf(4);
      const latest = (await historyOf(4)).at(-1)!;
      assert.isTrue(latest.wantsToTalk);
      assert.lengthOf(client.alerts, 1);
      const [alert] = client.alerts;
      assert.equal(alert!.kind, 'alliance');
      assert.equal(alert!.status, 'open');
      assert.equal(alert!.raisedAt, latest.completedAt);
      assert.isTrue(alert!.id.startsWith(alert!.raisedAt));
      for (const piece of alert!.evidence) {
        assert(piece.kind === 'drop');
        assert.equal(piece.severity, 'severe');
        assert.equal(piece.checkIn, latest.id);
        assert.isBelow(piece.value, piece.reference);
      }
      assert.deepEqual(
        alert!.evidence.map((piece) => piece.kind !== 'safety' && piece.domain),
        ['whole'],
      );
    });

    it('of one with ten on everything, which is uninformative', async () => {
      assert.deepEqual(new Set(await line(5, 'alliance')), new Set([10]));
      const entry = (await caseload()).find(({ id }) => id === 'demo-05');
      assert.includeMembers(entry?.notices?.map(({ kind }) => kind) ?? [], ['uninformative']);
    });

    it('of one who missed weeks, the last two among them', async () => {
      const history = await historyOf(6);
      assert.isAtLeast(history.filter(({ status }) => status === 'missed').length, 6);
      const entry = (await caseload()).find(({ id }) => id === 'demo-06');
      assert.equal(entry?.missedInARow, 2);
      assert.equal(entry?.latest?.status, 'missed');
    });

    it('of weeks that ended half answered, which keep their answers', async () => {
      const half = (await historyOf(2)).filter(
        ({ status, answers }) => status === 'missed' && Object.keys(answers).length > 0,
      );
      assert.lengthOf(half, 1);
      assert.isDefined(half[0]!.score.goals);
      assert.isUndefined(half[0]!.score.alliance);
    });

    it('of one whose homework is not done, or hard, with what gets in the way', async () => {
      const statuses = await answersTo(7, 'homework-status');
      assert.isAbove(statuses.filter((code) => code !== 'done').length, 0.8 * statuses.length);
      const difficulty = (await answersTo(7, 'homework-difficulty')) as number[];
      assert.isAbove(difficulty.filter((value) => value >= 8).length, 8);
      assert.isAbove((await answersTo(7, 'homework-barriers')).length, 12);
      assert.isBelow((await line(7, 'tasks')).at(-1)!, (await line(7, 'bond')).at(-1)! - 1.5);
      assert.isEmpty((await clientOf(7)).alerts);
    });

    it('of one low from the start, whose alert was acknowledged and discussed, and closed by itself when they were better', async () => {
      const alliance = await line(8, 'alliance');
      assert.isBelow(alliance[0]!, 6);
      assert.isAbove(Math.min(...alliance.slice(-4)), 6);
      assert.isEmpty((await clientOf(8)).alerts);
      const past = (await store.alerts.list('demo-08', { limit: 9 })).documents;
      assert.lengthOf(past, 1);
      const alert = past[0]?.document;
      assert.equal(alert!.raisedAt, (await historyOf(8))[0]!.completedAt);
      assert.isTrue(alert!.evidence.every(({ kind }) => kind === 'floor'));
      assert.equal(alert!.status, 'closed');
      assert.deepEqual(
        alert!.history.map(({ status }) => status),
        ['acknowledged', 'discussed', 'closed'],
      );
      assert.isAbove(Date.parse(alert!.history[0]!.at), Date.parse(alert!.evidence.at(-1)!.at));
    });

    it('of one whose dip was mended, after which the alert closed by itself', async () => {
      const alliance = await line(9, 'alliance');
      assert.isBelow(Math.min(...alliance.slice(6, 9)), 7);
      assert.isAbove(Math.min(...alliance.slice(0, 6), ...alliance.slice(10)), 8);
      assert.isEmpty((await clientOf(9)).alerts);
      const past = (await store.alerts.list('demo-09', { limit: 9 })).documents;
      assert.lengthOf(past, 1);
      const { status, history } = past[0]!.document;
      assert.equal(status, 'closed');
      assert.deepEqual(
        history.map(({ status, by }) => [status, by]),
        [['closed', 'system']],
      );
    });

    it('of one who trusts the therapist but wanted other goals, until one was added', async () => {
      const [goals, bond] = [await line(10, 'goals'), await line(10, 'bond')];
      assert.isBelow(mean(goals.slice(0, 10)), mean(bond.slice(0, 10)) - 2);
      assert.isAbove(mean(goals.slice(-3)), 7.5);
      assert.include(await answersTo(10, 'homework-unlisted'), 'none-set');
      assert.lengthOf((await clientOf(10)).goals, 2);
    });
  });

  it('has one freshly invited client, with goals and homework agreed, whose invite opens the chat', async () => {
    const invited = (await caseload()).filter(({ status }) => status === 'invited');
    assert.deepEqual(
      invited.map(({ id }) => id),
      [clinic.demoClient],
    );
    const { client } = (await store.clients.get(clinic.demoClient!, clinic.demoClient!))!.document;
    assert.equal(client.invite, clinic.demoInvite);
    assert.isAbove(client.goals.length, 0);
    assert.isAbove(client.homework.length, 0);
    assert.isEmpty(client.recent);
    assert.isUndefined(client.consent);
    assert.deepEqual(
      await claimInvite(store, {
        code: clinic.demoInvite!,
        channelUser: 'webchat:someone',
        now: later(week),
      }),
      { ok: true, client: clinic.demoClient! },
    );
  });
});

describe('seeding', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  it('changes nothing the second time, whenever that is and whatever is asked for', async () => {
    const clinic = await seed(store);
    const before = await contents(store, clinic);
    assert.deepEqual(await seed(store), clinic);
    assert.deepEqual(await seed(store, 'empty', later(3 * week)), clinic);
    assert.deepEqual(await contents(store, clinic), before);
  });

  it('writes nothing but the first therapist and the clinic when it is to be empty', async () => {
    const clinic = await seed(store, 'empty');
    assert.deepEqual(clinic, {
      id: 'clinic',
      schema: 1,
      therapist: clinic.therapist,
      seeded: 'empty',
    });
    const written = await contents(store, clinic);
    assert.isFalse(written.therapist!.document.demo);
    assert.isEmpty(written.caseload.documents);
    assert.isUndefined(await store.clients.get('demo-01', 'demo-01'));
    assert.deepEqual(await seed(store), clinic);
  });

  it('is the same for the same day, but for the invite', async () => {
    const other = await temporaryStore();
    const [a, b] = [await seed(store), await seed(other)];
    assert.notEqual(a.demoInvite, b.demoInvite);
    const bare = async (from: Store, clinic: ClinicDocument): Promise<string> =>
      JSON.stringify(await contents(from, clinic))
        .replaceAll(/"etag":"[^"]*"/g, '')
        .replaceAll(clinic.demoInvite!, 'INVITE');
    assert.equal(await bare(store, a), await bare(other, b));
    await other.close();
  });

  it('is done by two at once as by one', async () => {
    const [a, b] = await Promise.all([seed(store), seed(store)]);
    assert.deepEqual(a, b);
    const written = await contents(store, a);
    assert.lengthOf(written.caseload.documents, 11);
    assert.equal(written.clients.at(-1)!.document.client.invite, a.demoInvite);
    assert.isDefined(written.invite);
  });

  for (const writes of [0, 1, 2, 9, 30, 100, 170, 192, 193, 194, 195, 196, 197, 198]) {
    it(`ends right after a crash at write ${writes}, finished a week later`, async () => {
      const crashed = await seed(failingAfter(store, writes)).then(
        () => false,
        (error: unknown) => error instanceof StoreError,
      );
      assert.equal(crashed, (await store.clinic.get('clinic', 'clinic')) === undefined);

      const clinic = await seed(store, 'demo', later(week));
      const written = await contents(store, clinic);
      assert.lengthOf(written.caseload.documents, 11);
      for (const [index, stored] of written.clients.entries()) {
        const { client, pending } = stored!.document;
        const ended = written.checkIns[index]!.documents.map(({ document }) => document);
        assert.deepEqual(ended.map(pastWeek), [...client.recent]);
        const weeks = client.checkIn ? [...ended, client.checkIn] : ended;
        assert.lengthOf(weeks, client.status === 'joined' ? 16 : 0);
        assert.isEmpty(pending);
      }
      assert.equal(written.clients.at(-1)!.document.client.invite, clinic.demoInvite);
      assert.equal((written.invite || undefined)?.document.client, clinic.demoClient);
    });
  }
});
