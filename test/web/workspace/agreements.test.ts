import { expect } from 'chai';
import type { Client } from '../../../src/domain/client.ts';
import { openWorkspace, type Answered, type Browser, type Workspace } from './open-workspace.ts';

for (const kind of ['goals', 'homework'] as const) {
  describe(`${kind} on a client's page`, () => {
    const page = '/workspace/clients/c1';
    let workspace: Workspace;
    let ana: Browser;
    beforeEach(async () => {
      workspace = await openWorkspace();
      ana = await workspace.signedIn('ana');
      await workspace.enrol('c1');
    });
    afterEach(() => workspace.close());

    const stored = async (): Promise<Client['goals'] | Client['homework']> =>
      (await workspace.store.clients.get('c1', 'c1'))!.document.client[kind];
    const titles = async (): Promise<string[]> =>
      (await stored()).filter(({ endedAt }) => endedAt === undefined).map(({ title }) => title);
    const add = async (title: string, fields?: Record<string, string>): Promise<Answered> =>
      ana.post(`${page}/${kind}`, {
        ...(fields ?? ana.hidden((await ana.get(page)).html, `${page}/${kind}`)),
        title,
      });
    const reword = (id: string, title: string, was: string): Promise<Answered> =>
      ana.post(`${page}/${kind}/${id}`, { title, was });

    it('are added, reworded, ended and put back', async () => {
      expect(await add('  Walk   daily ')).to.include({
        status: 303,
        location: `${page}?done=saved#${kind}`,
      });
      const { id } = (await stored())[0]!;
      await reword(id, 'Walk', 'Walk daily');
      expect(await titles()).to.deep.equal(['Walk']);
      expect((await ana.post(`${page}/${kind}/${id}/end`)).location).to.include('done=ended');
      expect(await titles()).to.deep.equal([]);
      expect((await ana.get(page)).html)
        .to.include('1 ended')
        .and.to.include('Put back');
      await ana.post(`${page}/${kind}/${id}/restore`);
      expect(await titles()).to.deep.equal(['Walk']);
    });

    it('are added once when the form is sent twice', async () => {
      const fields = ana.hidden((await ana.get(page)).html, `${page}/${kind}`);
      await Promise.all([add('Walk', fields), add('Walk', fields)]);
      await add('Walk', fields);
      expect(await titles()).to.deep.equal(['Walk']);
    });

    it('are at most three: the fourth is refused with its words kept, also when two tabs are at it', async () => {
      for (const title of ['a', 'b']) await add(title);
      const { html } = await ana.get(page);
      const fields = ana.hidden(html, `${page}/${kind}`);
      await add('c');
      const refused = await add('The fourth', fields);
      expect(refused.status).to.equal(422);
      expect(refused.html).to.include('At most 3').and.to.include('The fourth');
      expect(await titles()).to.deep.equal(['a', 'b', 'c']);
    });

    for (const [name, title, fault] of [
      ['empty', ' ', 'Please fill this in'],
      ['of 5,000 characters', 'z'.repeat(5000), 'up to 120 characters'],
      ['already there', 'WALK', 'same words'],
    ] as const) {
      it(`say at the field why one ${name} is refused, and keep it`, async () => {
        await add('Walk');
        await add('Other');
        const other = (await stored())[1]!;
        for (const reply of [await add(title), await reword(other.id, title, 'Other')]) {
          expect(reply.status).to.equal(422);
          expect(reply.html).to.include(fault).and.to.include('aria-invalid="true"').and.to.include(title);
        }
        expect(await titles()).to.deep.equal(['Walk', 'Other']);
      });
    }

    it('do not write over what another tab changed, and keep what was typed', async () => {
      await add('Walk');
      const { id } = (await stored())[0]!;
      const [one, two] = await Promise.all([reword(id, 'Walk up', 'Walk'), reword(id, 'Walk down', 'Walk')]);
      expect([one.status, two.status]).to.have.members([303, 409]);
      const stale = await reword(id, 'Walk far', 'Walk');
      expect(stale.status).to.equal(409);
      expect(stale.html).to.include('It changed since').and.to.include('value="Walk far"');
      // sent again from the page that shows how it stands, it is taken
      const fields = ana.hidden(stale.html, `${page}/${kind}/${id}`);
      await ana.post(`${page}/${kind}/${id}`, { ...fields, title: 'Walk far' });
      expect(await titles()).to.deep.equal(['Walk far']);
    });

    it('show what was typed for one that is gone', async () => {
      await add('Walk');
      const { id } = (await stored())[0]!;
      await ana.post(`${page}/${kind}/${id}/end`);
      const reply = await reword(id, 'My careful words', 'Walk');
      expect(reply.status).to.equal(409);
      expect(reply.html).to.include('no longer there').and.to.include('My careful words');
      for (const action of ['', '/end', '/restore']) {
        expect((await ana.post(`${page}/${kind}/nothing${action}`, { title: 'x', was: '' })).status).to.equal(
          409,
        );
      }
    });

    it('show markup as text', async () => {
      await add('<script>alert(1)</script>"\'');
      const { html } = await ana.get(page);
      expect(html).to.not.include('<script');
      expect(html).to.include('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;');
    });

    it('answer a form with missing parts with a plain page', async () => {
      const forms: Record<string, string>[] = [{}, { title: 'x' }, { title: 'x', id: '<>' }];
      for (const form of forms) {
        expect((await ana.post(`${page}/${kind}`, form)).status).to.equal(400);
      }
      expect(await titles()).to.deep.equal([]);
    });
  });
}
