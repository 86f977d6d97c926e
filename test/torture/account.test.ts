import { expect } from 'chai';
import { Account } from '../../bench/torture/account.ts';

describe("a client's own account of what they said", () => {
  it('an acknowledged answer must be there', () => {
    const account = new Account();
    account.say('q', '7')();
    expect(account.judge('q', '7')).to.equal('as-said');
    expect(account.judge('q', undefined)).to.equal('lost');
    expect(account.judge('q', '8')).to.equal('misplaced');
  });

  it('one whose outcome is unknown may be there or not', () => {
    const account = new Account();
    account.say('q', '7');
    expect(account.judge('q', undefined)).to.equal('as-said');
    expect(account.judge('q', '7')).to.equal('as-said');
    expect(account.judge('q', '8')).to.equal('misplaced');
  });

  it('an unknown one may have taken the place of an acknowledged one, but not the other way round', () => {
    const account = new Account();
    account.say('q', '6');
    account.say('q', '7')();
    account.say('q', '8');
    expect(['6', '7', '8', undefined].map((stored) => account.judge('q', stored))).to.deep.equal([
      'lost',
      'as-said',
      'as-said',
      'lost',
    ]);
  });

  it('what was never said is misplaced', () => {
    expect(new Account().judge('q', '7')).to.equal('misplaced');
    expect(new Account().judge('q', undefined)).to.equal('as-said');
  });

  it('knows what was acknowledged, also later', () => {
    const account = new Account();
    const acknowledge = account.say('q', '7');
    expect(account.acknowledged('q')).to.equal(false);
    acknowledge();
    expect(account.acknowledged('q')).to.equal(true);
    expect(account.keys).to.deep.equal(['q']);
  });
});
