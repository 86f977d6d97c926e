import { assert, expect } from 'chai';
import type { Client } from '../../src/domain/client.ts';
import {
  askAgain,
  beginLetter,
  confirmAddress,
  confirmedAddress,
  endLetter,
  giveAddress,
  removeAddress,
} from '../../src/domain/reminder-mail-life.ts';
import { parseMailAddress } from '../../src/domain/typed/parse-mail-address.ts';
import { aClient } from '../helpers/chat.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 18, minute)).toISOString();
const give = (client: Client, minute: number, id = `id-${minute}`): Client => {
  const given = giveAddress(client, { id, address: `${id}@example.org`, now: at(minute) });
  assert(given.ok);
  return given.client;
};

describe('the life of an address for reminders', () => {
  it('is used only once confirmed, by a client who takes part', () => {
    const given = give(aClient(), 0);
    expect(confirmedAddress(given)).to.equal(undefined);
    const confirmed = confirmAddress(given, 'id-0', at(5));
    assert(confirmed.ok);
    expect(confirmedAddress(confirmed.client)?.address).to.equal('id-0@example.org');
    expect(confirmedAddress({ ...confirmed.client, status: 'withdrawn' })).to.equal(undefined);
  });

  it('is confirmed once, and never under another’s name', () => {
    const given = give(aClient(), 0);
    expect(confirmAddress(given, 'other', at(1))).to.deep.equal({ ok: false, reason: 'other' });
    expect(confirmAddress(aClient(), 'id-0', at(1))).to.deep.equal({ ok: false, reason: 'other' });
    const confirmed = confirmAddress(given, 'id-0', at(1));
    assert(confirmed.ok);
    expect(confirmAddress(confirmed.client, 'id-0', at(2))).to.deep.equal({ ok: false, reason: 'already' });
  });

  it('that takes the place of a confirmed one is not confirmed itself', () => {
    const confirmed = confirmAddress(give(aClient(), 0), 'id-0', at(1));
    assert(confirmed.ok);
    expect(confirmedAddress(give(confirmed.client, 2))).to.equal(undefined);
  });

  it('gets three letters within a day, counted over all addresses and after it was removed', () => {
    const thrice = give(removeAddress(give(give(aClient(), 0), 1)), 2);
    const more = { id: 'x', address: 'x@example.org', now: at(3) };
    expect(giveAddress(thrice, more)).to.deep.equal({ ok: false, reason: 'too-many' });
    expect(askAgain(thrice, at(3))).to.deep.equal({ ok: false, reason: 'too-many' });
    const nextDay = askAgain(thrice, at(24 * 60 + 1));
    assert(nextDay.ok);
    expect(nextDay.client.reminderMail?.asked).to.have.length(2);
  });

  it('is removed with nothing left but when letters were asked for', () => {
    expect(removeAddress(give(aClient(), 0)).reminderMail).to.deep.equal({ asked: [at(0)] });
    const none = aClient();
    expect(removeAddress(none)).to.equal(none);
  });

  it('has its letter taken to the post by one', () => {
    const given = give(aClient(), 0);
    const taken = beginLetter(given, 'id-0', at(1));
    assert(taken);
    expect(beginLetter(taken, 'id-0', at(1))).to.equal(undefined);
    expect(beginLetter(given, 'other', at(1))).to.equal(undefined);
    const sent = endLetter(taken, 'id-0', 'sent', at(2));
    expect(sent?.reminderMail?.address?.letter).to.deep.equal({ status: 'sent', at: at(2) });
  });

  it('that was replaced meanwhile is not touched by what came of its letter', () => {
    const taken = beginLetter(give(aClient(), 0), 'id-0', at(1));
    assert(taken);
    expect(endLetter(give(taken, 2), 'id-0', 'refused', at(3))).to.equal(undefined);
  });

  it('is not asked to be confirmed again once it is', () => {
    const confirmed = confirmAddress(give(aClient(), 0), 'id-0', at(1));
    assert(confirmed.ok);
    expect(askAgain(confirmed.client, at(2))).to.deep.equal({ ok: true, client: confirmed.client });
  });
});

describe('an e-mail address', () => {
  for (const [text, address] of [
    [' some.one+tag@Example.ORG ', 'some.one+tag@example.org'],
    ['ａ＠example.org', 'a@example.org'],
    ["o'neil@mail.example.org", "o'neil@mail.example.org"],
  ] as const)
    it(`is read from “${text}”`, () => expect(parseMailAddress(text)).to.equal(address));

  for (const text of [
    '',
    'someone',
    '@example.org',
    'a@localhost',
    'a@@example.org',
    'a b@example.org',
    'a@example.org, b@example.org',
    'a@example.org\nBcc: b@example.org',
    'A <a@example.org>',
    'a@example.org.',
    '.a@example.org',
    'a..b@example.org',
    'é@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(250)}.org`,
  ])
    it(`is not read from “${text.slice(0, 30)}”`, () => expect(parseMailAddress(text)).to.equal(undefined));
});
