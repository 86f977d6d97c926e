import { isDeepStrictEqual } from 'node:util';
import { clientId } from '../../src/domain/ids.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Walk } from './drive.ts';
import { therapist } from './enrol.ts';

export interface Checked {
  readonly given: number;
  /** Found in the store, each under its own question with the value that was typed. */
  readonly kept: number;
  /** Check-ins that stand complete and sent, and answered on the caseload. */
  readonly complete: number;
}

/** Counts what was typed against what the store holds once the server has ended. */
export async function checkAnswers(directory: string, walks: readonly Walk[]): Promise<Checked> {
  const store = await openSqliteStore({ directory });
  try {
    let [given, kept, complete] = [0, 0, 0];
    for (const { user, typed } of walks) {
      const id = clientId(user);
      const checkIn = (await store.clients.get(id, id))?.document.client.checkIn;
      for (const { answers } of typed) {
        if (!answers) continue;
        given += 1;
        if (isDeepStrictEqual(checkIn?.answers[answers.key], answers.answer)) kept += 1;
      }
      const line = (await store.caseload.get(therapist.id, id))?.document;
      if (checkIn?.status === 'complete' && checkIn.sentAt && line?.weekAnswered) complete += 1;
    }
    return { given, kept, complete };
  } finally {
    await store.close();
  }
}
