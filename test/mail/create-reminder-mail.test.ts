import { expect } from 'chai';
import { checkInId, clientId } from '../../src/domain/ids.ts';
import { confirmAddress } from '../../src/domain/reminder-mail-life.ts';
import { languages } from '../../src/i18n/languages.ts';
import { linkIn, openPostOffice, type PostOffice } from '../helpers/post-office.ts';

const message = { client: clientId('client-1'), week: checkInId('2026-11-23'), step: 'reminder' } as const;

describe('a reminder by e-mail', () => {
  let office: PostOffice;
  const open = async (options?: Parameters<typeof openPostOffice>[0], language = 'en') => {
    office = await openPostOffice(options);
    await office.gives('someone@example.org', { language });
  };
  afterEach(() => office.close());

  async function confirm(): Promise<void> {
    const stored = (await office.store.clients.get('client-1', 'client-1'))!;
    const confirmed = confirmAddress(stored.document.client, 'of-someone@example.org', office.now);
    if (!confirmed.ok) throw new Error(confirmed.reason);
    await office.store.clients.put('client-1', { ...stored.document, client: confirmed.client }, stored.etag);
  }
  const send = async (more: Partial<Parameters<typeof office.post.reminders.send>[1]> = {}) => {
    const document = (await office.store.clients.get('client-1', 'client-1'))!.document;
    return office.post.reminders.send(document, { ...message, ...more });
  };

  it('goes to the address that was confirmed, with a way in that signs nobody in and a way to stop', async () => {
    await open();
    await confirm();
    expect(await send()).to.deep.equal({ kind: 'sent' });
    const { to, text, headers } = office.box.caught[0]!;
    expect(to).to.deep.equal(['someone@example.org']);
    expect(headers.get('subject')).to.equal('Your weekly reminder');
    expect(linkIn(text, '/chat')).to.equal(`${office.origin}/chat`);
    expect((await fetch(linkIn(text, '/reminders/stop/'), { method: 'POST' })).status).to.equal(200);
    expect(await send()).to.deep.equal({ kind: 'unreachable' });
  });

  it('never goes to an address that was not', async () => {
    await open();
    const document = (await office.store.clients.get('client-1', 'client-1'))!.document;
    expect(office.post.reminders.reaches(document)).to.equal(false);
    expect(await send()).to.deep.equal({ kind: 'unreachable' });
    expect(office.box.caught).to.deep.equal([]);
  });

  it('never goes to who does not take part any more', async () => {
    await open();
    await confirm();
    const { document } = (await office.store.clients.get('client-1', 'client-1'))!;
    const gone = { client: { ...document.client, status: 'withdrawn' as const } };
    expect(office.post.reminders.reaches(document)).to.equal(true);
    expect(office.post.reminders.reaches(gone)).to.equal(false);
    expect(await office.post.reminders.send(gone, message)).to.deep.equal({ kind: 'unreachable' });
  });

  it('has the same id when it is attempted again, and another for the nudge and the next week', async () => {
    await open();
    await confirm();
    for (const more of [{}, {}, { step: 'nudge' as const }, { week: checkInId('2026-11-30') }])
      await send(more);
    const [one, again, nudge, next] = office.box.caught.map(({ headers }) => headers.get('message-id'));
    expect(again).to.equal(one);
    expect(new Set([one, nudge, next]).size).to.equal(3);
    expect(one).to.match(/^<[0-9a-f]{40}@example\.net>$/);
  });

  for (const [what, status, text, expected] of [
    ['is gone', 550, '5.1.1 no such user', { kind: 'gone' }],
    ['does not take this', 550, '5.7.1 policy', { kind: 'refused' }],
    ['is full', 452, '4.2.2 full', { kind: 'again', status: 452 }],
  ] as const)
    it(`says that the mailbox ${what}`, async () => {
      await open({
        onRcptTo: (_, __, callback) => callback(Object.assign(new Error(text), { responseCode: status })),
      });
      await confirm();
      expect(await send()).to.deep.equal(expected);
    });

  for (const language of languages)
    it(`is written in ${language}`, async () => {
      await open({}, language);
      await confirm();
      await Promise.all([send(), send({ step: 'nudge' })]);
      const subjects = office.box.caught.map(({ html }) => /<title>(.*)<\/title>/.exec(html)?.[1]);
      expect(new Set(subjects).size).to.equal(2);
      for (const { html, text } of office.box.caught) {
        expect(html)
          .to.contain(`lang="${language}"`)
          .and.contain(language === 'ar' ? 'rtl' : 'ltr');
        expect(html.replaceAll(/\s+/g, ' ')).to.contain('/chat"').and.contain('/reminders/stop/');
        expect(text.split('\n\n').length).to.be.greaterThan(3);
        expect(html).not.to.match(/<img|<script|<link|src=/);
      }
    });
});
