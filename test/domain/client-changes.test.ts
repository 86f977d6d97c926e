import { expect } from 'chai';
import {
  changeAgreement,
  enrolledClient,
  limits,
  type AgreementCommand,
  type Change,
} from '../../src/domain/client-changes.ts';
import type { Client } from '../../src/domain/client.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';

const at = '2026-11-02T10:00:00.000Z';

function enrolled(label = 'A. B.'): Client {
  return must(enrolledClient({ id: clientId('c1'), therapist: therapistId('t1'), label, at }));
}

function must(change: Change): Client {
  if (!change.ok) throw new Error(change.reason);
  return change.client;
}

const reasonOf = (change: Change): string => (change.ok ? 'ok' : change.reason);

describe('enrolledClient', () => {
  it('begins invited, with nothing in the record', () => {
    expect(enrolled()).to.deep.include({
      status: 'invited',
      label: 'A. B.',
      goals: [],
      recent: [],
      alerts: [],
    });
  });

  for (const [label, becomes] of [
    ['  Sam   K. ', 'Sam K.'],
    ['Sam\r\nK.', 'Sam K.'],
    ['a\u202eb', 'a b'],
    ['Jose\u0301', 'José'],
    ['x'.repeat(80), 'x'.repeat(80)],
  ] as const) {
    it(`keeps ${JSON.stringify(label).slice(0, 20)} as one readable line`, () => {
      expect(enrolled(label).label).to.equal(becomes);
    });
  }

  for (const [label, reason] of [
    ['', 'empty'],
    [' \t\n', 'empty'],
    ['x'.repeat(81), 'too-long'],
  ] as const) {
    it(`refuses a label that is ${reason} (${label.length})`, () => {
      expect(
        reasonOf(enrolledClient({ id: clientId('c'), therapist: therapistId('t'), label, at })),
      ).to.equal(reason);
    });
  }
});

for (const kind of ['goals', 'homework'] as const) {
  describe(`changeAgreement: ${kind}`, () => {
    const run = (client: Client, ...commands: AgreementCommand[]): Change =>
      commands.reduce<Change>((so, command) => (so.ok ? changeAgreement(so.client, kind, command) : so), {
        ok: true,
        client,
      });
    const add = (id: string, title = `title ${id}`): AgreementCommand => ({ do: 'add', id, title, at });
    const end = (id: string, when = at): AgreementCommand => ({ do: 'end', id, at: when });

    it('adds, rewords, ends and puts back', () => {
      let client = must(run(enrolled(), add('1', '  Walk \n daily ')));
      expect(client[kind].map((entry) => entry.title)).to.deep.equal(['Walk daily']);
      client = must(run(client, { do: 'reword', id: '1', title: 'Walk', was: 'Walk daily' }));
      expect(client[kind][0]).to.include({ id: '1', title: 'Walk' });
      client = must(run(client, end('1')));
      expect(client[kind][0]?.endedAt).to.equal(at);
      client = must(run(client, { do: 'restore', id: '1' }));
      expect(client[kind][0]?.endedAt).to.equal(undefined);
    });

    it('adds one when the form was sent twice', () => {
      expect(must(run(enrolled(), add('1'), add('1')))[kind]).to.have.length(1);
    });

    it('changes nothing more when an end or a put back is repeated', () => {
      const ended = must(run(enrolled(), add('1'), end('1'), end('1', '2027-01-01T00:00:00.000Z')));
      expect(ended[kind][0]?.endedAt).to.equal(at);
      const back = must(run(ended, { do: 'restore', id: '1' }, { do: 'restore', id: '1' }));
      expect(back[kind]).to.have.length(1);
    });

    it('has at most three active, and an ended one makes room', () => {
      const three = must(run(enrolled(), add('1'), add('2'), add('3')));
      expect(reasonOf(run(three, add('4')))).to.equal('too-many');
      const again = must(run(three, end('2'), add('4')));
      expect(reasonOf(run(again, { do: 'restore', id: '2' }))).to.equal('too-many');
    });

    it('keeps the twenty latest ended ones and every active one', () => {
      let client = must(run(enrolled(), add('stays')));
      for (let n = 0; n < 25; n += 1) {
        const when = `2026-12-${String(n + 1).padStart(2, '0')}T00:00:00.000Z`;
        client = must(run(client, add(`e${n}`), end(`e${n}`, when)));
      }
      const ids = client[kind].map((entry) => entry.id);
      expect(ids).to.have.length(limits.ended + 1);
      expect(ids).to.include('stays');
      expect(ids).to.include('e24');
      expect(ids).to.not.include('e4');
    });

    it('refuses a second one that reads the same, unless the first is ended', () => {
      const one = must(run(enrolled(), add('1', 'Walk daily')));
      expect(reasonOf(run(one, add('2', 'walk  DAILY')))).to.equal('duplicate');
      expect(reasonOf(run(one, end('1'), add('2', 'walk daily')))).to.equal('ok');
    });

    for (const [title, reason] of [
      ['', 'empty'],
      ['\u0000 ', 'empty'],
      ['x'.repeat(121), 'too-long'],
      ['x'.repeat(5000), 'too-long'],
    ] as const) {
      it(`refuses a title that is ${reason} (${title.length}), new or changed`, () => {
        expect(reasonOf(run(enrolled(), add('1', title)))).to.equal(reason);
        const one = run(enrolled(), add('1', 'Walk'), { do: 'reword', id: '1', title, was: 'Walk' });
        expect(reasonOf(one)).to.equal(reason);
      });
    }

    it('does not write over a wording that somebody else changed', () => {
      const client = must(run(enrolled(), add('1', 'A'), { do: 'reword', id: '1', title: 'B', was: 'A' }));
      expect(reasonOf(run(client, { do: 'reword', id: '1', title: 'C', was: 'A' }))).to.equal(
        'changed-meanwhile',
      );
    });

    it('refuses what is unknown, and wording of an ended one', () => {
      for (const command of [
        { do: 'reword', id: '9', title: 'A', was: 'B' },
        { do: 'end', id: '9', at },
        { do: 'restore', id: '9' },
      ] as const) {
        expect(reasonOf(run(enrolled(), command)), command.do).to.equal('unknown');
      }
      const ended = run(enrolled(), add('1', 'A'), end('1'), { do: 'reword', id: '1', title: 'B', was: 'A' });
      expect(reasonOf(ended)).to.equal('unknown');
    });
  });
}
