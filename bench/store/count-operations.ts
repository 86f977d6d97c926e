import type { Documents } from '../../src/state/documents.ts';
import type { Store } from '../../src/state/store.ts';

export interface Operations {
  reads: number;
  writes: number;
  lists: number;
}

/** The store, and how often it has been asked for something. */
export function countOperations(store: Store): { readonly store: Store; readonly operations: Operations } {
  const operations: Operations = { reads: 0, writes: 0, lists: 0 };
  const counted = <T extends { readonly id: string }>(documents: Documents<T>): Documents<T> => ({
    get(...given) {
      operations.reads += 1;
      return documents.get(...given);
    },
    put(...given) {
      operations.writes += 1;
      return documents.put(...given);
    },
    list(...given) {
      operations.lists += 1;
      return documents.list(...given);
    },
    remove(...given) {
      operations.writes += 1;
      return documents.remove(...given);
    },
  });
  return {
    operations,
    store: {
      ...store,
      clients: counted(store.clients),
      checkIns: counted(store.checkIns),
      alerts: counted(store.alerts),
      caseload: counted(store.caseload),
      channelUsers: counted(store.channelUsers),
      therapists: counted(store.therapists),
      audit: counted(store.audit),
    },
  };
}
