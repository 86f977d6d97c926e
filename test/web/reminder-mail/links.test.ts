import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { confirmableMs } from '../../../src/domain/reminder-mail-life.ts';
import { openPostOffice, type PostOffice } from '../../helpers/post-office.ts';

const hour = 3_600_000;

describe('the links in letters', () => {
  let office: PostOffice;
  let links: { readonly confirm: string; readonly stop: string };
  beforeEach(async () => {
    office = await openPostOffice();
    await office.gives('someone@example.org');
    const subject = { client: clientId('client-1'), address: (await address())?.id ?? '' };
    const expiresAt = new Date(Date.parse(office.now) + confirmableMs).toISOString();
    links = {
      confirm: await office.post.links.to('confirm', subject, expiresAt),
      stop: await office.post.links.to('stop', subject),
    };
  });
  afterEach(() => office.close());

  const confirmLink = () => links.confirm;
  const stopLink = () => links.stop;
  const address = async () => (await office.client()).reminderMail?.address;
  const later = (ms: number) => (office.now = new Date(Date.parse(office.now) + ms).toISOString());
  const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });
  const post = (url: string, init: RequestInit = {}) => fetch(url, { method: 'POST', ...init });

  it('change nothing when they are looked at, as programs do that guard a mailbox', async () => {
    for (const link of [confirmLink(), stopLink()]) {
      expect((await get(link)).status).to.equal(200);
      expect((await fetch(link, { method: 'HEAD' })).status).to.not.equal(500);
    }
    expect((await address())?.confirmedAt).to.equal(undefined);
    expect((await address())?.address).to.equal('someone@example.org');
  });

  it('confirm by the button, once, and say so when it was done before', async () => {
    const done = await post(confirmLink());
    expect(await done.text()).to.contain('Your address is confirmed');
    expect((await address())?.confirmedAt).to.equal(office.now);
    later(hour);
    expect(await (await post(confirmLink())).text()).to.contain('was confirmed before');
    expect(await (await get(confirmLink())).text()).to.contain('was confirmed before');
    expect((await address())?.confirmedAt).to.not.equal(office.now);
  });

  it('confirm for two days', async () => {
    later(47 * hour);
    expect((await get(confirmLink())).status).to.equal(200);
    later(2 * hour);
    for (const answer of [await get(confirmLink()), await post(confirmLink())]) {
      expect(answer.status).to.equal(410);
      expect(await answer.text()).to.contain('This link is too old');
    }
    expect((await address())?.confirmedAt).to.equal(undefined);
  });

  it('confirm nothing once another address has taken the place', async () => {
    const link = confirmLink();
    await office.gives('other@example.org');
    expect((await get(link)).status).to.equal(404);
    expect((await post(link)).status).to.equal(404);
    expect((await address())?.confirmedAt).to.equal(undefined);
  });

  it('confirm nothing for somebody who does not take part any more', async () => {
    await office.gives('someone@example.org', { status: 'withdrawn' });
    expect((await post(confirmLink())).status).to.equal(404);
  });

  it('stop by the button, and say the same again afterwards', async () => {
    await post(confirmLink());
    const done = await post(stopLink());
    expect(await done.text()).to.contain('No more e-mails');
    expect(await address()).to.equal(undefined);
    for (const again of [await post(stopLink()), await get(stopLink())]) {
      expect(again.status).to.equal(200);
      expect(await again.text()).to.contain('No more e-mails');
    }
  });

  it('of an address before leave the one that has taken its place', async () => {
    const link = stopLink();
    await office.gives('other@example.org');
    expect((await post(link)).status).to.equal(200);
    expect((await address())?.address).to.equal('other@example.org');
  });

  const form = new FormData();
  form.append('List-Unsubscribe', 'One-Click');
  for (const [kind, body] of [
    ['multipart/form-data', form],
    ['application/x-www-form-urlencoded', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
  ] as const)
    it(`stop in one click of the mail program, sent as ${kind}`, async () => {
      await office.deliver();
      const { headers } = office.box.caught[0]!;
      expect(headers.get('list-unsubscribe-post')).to.equal('List-Unsubscribe=One-Click');
      const link = /^<(.+)>$/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
      expect((await post(link, { body })).status).to.equal(200);
      expect(await address()).to.equal(undefined);
    });

  it('are refused from another site’s page', async () => {
    const elsewhere = { headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await post(confirmLink(), elsewhere)).status).to.equal(403);
    expect((await post(stopLink(), elsewhere)).status).to.equal(403);
    expect((await address())?.confirmedAt).to.equal(undefined);
  });

  it('are good for what they are made for alone', async () => {
    const swapped = stopLink().replace('/stop/', '/confirm/');
    expect((await post(swapped)).status).to.equal(404);
    expect((await address())?.confirmedAt).to.equal(undefined);
  });

  for (const token of ['', 'x', 'a.b.c.d.e', 'x'.repeat(3000), '%00', '..%2f..%2fetc', randomUUID()])
    it(`that are none lead to a clear page: “${token.slice(0, 20)}”`, async () => {
      for (const kind of ['confirm', 'stop'])
        for (const answer of [
          await get(`${office.origin}/reminders/${kind}/${token}`, { 'accept-language': 'de-DE,de;q=0.9' }),
          await post(`${office.origin}/reminders/${kind}/${token}`),
        ])
          expect(answer.status).to.equal(404);
    });

  it('that were altered by a letter are none', async () => {
    const link = confirmLink();
    const at = link.length - 10;
    const altered = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`;
    const answer = await get(altered, { 'accept-language': 'ar' });
    expect(answer.status).to.equal(404);
    expect(await answer.text())
      .to.contain('dir="rtl"')
      .and.contain('هذا الرابط لا يعمل');
  });

  it('tell nobody whose they are, and are never the same twice', async () => {
    const subject = { client: clientId('client-1'), address: 'a' };
    const [one, two] = [
      await office.post.links.to('stop', subject),
      await office.post.links.to('stop', subject),
    ];
    expect(one).to.not.equal(two);
    const token = one.split('/').at(-1) ?? '';
    const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(parts.join()).not.to.contain('client-1');
  });

  it('lead to pages in the client’s language, that name nobody and load nothing', async () => {
    await office.gives('someone@example.org', { language: 'es' });
    const answer = await get(confirmLink());
    const text = await answer.text();
    expect(text).to.contain('lang="es"').and.contain('¿Recibir aquí un recordatorio semanal?');
    expect(text).not.to.match(/someone|example\.org|Dr Example|A\. B\.|client-1|https?:/);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).to.include({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).to.match(
      /^default-src 'none'; style-src 'nonce-[\w-]+'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    );
  });

  it('leave each change in the audit', async () => {
    await post(confirmLink());
    await post(stopLink());
    const stored = await office.store.clients.get('client-1', 'client-1');
    expect(
      stored?.document.audit.unfiled.map(({ record, actor, outcome }) => [record, actor.role, outcome]),
    ).to.deep.equal([
      ['reminder-mail', 'client', 'success'],
      ['reminder-mail', 'client', 'success'],
    ]);
  });
});
