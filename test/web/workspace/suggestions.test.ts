import { expect } from 'chai';
import type { Role } from '../../../src/domain/rights.ts';
import { createSession } from '../../../src/state/sign-in.ts';
import { formToken } from '../../../src/web/workspace/form-token.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';

const page = '/workspace/suggestions';
const ours = 'a moment that hurt';

describe("the page for the clinic's own suggestions", () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  async function as(...roles: readonly Role[]) {
    const now = new Date(workspace.clock.now).toISOString();
    const given = { kind: 'therapist', subject: 'ana', now, lifetimeMs: 60_000, roles } as const;
    const secret = await createSession(workspace.store, given);
    const browser = workspace.browser();
    browser.cookie.value = `workspace=${secret}`;
    return {
      get: (query = '') => browser.get(page + query),
      post: (act: string, form: Record<string, string>) =>
        browser.post(`${page}/${act}`, {
          language: 'en',
          place: 'drop.bond',
          stood: '',
          ...form,
          token: formToken(secret),
        }),
    };
  }
  const kept = async () => (await workspace.store.suggestions.get('clinic', 'en'))?.document;

  it('shows ours, in each language, where the clinic has said nothing', async () => {
    const sue = await as('supervisor');
    expect((await sue.get()).html)
      .to.include(ours)
      .and.to.not.include('Ours again');
    expect((await sue.get('?language=ar')).html)
      .to.include('لحظة جارحة')
      .and.to.include('dir="rtl"');
  });

  it("keeps the clinic's lines for that place and language alone, on record with who changed them", async () => {
    const sue = await as('supervisor');
    const reply = await sue.post('save', { lines: ' First\r\n\r\nSecond <b> ' });
    expect(reply).to.include({ status: 303, location: `${page}?language=en&done=saved` });
    expect((await kept())?.lines).to.deep.equal({ 'drop.bond': ['First', 'Second <b>'] });
    const { html } = await sue.get('?done=saved');
    expect(html).to.include('First\nSecond &lt;b&gt;').and.to.include('In your clinic’s words');
    expect(html).to.include('Therapists see it from now on').and.to.not.include(ours);
    expect((await sue.get('?language=es')).html).to.not.include('First');
    const { audit } = (await workspace.store.therapists.get('clinic', 'ana'))!.document;
    const changes = audit!.unfiled.filter(({ action }) => action === 'update');
    expect(changes.map(({ record, actor }) => [record, actor.role, actor.id])).to.deep.equal([
      ['suggestions', 'supervisor', 'ana'],
    ]);
  });

  it('goes back to ours, and puts back what stood there before, each way', async () => {
    const sue = await as('supervisor');
    await sue.post('save', { lines: 'One' });
    await sue.post('ours', { stood: '["One"]' });
    expect((await kept())?.lines).to.deep.equal({});
    await sue.post('undo', {});
    expect((await kept())?.lines).to.deep.equal({ 'drop.bond': ['One'] });
    await sue.post('undo', {});
    expect((await sue.get()).html).to.include(ours);
  });

  it('refuses nothing, too many and too long, and keeps what was typed', async () => {
    const sue = await as('supervisor');
    for (const [lines, fault] of [
      [' ', 'at least one line'],
      ['x\ny\nz\n1\n2\n3\n4\n5\n6', 'At most 8 lines'],
      ['typed '.repeat(60), 'Up to 300 characters'],
    ] as const) {
      const reply = await sue.post('save', { lines });
      expect(reply.status).to.equal(422);
      expect(reply.html).to.include(fault).and.to.include(lines.trim());
    }
    expect(await kept()).to.equal(undefined);
    expect((await sue.post('save', { lines: 'x', place: 'nowhere' })).status).to.equal(400);
    expect((await sue.post('save', { lines: 'x', language: 'nl' })).status).to.equal(400);
    expect((await sue.post('save', { lines: 'x', stood: '{"a":1}' })).status).to.equal(400);
  });

  it('does not write over what somebody else wrote meanwhile, and shows both', async () => {
    const sue = await as('supervisor');
    await sue.post('save', { lines: 'Theirs' });
    const reply = await sue.post('save', { lines: 'Mine' });
    expect(reply.status).to.equal(409);
    expect(reply.html).to.include('It changed since').and.to.include('Mine');
    expect((await kept())?.lines).to.deep.equal({ 'drop.bond': ['Theirs'] });
    expect((await sue.post('save', { lines: 'Theirs' })).status).to.equal(303);
  });
});
