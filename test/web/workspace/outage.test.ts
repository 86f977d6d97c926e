import { expect } from 'chai';
import { StoreError } from '../../../src/state/documents.ts';
import type { Store } from '../../../src/state/store.ts';
import { openWorkspace } from './open-workspace.ts';

/** The real store, whose clients cannot be reached for one reason or another. */
const failing =
  (error: Error) =>
  (real: Store): Store => ({
    ...real,
    clients: {
      ...real.clients,
      get: async () => {
        throw error;
      },
    },
  });

describe('the workspace while the store is out of reach', () => {
  for (const [name, error, status, text] of [
    ['nothing was written', new StoreError('unavailable', { cause: 'disk' }), 503, 'nothing was changed'],
    ['it may have been written', new StoreError('unknown', { cause: 'disk' }), 503, 'not certain whether'],
    ['nobody knows why', new Error('secret words in a message'), 500, 'That is our fault'],
  ] as const) {
    it(`says so plainly when ${name}, and shows nothing internal`, async () => {
      const workspace = await openWorkspace({ store: failing(error) });
      try {
        const ana = await workspace.signedIn('ana');
        for (const reply of [
          await ana.get('/workspace/clients/c1'),
          await ana.post('/workspace/clients/c1/goals', { id: 'abcdefghij', title: 'Walk' }),
        ]) {
          expect(reply.status).to.equal(status);
          expect(reply.html).to.include(text);
          expect(reply.html).to.not.match(/secret words|disk|Error|at .*\.ts/);
        }
        const form = { id: 'abcdefghij', title: 'Walk <daily>', was: 'not shown' };
        const { html } = await ana.post('/workspace/clients/c1/goals', form);
        expect(html).to.include('Walk &lt;daily&gt;').and.not.to.include('not shown');
        expect(workspace.logged.join('')).to.include('workspace-failed').and.to.not.include('secret words');
        expect((await ana.get('/workspace')).status).to.equal(200);
      } finally {
        await workspace.close();
      }
    });
  }
});
