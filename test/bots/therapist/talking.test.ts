import { expect } from 'chai';
import { openTeamsClinic, tenant, wordsOf, type TeamsClinic } from './teams-clinic.ts';

describe('a therapist’s own chat in Teams', () => {
  let clinic: TeamsClinic;
  before(async () => {
    clinic = await openTeamsClinic();
    await clinic.enrol('c1', []);
    await clinic.say(1, await clinic.code());
  });
  after(() => clinic.close());

  const place = async () => (await clinic.therapistRecord()).teams!.place;

  it('answers caseload with a link, in the words of seven languages, in the language of Teams', async () => {
    for (const [locale, word] of [
      ['en-GB', 'Caseload'],
      ['es-ES', 'casos'],
      ['fr-FR', 'dossiers'],
      ['de-DE', 'Fallliste'],
      ['pt-BR', 'casos'],
      ['ar-SA', 'الحالات'],
      ['zh-CN', '个案列表'],
    ] as const) {
      const said = await clinic.say(1, word, { locale });
      expect(said, word).to.have.length(1);
      expect(said[0], word).to.contain(`${clinic.app.url}/workspace`);
      expect(said[0], 'no names, no numbers').to.not.match(/Private|label|Your therapist/);
    }
    expect((await clinic.say(1, 'caseload', { locale: 'fr-FR' }))[0]).to.contain('Vos dossiers');
  });

  it('says what it is for to anything else, and never begins a check-in', async () => {
    for (const text of ['hello', '8', 'start', 'ABCDE-23456', 'x'.repeat(5000)])
      expect((await clinic.say(1, text))[0], text).to.contain('This chat is for you as a therapist');
    expect((await clinic.say(1, 'help?'))[0]).to.contain(`${clinic.app.url}/workspace/teams`);
    const [tapped] = await clinic.write(1, { value: { nonce: 'n', answer: '8' } });
    expect(wordsOf(tapped!)).to.contain('This chat is for you as a therapist');
    expect((await clinic.app.store.clients.get('c1', 'c1'))?.document.ledger).to.deep.equal([]);
  });

  it('has the safety screen before anything else', async () => {
    const [said] = await clinic.say(1, 'I want to die');
    expect(said).to.contain('findahelpline.com').and.not.contain('as a therapist');
    const { documents } = await clinic.app.store.caseload.list(clinic.therapist);
    const raised = documents.flatMap(({ document }) => document.alerts).map(({ kind }) => kind);
    expect(raised).to.deep.equal(['safety']);
  });

  it('is not answered where others read along', async () => {
    const conversation = { id: '19:x', conversationType: 'groupChat', isGroup: true, tenantId: tenant };
    expect((await clinic.say(1, 'caseload', { conversation })).join()).to.not.contain('/workspace');
  });

  it('keeps where it can be written to, and writes that only when it changes', async () => {
    const first = await place();
    await clinic.say(1, 'hello');
    expect(await place()).to.deep.equal(first);
    const conversation = { id: 'a:new', conversationType: 'personal', tenantId: tenant };
    await clinic.say(1, 'hello', { conversation });
    expect(await place()).to.include({ conversation: 'a:new', locale: 'en-GB' });
  });

  it('is known to be gone when the app is taken out of it, until they write there again', async () => {
    const conversation = { id: 'a:new', conversationType: 'personal', tenantId: tenant };
    await clinic.write(1, { type: 'installationUpdate', action: 'remove', text: undefined, conversation });
    expect((await place()).goneAt).to.be.a('string');
    await clinic.say(1, 'hello', { conversation });
    expect((await place()).goneAt).to.equal(undefined);
  });

  it('is another person’s who has the same object id in another directory', async () => {
    const elsewhere = { id: 'a:chat-1', conversationType: 'personal', tenantId: tenant.replace('7', '8') };
    expect((await clinic.say(1, 'caseload', { conversation: elsewhere }))[0]).to.contain('invite');
  });
});
