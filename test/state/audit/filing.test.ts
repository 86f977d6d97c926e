import { temporaryStore } from '../temporary-store.ts';
import { describeFiling } from './filing.contract.ts';

describeFiling('SQLite', async () => {
  const store = await temporaryStore();
  return { store, dispose: () => store.close() };
});
