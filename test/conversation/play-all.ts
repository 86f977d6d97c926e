import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../src/i18n/languages.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { playScene, type Row } from './play-scene.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes.ts';

export interface Played {
  readonly scene: Scene;
  readonly rows: readonly Row[];
  /** What was not as the scene says. */
  readonly fault?: unknown;
}

/** Plays every scene in one language, all at once over one store. */
export async function playAll(language: Language): Promise<readonly Played[]> {
  const directory = await mkdtemp(join(tmpdir(), 'transcripts-'));
  const store = await openSqliteStore({ directory });
  try {
    return await Promise.all(
      scenes.map(async (scene): Promise<Played> => {
        try {
          return { scene, rows: await playScene(scene, { language, store }) };
        } catch (fault) {
          return { scene, rows: [], fault };
        }
      }),
    );
  } finally {
    await store.close();
    await rm(directory, { recursive: true });
  }
}
